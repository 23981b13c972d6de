package io.tripline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Works on records that the job refused. */
@Command(
    name = "dead-letters",
    description = {
      "Look at the records that the job refused, and send them again.",
      "Each is kept whole, with the reason: its bytes, key, headers, and where it stood."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline dead-letters list --config tripline.yaml --summary",
      "  tripline dead-letters show --config tripline.yaml tripline.dead-letters-0@17",
      "  tripline dead-letters redrive --config tripline.yaml --reason unknown-calendar"
    },
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersRedriveCommand.class
    })
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with dead letters.");
  }
}
