package io.tripline.cli;

import io.tripline.backtest.BacktestRequest;
import io.tripline.ledger.Slices;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every kind of backtest is told. */
final class BacktestOptions {
  // Not required by picocli: it would ask for them above a subcommand that has its own.
  @Option(names = "--history", paramLabel = "DIR", description = "The history to try them on.")
  private Path history;

  @Option(
      names = "--candidates",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Plan files, each a candidate, and directories of them. In its run, a candidate takes the"
              + " place of all plans that the history has of its service.")
  private List<Path> candidates;

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
      defaultValue = "USD",
      description = "The one currency of all facts and plans. Default: ${DEFAULT-VALUE}")
  private String currency;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads share the work; changes nothing of what is found. Default:"
              + " ${DEFAULT-VALUE}")
  private int parallelism;

  /**
   * What was asked for.
   *
   * @throws ParameterException if something is missing or cannot be meant
   */
  BacktestRequest request(CommandLine command) {
    if (history == null) {
      throw new ParameterException(command, "Missing required option: '--history=DIR'");
    }
    if (candidates == null) {
      throw new ParameterException(command, "Missing required option: '--candidates=PATH'");
    }
    if (parallelism < 1 || parallelism > 128) {
      throw new ParameterException(command, "--parallelism is " + parallelism + "; write 1 to 128");
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new ParameterException(
          command, "--currency is '" + currency + "'; write a code such as USD");
    }
    return new BacktestRequest(
        history,
        List.copyOf(candidates),
        from == null ? null : Long.valueOf(from.toEpochMilli()),
        to == null ? null : Long.valueOf(to.toEpochMilli()),
        currency,
        parallelism,
        Slices.FIVE_MINUTES);
  }
}
