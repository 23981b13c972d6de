package io.tripline.cli;

import io.tripline.backtest.BacktestRequest;
import io.tripline.backtest.source.DirectorySource;
import io.tripline.backtest.source.HistorySource;
import io.tripline.backtest.source.TopicsSource;
import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.ledger.Slices;
import io.tripline.replay.BadReplayException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every kind of backtest is told. */
final class BacktestOptions {
  private static final String DEFAULT_CURRENCY = "USD";

  // Not required by picocli: it would ask for them above a subcommand that has its own.
  @Option(names = "--history", paramLabel = "DIR", description = "The history to try them on.")
  private Path history;

  @Option(
      names = "--kafka",
      description =
          "Instead, the topics of facts that the live job reads, from their beginning to where they"
              + " end now; in no consumer group.")
  private boolean kafka;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "With --kafka: the configuration of the live job; see tripline config reference.")
  private Path configuration;

  @Option(
      names = ConfigurationOptions.SET,
      paramLabel = ConfigurationOptions.KEY_VALUE,
      mapFallbackValue = "",
      description = "With --kafka: " + ConfigurationOptions.SET_DESCRIPTION)
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--candidates",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Plan files, each a candidate, and directories of them. In its run, a candidate takes the"
              + " place of all plans that the history has of its service.")
  private List<Path> candidates;

  @Option(
      names = "--sweep",
      paramLabel = "PATH=VALUES",
      description =
          "Instead of the one candidate, one for each value of something in it: a target's or"
              + " rule's key (zombie.for=PT1H..PT8H/PT1H, fidelity.critical=0.10..0.35/0.05,"
              + " zombie.units.below=1,2,3), or whatever else a wrong path brings the list of."
              + " Given several times, a grid.")
  private List<String> sweeps = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = ReplayCommand.TimeConverter.class,
      description = "Evaluate from this known time on. Default: when the first fact was recorded.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = ReplayCommand.TimeConverter.class,
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

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads share the work; changes nothing of what is found. Default:"
              + " ${DEFAULT-VALUE}")
  private int parallelism;

  @Mixin private PeopleOptions people;

  /**
   * What was asked for.
   *
   * @param configuration of the live job, or null if it has nothing to do with one
   */
  record Asked(BacktestRequest request, JobConfiguration configuration) {}

  /**
   * What was asked for.
   *
   * @throws ParameterException if something is missing or cannot be meant
   */
  Asked asked(CommandLine command)
      throws BadReplayException, IOException, BadConfigurationException {
    check(command);
    JobConfiguration live =
        kafka ? ConfigurationOptions.read(configuration, overrides, command.getErr()) : null;
    HistorySource source = live == null ? directory() : new TopicsSource(live);
    return new Asked(
        new BacktestRequest(
            source,
            List.copyOf(candidates),
            List.copyOf(sweeps),
            from == null ? null : Long.valueOf(from.toEpochMilli()),
            to == null ? null : Long.valueOf(to.toEpochMilli()),
            parallelism,
            live == null ? people.people(command) : live.output().people().people()),
        live);
  }

  /** Whether anything is swept. */
  boolean sweeps() {
    return !sweeps.isEmpty();
  }

  private HistorySource directory() throws BadReplayException, IOException {
    return DirectorySource.open(
        history, currency == null ? DEFAULT_CURRENCY : currency, Slices.FIVE_MINUTES);
  }

  private void check(CommandLine command) {
    if (history == null && !kafka) {
      throw new ParameterException(
          command, "Missing required option: '--history=DIR', or '--kafka' with '--config=FILE'");
    }
    if (history != null && kafka) {
      throw new ParameterException(command, "--history and --kafka exclude each other");
    }
    if (kafka && configuration == null) {
      throw new ParameterException(command, "Missing required option: '--config=FILE'");
    }
    if (!kafka && (configuration != null || !overrides.isEmpty())) {
      throw new ParameterException(command, "--config and --set are for --kafka");
    }
    if (kafka && currency != null) {
      throw new ParameterException(
          command, "--currency is for --history; with --kafka, the configuration has it");
    }
    if (candidates == null) {
      throw new ParameterException(command, "Missing required option: '--candidates=PATH'");
    }
    if (parallelism < 1 || parallelism > 128) {
      throw new ParameterException(command, "--parallelism is " + parallelism + "; write 1 to 128");
    }
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      throw new ParameterException(
          command, "--currency is '" + currency + "'; write a code such as USD");
    }
    if (kafka && people.given()) {
      throw new ParameterException(
          command,
          PeopleOptions.PEOPLE
              + " is for --history; with --kafka, the configuration has it: --set people=…");
    }
  }
}
