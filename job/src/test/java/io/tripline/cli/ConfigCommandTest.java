package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.ConfigurationFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigCommandTest {
  @TempDir private Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "probe", description = "Reads the configuration, as all that need it do.")
  private static final class Probe implements Callable<Integer> {
    @Mixin private ConfigurationOptions configuration;
    private String deployment;

    @Override
    public Integer call() throws IOException, BadConfigurationException {
      deployment = configuration.read().deployment();
      return 0;
    }
  }

  private final Probe probe = new Probe();

  @BeforeEach
  void name() {
    file = folder.resolve("tripline.yaml");
  }

  @Test
  void printsTheReferenceWhichIsAConfiguration() throws IOException {
    assertThat(run("config", "reference")).isZero();
    assertThat(out.toString()).isEqualTo(ConfigurationFile.reference());

    Files.writeString(file, out.toString());
    assertThat(run("config", "check", file.toString())).isZero();
  }

  @Test
  void saysOfAGoodOneWhatItComesTo() throws IOException {
    write("bootstrap.servers: a:1\nkafka.ssl.key.password: ${env:KEY}\nkafka.max.pol.records: 5\n");

    assertThat(run("config", "check", "--set", "deployment=test", file.toString())).isZero();
    assertThat(out.toString())
        .contains(file + ":3:1: warning: 'kafka.max.pol.records' is not known")
        .contains(file + ": good")
        .contains("group.id: tripline-test")
        .contains("kafka.ssl.key.password: ${env:KEY}");
  }

  @Test
  void saysOfABadOneAllThatIsWrong() throws IOException {
    write("currency: euro\n");

    assertThat(run("config", "check", "--set", "slice=PT7M", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("--set slice: 'slice' is \"PT7M\""))
        .anySatisfy(line -> assertThat(line).startsWith(file + ":1:1: 'bootstrap.servers' is"))
        .anySatisfy(line -> assertThat(line).startsWith(file + ":1:11: 'currency' is \"euro\""));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThat(run("config", "check", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(file + " is no file").doesNotContain("--stacktrace");
  }

  @Test
  void givesEveryCommandThatNeedsItTheConfiguration() throws IOException {
    write("bootstrap.servers: a:1\ndeployment: north\nkafka.max.pol.records: 5\n");

    assertThat(run("probe", "--config", file.toString())).isZero();
    assertThat(probe.deployment).isEqualTo("north");
    assertThat(err.toString()).contains("warning: 'kafka.max.pol.records' is not known");

    assertThat(run("probe", "--config", file.toString(), "--set", "deployment=south")).isZero();
    assertThat(probe.deployment).isEqualTo("south");

    assertThat(run("probe", "--config", file.toString(), "--set", "deployment")).isZero();
    assertThat(probe.deployment).isEqualTo("default");
  }

  @Test
  void endsACommandWithAllThatIsWrong() throws IOException {
    write("currency: euro\n");

    assertThat(run("probe", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(file + ":1:1: 'bootstrap.servers' is missing")
        .contains(file + ":1:11: 'currency' is \"euro\"");
    assertThat(run("probe")).isEqualTo(1);
    assertThat(err.toString()).contains("Missing required option: '--config=FILE'");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private int run(String... arguments) {
    CommandLine tripline = Tripline.commandLine(probe);
    tripline.setOut(new PrintWriter(out, true));
    tripline.setErr(new PrintWriter(err, true));
    tripline.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return tripline.execute(arguments);
  }
}
