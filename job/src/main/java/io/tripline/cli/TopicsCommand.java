package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes and checks the topics of a job. */
@Command(
    name = "topics",
    description = "Make the topics of a live job, or say what is wrong with those there are.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline topics create --config tripline.yaml --replication-factor 3",
      "  tripline topics check --config tripline.yaml"
    },
    subcommands = {TopicsCreateCommand.class, TopicsCheckCommand.class})
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with topics.");
  }
}
