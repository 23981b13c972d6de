package io.tripline.local;

import io.tripline.local.demo.DemoCommand;
import io.tripline.local.standalone.ClusterCommand;

/** The command line on this machine: the job's, and what needs a broker beside it. */
public final class Tripline {
  private Tripline() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        io.tripline.cli.Tripline.commandLine(new DemoCommand(), new ClusterCommand())
            .execute(arguments));
  }
}
