package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that all others stand below. */
@Command(
    name = "tripline",
    description = {
      "Live business plans for the services an IT company sells:",
      "says where a service leaves its plan and why, and when to pull the switch."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline plan check plans/*.yaml",
      "  tripline config check tripline.yaml",
      "  tripline replay --history my-history --out results",
      "  tripline backtest --history my-history --candidates plans/ --out results",
      "  tripline import csv --mapping mapping.yaml --out my-history export.csv",
      "  tripline topics check --config tripline.yaml",
      "  tripline events --config tripline.yaml --follow",
      "  tripline notify --config notify.yaml",
      "  tripline replay --help"
    },
    subcommands = {
      ReplayCommand.class,
      BacktestCommand.class,
      ImportCommand.class,
      PlanCommand.class,
      ConfigCommand.class,
      TopicsCommand.class,
      EventsCommand.class,
      NotifyCommand.class,
      KillSwitchOrderCommand.class,
      DeadLettersCommand.class
    })
final class TriplineCommand implements Runnable {
  static final String STACKTRACE = "--stacktrace";

  @Option(
      names = STACKTRACE,
      description = "If it fails, show where in the program.",
      scope = ScopeType.INHERIT)
  private boolean stacktrace;

  @Spec private CommandSpec spec;

  /** Whether to show where in the program it failed. */
  boolean stacktrace() {
    return stacktrace;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command you want.");
  }
}
