package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shipped test of the zombie's plan passes, and fails where the plan is another. */
class PlanTestCommandTest {
  private static final Path SHIPPED =
      Path.of("..", "deploy", "local", "plan-tests", "cloud-migration.yaml");
  private static final String PLAN =
      "../src/main/resources/io/tripline/local/story/plans/cloud-migration.yaml";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theZombieIsFound() {
    assertThat(run(SHIPPED)).isZero();
    assertThat(lines())
        .containsExactly(
            SHIPPED.toString(),
            "  passed  while all six are there, nothing is said (0 events)",
            "  passed  three of them are pulled into another service (11 events)",
            "SUCCESS: 2 passed, 0 failed");
  }

  @Test
  void aLaxPlanFailsAndEveryDifferenceIsShown() throws IOException {
    Path test = shippedWith("atMost: 0.25, critical: 0.15", "atMost: 0.25, critical: 0.25");

    assertThat(run(test)).isEqualTo(1);
    assertThat(lines())
        .contains(
            "  passed  while all six are there, nothing is said (0 events)",
            "  FAILED  three of them are pulled into another service",
            "    " + test + ":32:9: did not come:",
            "    " + test + ":48:9: came otherwise:",
            "                    expected              got",
            "      ! transition  CONFIRMED             COMMAND_REJECTED",
            "FAILED: 1 passed, 1 failed");
  }

  @Test
  void aStrictPlanFailsByWhatCameTooEarly() throws IOException {
    Path test = shippedWith("floor: 18000.00", "floor: 6000.00");

    assertThat(run(test)).isEqualTo(1);
    assertThat(lines())
        .contains("      ! asOf              2026-01-21T12:10:00Z  2026-01-20T16:10:00Z");
  }

  @Test
  void whatNobodyExpectedIsShown() throws IOException {
    Path test = shippedWith("id: watermelon", "id: melon");

    assertThat(run(test)).isEqualTo(1);
    assertThat(lines())
        .containsSubsequence(
            "    came, and was not expected:",
            "                    got",
            "        asOf        2026-01-21T11:30:00Z",
            "        serviceId   cloud-migration",
            "        targetId    melon",
            "        transition  OPENED");
  }

  @Test
  void nothingIsRunWhereAnyFileIsWrong() throws IOException {
    Path wrong =
        Files.writeString(directory.resolve("wrong.yaml"), "plans: none.yaml\ntests: []\n");

    assertThat(run(SHIPPED, wrong)).isEqualTo(1);
    assertThat(lines())
        .startsWith(
            wrong
                + ":1:1: 'plans' names "
                + directory.resolve("none.yaml")
                + ", which is no file; paths are relative to the test file")
        .endsWith("No test was run.");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    assertThat(run(directory.resolve("none.yaml"))).isEqualTo(1);
    assertThat(err.toString()).contains("is no file; name test files in YAML");
  }

  /** The shipped tests, of the shipped plan with something changed. */
  private Path shippedWith(String said, String other) throws IOException {
    String plan = Files.readString(SHIPPED.resolveSibling(PLAN));
    assertThat(plan).contains(said);
    Files.writeString(directory.resolve("plan.yaml"), plan.replace(said, other));
    String test = Files.readString(SHIPPED);
    assertThat(test).contains(PLAN);
    return Files.writeString(directory.resolve("test.yaml"), test.replace(PLAN, "plan.yaml"));
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  private int run(Path... files) {
    CommandLine command = Tripline.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    String[] arguments = new String[files.length + 2];
    arguments[0] = "plan";
    arguments[1] = "test";
    for (int i = 0; i < files.length; i++) {
      arguments[i + 2] = files[i].toString();
    }
    return command.execute(arguments);
  }
}
