package io.tripline.plan;

import io.tripline.ledger.plan.Plan;
import java.util.List;

/**
 * What became of a plan that was read.
 *
 * @param plan the plan, with every default filled in; null if there are errors
 * @param recordedAt when it became known, in milliseconds since the epoch; 0 if there are errors
 * @param problems all errors and warnings, from top to bottom
 */
public record PlanReading(Plan plan, long recordedAt, List<Problem> problems) {
  /** Whether the plan can be used. */
  public boolean usable() {
    return plan != null;
  }
}
