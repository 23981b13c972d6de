package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes histories of what other programs export. */
@Command(
    name = "import",
    description = "Make a history of what other programs export.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline import focus --service-tag application --out my-history focus.csv",
      "  tripline import csv --mapping mapping.yaml --out my-history export.csv"
    },
    subcommands = {
      ImportCsvCommand.class,
      ImportFocusCommand.class,
      ImportJiraCommand.class,
      ImportTempoCommand.class,
      ImportServiceNowCommand.class
    })
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to import from.");
  }
}
