package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with plan files. */
@Command(
    name = "plan",
    description = "Work on plan files.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  tripline plan check plans/*.yaml"},
    subcommands = PlanCheckCommand.class)
final class PlanCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with plans.");
  }
}
