package io.tripline.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.cli.Tripline;
import io.tripline.local.demo.DemoCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * The backtest that the README shows: the story's zombie, by four plans that differ in patience.
 */
final class StoryReport {
  private final Path out;

  private StoryReport(Path out) {
    this.out = out;
  }

  /** Makes it, with the commands that a user would type. */
  static StoryReport make(Path directory) throws IOException {
    Path history = directory.resolve("story");
    run("demo", "--history", history.toString());
    Files.writeString(
        history.resolve("labels.csv"),
        """
        service,subject,onset,end,note
        cloud-migration,*,2026-01-20T10:17:00Z,2026-02-04T17:05:00Z,three of six architects pulled away
        """);
    Path trial = Files.createDirectories(directory.resolve("trial"));
    String plan = Files.readString(plan(history));
    for (String critical : List.of("0.10", "0.15", "0.25", "0.35")) {
      String varied = plan.replaceFirst("(id: fidelity-day.*critical: )0\\.15", "$1" + critical);
      assertThat(varied).contains("critical: " + critical);
      Files.writeString(trial.resolve("critical-" + critical + ".yaml"), varied);
    }
    return backtest(history, trial, directory.resolve("backtest"));
  }

  /** The same history with a sweep, held against the run as known now. */
  StoryReport swept(String... axes) {
    Path history = out.resolveSibling("story");
    List<String> more = new ArrayList<>(List.of("--as-known-now"));
    for (String axis : axes) {
      more.addAll(List.of("--sweep", axis));
    }
    return backtest(
        history, plan(history), out.resolveSibling("sweep"), more.toArray(String[]::new));
  }

  private static Path plan(Path history) {
    return history.resolve("plans/cloud-migration.yaml");
  }

  private static StoryReport backtest(Path history, Path candidates, Path out, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "backtest",
                "--history",
                history.toString(),
                "--candidates",
                candidates.toString(),
                "--out",
                out.toString()));
    command.addAll(List.of(more));
    run(command.toArray(String[]::new));
    return new StoryReport(out);
  }

  /** A table beside the page, line by line. */
  List<String> table(String name) throws IOException {
    return Files.readAllLines(out.resolve(name));
  }

  Path page() {
    return out.resolve("report.html");
  }

  /** What {@code report.json} says; a copy of one's own. */
  ObjectNode json() throws IOException {
    return (ObjectNode) new JsonMapper().readTree(out.resolve("report.json").toFile());
  }

  private static void run(String... arguments) {
    CommandLine command = Tripline.commandLine(new DemoCommand());
    command.setOut(new PrintWriter(Writer.nullWriter()));
    assertThat(command.execute(arguments)).isZero();
  }
}
