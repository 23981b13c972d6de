package io.tripline.cli;

import io.tripline.notify.config.NotifyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the documented configuration of the notifier. */
@Command(
    name = "reference",
    description = {
      "Print the configuration with all its keys: what each means, its unit, range and default.",
      "It is a configuration itself, to start one of your own from."
    },
    footer = {"", "Example:", "  tripline notify reference > notify.yaml"})
final class NotifyReferenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(NotifyFile.reference());
    out.flush();
    return 0;
  }
}
