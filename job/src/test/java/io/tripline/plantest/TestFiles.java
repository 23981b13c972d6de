package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plan that is held to its cost alone, and files of tests of it. */
final class TestFiles {
  /** A target on a day's cost of 100, and a switch that trips at once beyond 500. */
  private static final String PLAN =
      """
      serviceId: cloud
      version: 1
      recordedAt: 2026-01-05T00:00:00Z
      name: Cloud
      objective: MARGIN_PROTECTION
      mayOverride: [cfo]
      currency: USD
      calendar: always
      baseline: {unitsPerWeek: 0}
      targets:
        - {id: cost, metric: cost, window: DAY, atMost: 100, critical: 400, for: PT0S, clearAfter: PT0S}
      killSwitch:
        - {id: stop, when: [{target: cost}], for: PT0S, action: DEFUND}
      """;

  private final Path directory;

  TestFiles(Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("cloud.yaml"), PLAN);
  }

  Path write(String yaml) throws IOException {
    return Files.writeString(directory.resolve("cloud.test.yaml"), yaml);
  }

  /** What is wrong with a file, without the directory that it stands in. */
  List<String> problems(String yaml) throws IOException {
    return PlanTestReader.read(write(yaml)).problems().stream()
        .map(problem -> problem.replace(directory + "/", ""))
        .toList();
  }

  /** What comes of the tests of a file that is good. */
  List<PlanTestResult> run(String yaml) throws IOException {
    PlanTestReader.Reading reading = PlanTestReader.read(write(yaml));
    assertThat(reading.problems()).isEmpty();
    return reading.file().run();
  }
}
