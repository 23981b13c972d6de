package io.tripline.cli;

import io.tripline.kafka.config.ConfigurationFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the documented configuration. */
@Command(
    name = "reference",
    description = {
      "Print the configuration with all its keys: what each means, its unit, range and default.",
      "It is a configuration itself, to start one of your own from."
    },
    footer = {"", "Example:", "  tripline config reference > tripline.yaml"})
final class ConfigReferenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ConfigurationFile.reference());
    out.flush();
    return 0;
  }
}
