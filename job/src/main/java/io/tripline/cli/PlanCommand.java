package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with plan files. */
@Command(
    name = "plan",
    description = "Check plan files, test them, and publish them to a live job.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline plan check plans/*.yaml",
      "  tripline plan test plans/tests/*.yaml",
      "  tripline plan publish --config tripline.yaml plans/cloud-migration.yaml"
    },
    subcommands = {PlanCheckCommand.class, PlanTestCommand.class, PlanPublishCommand.class})
final class PlanCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with plans.");
  }
}
