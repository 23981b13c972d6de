package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the configuration of the live job. */
@Command(
    name = "config",
    description = "Work on the configuration of the live job.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline config reference > tripline.yaml",
      "  tripline config check tripline.yaml"
    },
    subcommands = {ConfigReferenceCommand.class, ConfigCheckCommand.class})
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the configuration.");
  }
}
