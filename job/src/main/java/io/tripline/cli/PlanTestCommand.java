package io.tripline.cli;

import io.tripline.cli.print.PlanTestPrinter;
import io.tripline.history.BadHistoryException;
import io.tripline.plantest.PlanTestFile;
import io.tripline.plantest.PlanTestReader;
import io.tripline.plantest.PlanTestResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs unit tests of plans. */
@Command(
    name = "test",
    description = {
      "Run unit tests of plans: facts over time in a short notation, and the events that are to"
          + " come of them. An event that was not expected fails a test as well as one that did not"
          + " come.",
      "Tests go through the same admission, timesheets and ledgers as the job's facts, and need"
          + " neither Kafka nor Flink. What a test file may say is in section 15 of"
          + " schemas/README.md; editors complete it with plan-test.schema.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All tests passed.",
      "1:A test failed, a file cannot be used, or the command was not used right.",
      "2:It failed on the way."
    },
    footer = {
      "",
      "Examples:",
      "  tripline plan test plans/tests/*.yaml",
      "  tripline plan test deploy/local/plan-tests/cloud-migration.yaml"
    })
final class PlanTestCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Test files in YAML.")
  private List<Path> files;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadHistoryException, IOException {
    List<PlanTestFile> tests = new ArrayList<>();
    boolean usable = true;
    for (Path file : files) {
      PlanTestReader.Reading reading = read(file);
      reading.problems().forEach(this::say);
      usable &= reading.problems().isEmpty();
      tests.add(reading.file());
    }
    if (!usable) {
      say("No test was run.");
      return 1;
    }
    return run(tests) ? 0 : 1;
  }

  private static PlanTestReader.Reading read(Path file) throws BadHistoryException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadHistoryException(file + " is no file; name test files in YAML");
    }
    return PlanTestReader.read(file);
  }

  private boolean run(List<PlanTestFile> files) {
    PlanTestPrinter printer = new PlanTestPrinter(spec.commandLine().getColorScheme().ansi());
    int passed = 0;
    int failed = 0;
    for (PlanTestFile file : files) {
      say(file.file().toString());
      for (PlanTestResult result : file.run()) {
        printer.lines(file.file(), result).forEach(this::say);
        passed += result.passed() ? 1 : 0;
        failed += result.passed() ? 0 : 1;
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "%s: %d passed, %d failed",
            failed == 0 ? "SUCCESS" : "FAILED",
            passed,
            failed));
    return failed == 0;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
