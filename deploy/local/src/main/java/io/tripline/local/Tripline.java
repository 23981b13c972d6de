package io.tripline.local;

import io.tripline.local.demo.DemoCommand;
import picocli.CommandLine;

/** The command line on this machine. */
public final class Tripline {
  private Tripline() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DemoCommand()).execute(arguments));
  }
}
