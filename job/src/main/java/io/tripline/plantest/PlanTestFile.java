package io.tripline.plantest;

import io.tripline.ledger.LedgerSettings;
import java.nio.file.Path;
import java.util.List;

/** A file of tests, ready to run. */
public final class PlanTestFile {
  private final Path file;
  private final LedgerSettings settings;
  private final List<PlanTest> tests;

  PlanTestFile(Path file, LedgerSettings settings, List<PlanTest> tests) {
    this.file = file;
    this.settings = settings;
    this.tests = List.copyOf(tests);
  }

  /** Where it stands. */
  public Path file() {
    return file;
  }

  /** Runs its tests, one after the other and none knowing of another. */
  public List<PlanTestResult> run() {
    return tests.stream().map(test -> new PlanTestRun(settings).of(test)).toList();
  }

  List<PlanTest> tests() {
    return tests;
  }

  LedgerSettings settings() {
    return settings;
  }
}
