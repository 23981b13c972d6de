package io.tripline.ledger.fact;

/** The end of a service's plan, in force from the tick at which it is known. */
public record PlanClosed(FactId id, long recordedAt, String serviceId, String reason)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.GOVERNANCE;
  }
}
