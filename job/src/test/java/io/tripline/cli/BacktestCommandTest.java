package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a backtest refuses before it reads anything. */
class BacktestCommandTest {
  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private String config;

  @BeforeEach
  void write() throws Exception {
    config =
        Files.writeString(directory.resolve("tripline.yaml"), "bootstrap.servers: localhost:1\n")
            .toString();
  }

  @Test
  void aHistoryIsADirectoryOrTopics() {
    refuses("'--history=DIR', or '--kafka' with '--config=FILE'", "--candidates", "p.yaml");
    refuses("exclude each other", "--history", "a", "--kafka", "--candidates", "p.yaml");
    refuses("Missing required option: '--config=FILE'", "--kafka", "--candidates", "p.yaml");
    refuses(
        "--config and --set are for --kafka",
        "--history",
        "a",
        "--config",
        config,
        "--candidates",
        "p.yaml");
    refuses(
        "--currency is for --history",
        "--kafka",
        "--config",
        config,
        "--currency",
        "EUR",
        "--candidates",
        "p.yaml");
    refuses("Missing required option: '--candidates=PATH'", "--history", "a");
  }

  @Test
  void onlyASweepIsSplit() {
    refuses(
        "--split is for --sweep",
        "--history",
        "a",
        "--candidates",
        "p.yaml",
        "--split",
        "2026-01-05T00:00:00Z");
  }

  @Test
  void onlyALiveJobsTopicHasLiveEvents() throws Exception {
    String history =
        Files.createDirectories(directory.resolve("history/plans")).getParent().toString();
    Files.writeString(directory.resolve("history/cost.jsonl"), "");

    refuses(
        "--against-live is for --kafka",
        "verify",
        "--history",
        history,
        "--candidates",
        "p.yaml",
        "--against-live");
    refuses(
        "--against and --against-live exclude each other",
        "verify",
        "--history",
        history,
        "--candidates",
        "p.yaml",
        "--against-live",
        "--against",
        "events.jsonl");
  }

  private void refuses(String why, String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine tripline = Tripline.commandLine().setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("backtest"));
    all.addAll(List.of(arguments));

    assertThat(tripline.execute(all.toArray(String[]::new))).isEqualTo(1);
    assertThat(err.toString()).contains(why);
  }
}
