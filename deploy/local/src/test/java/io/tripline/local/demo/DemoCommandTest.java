package io.tripline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.cli.Tripline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine tripline =
      Tripline.commandLine(new DemoCommand())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void aSpeedThatIsNoneIsBadUsage() {
    assertThat(tripline.execute("demo", "--speed", "0h")).isEqualTo(1);
    assertThat(tripline.execute("demo", "--speed", "fast")).isEqualTo(1);
    assertThat(err.toString()).contains("'fast'", "write 30m, 16h or PT16H");
  }

  @Test
  void aHistoryIsWrittenIntoANewDirectory(@TempDir Path parent) {
    Path history = parent.resolve("story");

    assertThat(tripline.execute("demo", "--history", history.toString())).isZero();

    assertThat(history.resolve("ticket.jsonl")).isNotEmptyFile();
    assertThat(history.resolve("plans/cloud-migration.yaml")).isNotEmptyFile();
    assertThat(out.toString()).contains("tripline replay --history " + history);
  }

  @Test
  void aHistoryIsNotWrittenOverAnother(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("cost.jsonl"), "mine\n");

    assertThat(tripline.execute("demo", "--history", directory.toString())).isEqualTo(1);

    assertThat(directory.resolve("cost.jsonl")).hasContent("mine");
    assertThat(err.toString()).contains("new or empty");
  }

  @Test
  void itHelps() {
    assertThat(tripline.execute("demo", "--help")).isZero();
    assertThat(out.toString()).contains("--speed", "--keep", "Examples:");
  }
}
