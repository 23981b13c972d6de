package io.tripline.backtest.candidate;

import io.tripline.ledger.plan.Plan;
import java.util.List;
import java.util.Map;

/**
 * That part of a plan which a service's books depend on: what is sold, expected and borne, when and
 * from when on. Two candidates with the same economics have the same books.
 */
public final class Economics {
  private Economics() {}

  /** The plan without targets, rules and everything that is there for people to read only. */
  public static Plan of(Plan plan) {
    return new Plan(
        plan.serviceId(),
        plan.version(),
        plan.effectiveFrom(),
        "",
        null,
        Plan.Objective.MARGIN_PROTECTION,
        Map.of(),
        List.of(),
        plan.calendar(),
        plan.unit(),
        plan.baseline(),
        plan.feedSilence(),
        List.of(),
        List.of());
  }
}
