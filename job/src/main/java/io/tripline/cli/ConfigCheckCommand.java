package io.tripline.cli;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of a configuration whether the job would take it, and what it comes to. */
@Command(
    name = "check",
    description = {
      "Say of a configuration whether the job would take it, and if not, what to write instead.",
      "Every problem is a line: file:line:column: what is wrong; what to write. If there is none,"
          + " every key is printed as the job would see it, secrets as the references they are.",
      "Neither Kafka nor a registry is asked, and no reference is looked up."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The configuration can be used; there may be warnings.",
      "1:The configuration was refused, or the command was not used right."
    },
    footer = {
      "",
      "Examples:",
      "  tripline config check tripline.yaml",
      "  tripline config check --set deployment=test tripline.yaml"
    })
final class ConfigCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A configuration in YAML.")
  private Path file;

  @Option(
      names = ConfigurationOptions.SET,
      paramLabel = ConfigurationOptions.KEY_VALUE,
      mapFallbackValue = "",
      description = ConfigurationOptions.SET_DESCRIPTION)
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, BadConfigurationException {
    ConfigurationReading reading = ConfigurationFile.read(file, overrides);
    PrintWriter out = spec.commandLine().getOut();
    reading.errors().forEach(out::println);
    reading.warnings().forEach(out::println);
    if (reading.configuration() != null) {
      out.println(file + ": good");
      out.println();
      reading.effective().forEach((key, value) -> out.println(key + ": " + value));
    }
    out.flush();
    return reading.configuration() == null ? 1 : 0;
  }
}
