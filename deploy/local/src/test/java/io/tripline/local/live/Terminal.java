package io.tripline.local.live;

import io.tripline.cli.Tripline;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.JobConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line with a configuration file for a broker, and what it says. */
final class Terminal {
  private final Path configuration;
  private String out = "";
  private String err = "";

  Terminal(Path directory, String bootstrapServers) throws IOException {
    configuration =
        Files.writeString(
            directory.resolve("tripline.yaml"),
            "bootstrap.servers: \"" + bootstrapServers + "\"\ndeployment: test\n");
  }

  /** Runs a command; gives its exit code. */
  int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter complained = new StringWriter();
    CommandLine command = Tripline.commandLine();
    command.setOut(new PrintWriter(written, true));
    command.setErr(new PrintWriter(complained, true));
    int code = command.execute(all(arguments));
    out = written.toString();
    err = complained.toString();
    return code;
  }

  /** The arguments with the configuration. */
  String[] all(String... arguments) {
    return Stream.concat(Arrays.stream(arguments), Stream.of("--config", configuration.toString()))
        .toArray(String[]::new);
  }

  JobConfiguration configuration() throws Exception {
    return ConfigurationFile.read(configuration);
  }

  List<String> lines() {
    return out.lines().toList();
  }

  String complaints() {
    return err;
  }
}
