package io.tripline.local.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tripline cluster}: the commands around a cluster on this machine. */
@Command(
    name = "cluster",
    description = {
      "A broker and a Flink cluster on this machine, each part a process of its own, which go on"
          + " when the command has ended: what a data centre has, to try an upgrade or a failure"
          + " on.",
      "",
      "Everything is reachable from this machine only, and is kept in one directory, --dir."
    },
    footer = {
      "",
      "Examples:",
      "  tripline cluster up",
      "  tripline cluster submit",
      "  tripline cluster status",
      "  tripline cluster upgrade --parallelism 4",
      "  tripline cluster down"
    },
    subcommands = {
      UpCommand.class,
      SubmitCommand.class,
      SavepointCommand.class,
      UpgradeCommand.class,
      StatusCommand.class,
      DownCommand.class
    })
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: up, submit, savepoint, upgrade, status or down.");
  }
}
