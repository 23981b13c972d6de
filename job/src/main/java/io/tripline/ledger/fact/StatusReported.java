package io.tripline.ledger.fact;

/** What somebody says a service's status is, from {@code recordedAt} on. */
public record StatusReported(
    FactId id, long recordedAt, String serviceId, ReportedStatus status, String reportedBy)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.GOVERNANCE;
  }
}
