package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.notify.config.NotifyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NotifyCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheReferenceWhichIsAConfigurationAndNamesItsGroups() throws IOException {
    assertThat(run("notify", "reference")).isZero();
    assertThat(out.toString()).isEqualTo(NotifyFile.reference());

    Path file = Files.writeString(folder.resolve("notify.yaml"), out.toString());
    assertThat(run("notify", "check", file.toString())).isZero();
    assertThat(out.toString())
        .contains(file + ": good")
        .contains("pages (alertmanager), consumer group tripline-notify-default-pages");
  }

  @Test
  void aConfigurationThatCannotBeUsedIsRefusedWithLineAndCode1() throws IOException {
    Path file = Files.writeString(folder.resolve("notify.yaml"), "bootstrap.servers: a:1\n");
    assertThat(run("notify", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains(file + ":1:1: 'receivers' is missing");
    assertThat(run("notify", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("'receivers' is missing");
    assertThat(run("notify")).isEqualTo(1);
    assertThat(err.toString()).contains("--config");
  }

  private int run(String... arguments) {
    CommandLine tripline = Tripline.commandLine();
    tripline.setOut(new PrintWriter(out, true));
    tripline.setErr(new PrintWriter(err, true));
    return tripline.execute(arguments);
  }
}
