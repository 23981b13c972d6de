package io.tripline.cli;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RunId;
import io.tripline.kafka.replay.KafkaReplay;
import io.tripline.kafka.replay.KafkaReplayRequest;
import io.tripline.kafka.replay.RunSummary;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.FeedSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the job over a history directory, or over the topics of a live job. */
@Command(
    name = "replay",
    description = {
      "Run the job over facts of the past, as if it had been there when they became known.",
      "From a directory (--history) it reads cost, ticket, allocation and governance .jsonl (or"
          + " .jsonl.gz), plans/*.yaml and calendars.yaml; any may be missing. From Kafka (--kafka)"
          + " it reads the topics of facts that the live job reads, from their beginning to where"
          + " they end now; it is in no consumer group and commits no offsets.",
      "Into a directory (--out) it writes events.jsonl, statements.jsonl, rejected.jsonl and"
          + " summary.json. Into Kafka (--topics) it writes to topics of its own, named"
          + " <topic>.run.<run>, and never to a topic of the live job."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The facts were replayed; those that cannot be used are in rejected.jsonl, or in the run's"
          + " dead letters.",
      "1:The command was not used right.",
      "2:The run failed; no file was written. Topics may hold a part of the results."
    },
    footer = {
      "",
      "Examples:",
      "  tripline replay --history my-history --out results",
      "  tripline replay --history my-history --out march --from 2026-03-01T00:00:00Z --to"
          + " 2026-04-01T00:00:00Z",
      "  tripline replay --kafka --config tripline.yaml --out results",
      "  tripline replay --kafka --config tripline.yaml --topics --run before-the-change"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String DEFAULT_CURRENCY = "USD";
  private static final String RUN = "--run";
  private static final DateTimeFormatter RUN_OF_NOW =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @ArgGroup(multiplicity = "1")
  private From source;

  @ArgGroup(multiplicity = "1")
  private Into into;

  /** One of two places. */
  private static final class From {
    @Option(names = "--history", paramLabel = "DIR", description = "The directory to read.")
    private Path history;

    @ArgGroup(exclusive = false)
    private FromKafka kafka;
  }

  private static final class FromKafka {
    @Option(names = "--kafka", required = true, description = "Read the live job's topics.")
    @SuppressWarnings("UnusedVariable") // It is there or not, and its group with it.
    private boolean kafka;

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The configuration of the live job; see tripline config reference.")
    private Path file;

    @Option(
        names = ConfigurationOptions.SET,
        paramLabel = ConfigurationOptions.KEY_VALUE,
        mapFallbackValue = "",
        description = ConfigurationOptions.SET_DESCRIPTION)
    private final Map<String, String> overrides = new LinkedHashMap<>();
  }

  /** One of two places. */
  private static final class Into {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "The directory to write into; made if it is not there, results in it replaced.")
    private Path out;

    @ArgGroup(exclusive = false)
    private IntoTopics topics;
  }

  private static final class IntoTopics {
    @Option(
        names = "--topics",
        required = true,
        description = "Write to the topics of a run; made, of one partition, if not there.")
    @SuppressWarnings("UnusedVariable") // It is there or not, and its group with it.
    private boolean topics;

    @Option(
        names = RUN,
        paramLabel = "ID",
        description = "The name of the run. Default: the time that it is.")
    private String run;
  }

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Evaluate from this known time on; what was known before is known, but nothing is said"
              + " of it. Default: when the first fact was recorded.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Stop before this known time. Default: when the last fact was recorded.")
  private Instant to;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description =
          "The one currency of all facts and plans of a history. Default: "
              + DEFAULT_CURRENCY
              + ". Of topics, the configuration has it.")
  private String currency;

  @Mixin private PeopleOptions people;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads share the work; changes nothing of what is written. Default:"
              + " ${DEFAULT-VALUE}")
  private int parallelism;

  @Spec private CommandSpec spec;

  /** By which a run is named that nobody names. */
  private final InstantSource clock;

  ReplayCommand() {
    this(InstantSource.system());
  }

  ReplayCommand(InstantSource clock) {
    this.clock = clock;
  }

  /** Reads a time with its offset. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time with an offset; write one such as 2026-01-05T08:00:00Z");
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    checkOptions();
    TerminalProgress terminal = TerminalProgress.of(spec.commandLine().getErr());
    try (terminal) {
      if (source.history != null) {
        report(new Replay(historyRequest(), terminal).run(), terminal);
      } else if (into.out != null) {
        report(new KafkaReplay(kafkaRequest(), terminal).intoFiles(into.out), terminal);
      } else {
        KafkaReplayRequest request = kafkaRequest();
        Destination.Run run = destination(request.configuration());
        report(new KafkaReplay(request, terminal).intoTopics(run), terminal);
      }
    }
    return 0;
  }

  private ReplayRequest historyRequest() {
    return new ReplayRequest(
        source.history,
        into.out,
        millis(from),
        millis(to),
        currency == null ? DEFAULT_CURRENCY : currency,
        parallelism,
        Slices.FIVE_MINUTES,
        people.people(spec.commandLine()));
  }

  private KafkaReplayRequest kafkaRequest() throws IOException, BadConfigurationException {
    JobConfiguration configuration =
        ConfigurationOptions.read(
            source.kafka.file, source.kafka.overrides, spec.commandLine().getErr());
    return new KafkaReplayRequest(configuration, millis(from), millis(to), parallelism);
  }

  private Destination.Run destination(JobConfiguration configuration) {
    String run = into.topics.run == null ? RUN_OF_NOW.format(clock.instant()) : into.topics.run;
    try {
      return Destination.run(configuration, new RunId(run));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), RUN + ": " + e.getMessage(), e);
    }
  }

  private void checkOptions() {
    if (parallelism < 1 || parallelism > 128) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism is " + parallelism + "; write 1 to 128");
    }
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      throw new ParameterException(
          spec.commandLine(), "--currency is '" + currency + "'; write a code such as USD");
    }
    if (currency != null && source.history == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--currency is for --history; with --kafka, the configuration has it");
    }
    if (people.given() && source.history == null) {
      throw new ParameterException(
          spec.commandLine(),
          PeopleOptions.PEOPLE
              + " is for --history; with --kafka, the configuration has it: --set people=…");
    }
    if (into.topics != null && source.history != null) {
      throw new ParameterException(
          spec.commandLine(), "--topics is for --kafka; with --history, write --out DIR");
    }
  }

  private void report(ReplaySummary summary, TerminalProgress terminal) {
    terminal.close();
    PrintWriter writer = spec.commandLine().getOut();
    report(summary.interval(), summary.feeds(), writer);
    writer.printf(
        Locale.ROOT,
        "%d events, %d statements, %d %s rejected: %s%n",
        summary.events().lines(),
        summary.statements().lines(),
        summary.rejected().lines(),
        source.history == null ? "records" : "lines",
        into.out);
    writer.flush();
  }

  private void report(RunSummary summary, TerminalProgress terminal) {
    terminal.close();
    PrintWriter writer = spec.commandLine().getOut();
    report(summary.interval(), summary.feeds(), writer);
    writer.println("Run " + summary.run().run() + " is in");
    summary.run().topics().forEach(topic -> writer.println("  " + topic.name()));
    writer.flush();
  }

  private static void report(Interval interval, Map<Feed, FeedSummary> feeds, PrintWriter writer) {
    if (interval != null) {
      writer.println("Replayed " + time(interval.from()) + " to " + time(interval.to()));
    }
    writer.printf(
        Locale.ROOT,
        "%-11s %9s %9s %9s %9s %9s %9s%n",
        "feed",
        "read",
        "applied",
        "duplicate",
        "late",
        "refused",
        "after");
    feeds.forEach((feed, counts) -> report(feed.name(), counts, writer));
  }

  private static void report(String feed, FeedSummary counts, PrintWriter writer) {
    writer.printf(
        Locale.ROOT,
        "%-11s %9d %9d %9d %9d %9d %9d%n",
        feed.toLowerCase(Locale.ROOT),
        counts.read(),
        counts.applied(),
        counts.duplicate(),
        counts.late(),
        counts.refused(),
        counts.afterInterval());
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static Long millis(Instant time) {
    return time == null ? null : Long.valueOf(time.toEpochMilli());
  }
}
