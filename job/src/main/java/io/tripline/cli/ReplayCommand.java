package io.tripline.cli;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.ledger.Slices;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.FeedSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the job over a history directory. */
@Command(
    name = "replay",
    description = {
      "Run the job over a directory of facts, as if it had been there when they became known.",
      "Reads cost, ticket, allocation and governance .jsonl (or .jsonl.gz), plans/*.yaml and"
          + " calendars.yaml; any may be missing.",
      "Writes events.jsonl, statements.jsonl, rejected.jsonl and summary.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The history was replayed; lines that cannot be used are in rejected.jsonl.",
      "1:The command was not used right.",
      "2:The run failed; nothing was written."
    },
    footer = {
      "",
      "Examples:",
      "  tripline replay --history my-history --out results",
      "  tripline replay --history my-history --out march --from 2026-03-01T00:00:00Z --to"
          + " 2026-04-01T00:00:00Z"
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--history",
      required = true,
      paramLabel = "DIR",
      description = "The directory to read.")
  private Path history;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory to write into; made if it is not there, results in it replaced.")
  private Path out;

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
      defaultValue = "USD",
      description = "The one currency of all facts and plans. Default: ${DEFAULT-VALUE}")
  private String currency;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads share the work; changes nothing of what is written. Default:"
              + " ${DEFAULT-VALUE}")
  private int parallelism;

  @Spec private CommandSpec spec;

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
    ReplayRequest request =
        new ReplayRequest(
            history, out, millis(from), millis(to), currency, parallelism, Slices.FIVE_MINUTES);
    try (terminal) {
      report(new Replay(request, terminal).run(), terminal);
    }
    return 0;
  }

  private void checkOptions() {
    if (parallelism < 1 || parallelism > 128) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism is " + parallelism + "; write 1 to 128");
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new ParameterException(
          spec.commandLine(), "--currency is '" + currency + "'; write a code such as USD");
    }
  }

  private void report(ReplaySummary summary, TerminalProgress terminal) {
    terminal.close();
    PrintWriter writer = spec.commandLine().getOut();
    if (summary.interval() != null) {
      writer.println(
          "Replayed " + time(summary.interval().from()) + " to " + time(summary.interval().to()));
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
    summary.feeds().forEach((feed, counts) -> report(feed.name(), counts, writer));
    writer.printf(
        Locale.ROOT,
        "%d events, %d statements, %d lines rejected: %s%n",
        summary.events().lines(),
        summary.statements().lines(),
        summary.rejected().lines(),
        out);
    writer.flush();
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
