package io.tripline.cli;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.notify.config.NotifyConfiguration;
import io.tripline.notify.config.NotifyFile;
import io.tripline.notify.config.NotifyReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of a configuration of the notifier whether it can be used. */
@Command(
    name = "check",
    description = {
      "Say of a configuration, and of the templates that it names, whether they can be used, and if"
          + " not, what to write instead.",
      "Every problem is a line: file:line:column: what is wrong; what to write. Nobody is asked and"
          + " nobody notified, and no reference is looked up."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The configuration can be used; there may be warnings.",
      "1:The configuration was refused, or the command was not used right."
    },
    footer = {"", "Example:", "  tripline notify check notify.yaml"})
final class NotifyCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A configuration in YAML.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, BadConfigurationException {
    NotifyReading reading = NotifyFile.read(file, Map.of());
    PrintWriter out = spec.commandLine().getOut();
    reading.errors().forEach(out::println);
    reading.warnings().forEach(out::println);
    NotifyConfiguration configuration = reading.configuration();
    if (configuration != null) {
      out.println(file + ": good");
      configuration
          .receivers()
          .forEach(
              receiver ->
                  out.println(
                      "  %s (%s), consumer group %s"
                          .formatted(
                              receiver.name(),
                              receiver.type().word(),
                              configuration.group(receiver))));
    }
    out.flush();
    return configuration == null ? 1 : 0;
  }
}
