package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a replay refuses before it reads anything. */
class ReplayCommandTest {
  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private String config;
  private String out;

  @BeforeEach
  void write() throws Exception {
    config =
        Files.writeString(directory.resolve("tripline.yaml"), "bootstrap.servers: localhost:1\n")
            .toString();
    out = directory.resolve("out").toString();
  }

  @Test
  void itReadsFromOnePlaceAndWritesToOne() {
    refuses("--history", "--history", "a", "--kafka", "--config", config, "--out", out);
    refuses("--out", "--kafka", "--config", config, "--out", out, "--topics");
    refuses("--out", "--kafka", "--config", config);
  }

  @Test
  void kafkaNeedsAConfigurationAndARunNeedsTopics() {
    refuses("--config", "--kafka", "--out", out);
    refuses("--topics", "--kafka", "--config", config, "--run", "q1");
  }

  @Test
  void whatIsForTheOtherPlaceIsRefused() {
    refuses("--topics is for --kafka", "--history", "a", "--topics");
    refuses(
        "--currency is for --history",
        "--kafka",
        "--config",
        config,
        "--out",
        out,
        "--currency",
        "EUR");
  }

  @Test
  void peopleAreHashedWithAKeyThatIsThere() throws Exception {
    refuses("hashed needs a key", "--history", "a", "--out", out, "--people", "hashed");
    refuses(
        "--pseudonym-key is for --people hashed",
        "--history",
        "a",
        "--out",
        out,
        "--pseudonym-key",
        "${env:KEY}");
    refuses(
        "--pseudonym-key is a secret",
        "--history",
        "a",
        "--out",
        out,
        "--people",
        "hashed",
        "--pseudonym-key",
        "in the open");
    Path keys = Files.writeString(directory.resolve("keys.properties"), "short=abc\n");
    refuses(
        "has 3 bytes, so that it could be guessed; make one of 16 or more",
        "--history",
        "a",
        "--out",
        out,
        "--people",
        "hashed",
        "--pseudonym-key",
        "${file:" + keys + ":short}");
    refuses(
        "--pseudonym-key: ",
        "--history",
        "a",
        "--out",
        out,
        "--people",
        "hashed",
        "--pseudonym-key",
        "${file:" + keys + ":none}");
    refuses(
        "--people is for --history",
        "--kafka",
        "--config",
        config,
        "--out",
        out,
        "--people",
        "none");
  }

  @Test
  void aRunThatCannotBeNamedSoOrWouldReachALiveTopicIsRefused() throws Exception {
    refuses("names no run", "--kafka", "--config", config, "--topics", "--run", "a.b");
    refuses(
        "run q1 would write to tripline.events.run.q1, which the live job has",
        "--kafka",
        "--config",
        config,
        "--set",
        "topic.cost.name=tripline.events.run.q1",
        "--topics",
        "--run",
        "q1");
  }

  @Test
  void aConfigurationThatCannotBeUsedIsRefused() {
    refuses("no.such.key", "--kafka", "--config", config, "--set", "no.such.key=1", "--out", out);
  }

  private void refuses(String why, String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine tripline = Tripline.commandLine().setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "replay";
    System.arraycopy(arguments, 0, all, 1, arguments.length);

    assertThat(tripline.execute(all)).isEqualTo(1);
    assertThat(err.toString()).contains(why);
    assertThat(Path.of(out)).doesNotExist();
  }
}
