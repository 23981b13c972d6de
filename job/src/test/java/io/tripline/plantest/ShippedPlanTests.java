package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** The tests that ship, as they stand. */
final class ShippedPlanTests {
  /** The zombie story's. */
  static final Path ZOMBIE = Path.of("..", "deploy", "local", "plan-tests", "cloud-migration.yaml");

  private ShippedPlanTests() {}

  static PlanTestFile zombie() throws IOException {
    PlanTestReader.Reading reading = PlanTestReader.read(ZOMBIE);
    assertThat(reading.problems()).isEmpty();
    return reading.file();
  }
}
