package io.tripline.cli;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.kafka.config.JobConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command that talks to Kafka is told: the configuration of the live job. A
 * configuration that cannot be used ends the command with every problem on a line, and exit code 1.
 */
final class ConfigurationOptions {
  static final String SET = "--set";
  static final String KEY_VALUE = "KEY=VALUE";
  static final String SET_DESCRIPTION =
      "What comes before what the file says of a key; may be given again.";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration of the live job; see tripline config reference.")
  private Path file;

  @Option(names = SET, paramLabel = KEY_VALUE, mapFallbackValue = "", description = SET_DESCRIPTION)
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  /** The configuration; what is odd about it is said on the standard error stream. */
  JobConfiguration read() throws IOException, BadConfigurationException {
    return read(file, overrides, mixee.commandLine().getErr());
  }

  /** As {@link #read()}, for commands that need a configuration only now and then. */
  static JobConfiguration read(Path file, Map<String, String> overrides, PrintWriter err)
      throws IOException, BadConfigurationException {
    ConfigurationReading reading = ConfigurationFile.read(file, overrides);
    reading.warnings().forEach(err::println);
    err.flush();
    return reading.usable();
  }
}
