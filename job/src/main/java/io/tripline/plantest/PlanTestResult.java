package io.tripline.plantest;

import io.tripline.plan.Place;
import java.util.List;

/**
 * What came of a test.
 *
 * @param name the test's
 * @param place of the test in its file
 * @param events how many events came
 * @param mismatches events that were expected and did not come so, in the order of the file, and
 *     then events that came and were not expected, in written order
 * @param refusals facts of the test that do not count
 */
public record PlanTestResult(
    String name, Place place, int events, List<Mismatch> mismatches, List<Refusal> refusals) {

  /** Whether all came that was expected, and nothing else, of facts that all count. */
  public boolean passed() {
    return mismatches.isEmpty() && refusals.isEmpty();
  }

  /**
   * An event that was expected or came, and not both in the same way.
   *
   * @param place of the expectation in the test file, or null if none is like it
   * @param came whether an event like it came
   * @param fields what was expected beside what came: those that were written, and of an event that
   *     nobody expected those that tell what it is
   */
  public record Mismatch(Place place, boolean came, List<FieldComparison> fields) {}

  /**
   * A fact that does not count.
   *
   * @param place of what says so in the test file
   * @param message why, and what to do
   */
  public record Refusal(Place place, String message) {}
}
