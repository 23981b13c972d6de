package io.tripline.ledger.fact;

import io.tripline.ledger.plan.Plan;

/** A version of a service's plan. */
public record PlanPublished(FactId id, long recordedAt, Plan plan) implements Fact {
  @Override
  public String serviceId() {
    return plan.serviceId();
  }

  @Override
  public Feed feed() {
    return Feed.GOVERNANCE;
  }
}
