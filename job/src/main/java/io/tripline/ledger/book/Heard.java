package io.tripline.ledger.book;

import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.fact.TicketChanged;

/**
 * What was heard of a service last. Times are known times, in milliseconds since the epoch.
 *
 * @param cost newest fact of the cost feed, or null
 * @param ticket newest fact of the ticket feed, or null
 * @param greenSince the first GREEN of the unbroken run of them that goes on, or null
 */
public record Heard(Long cost, Long ticket, Long greenSince) {
  /** Nothing. */
  static final Heard NOTHING = new Heard(null, null, null);

  /** The same after one more fact, which is not older. */
  Heard plus(Fact fact) {
    if (fact instanceof CostRecorded) {
      return new Heard(fact.recordedAt(), ticket, greenSince);
    }
    if (fact instanceof TicketChanged) {
      return new Heard(cost, fact.recordedAt(), greenSince);
    }
    return fact instanceof StatusReported report
        ? new Heard(cost, ticket, greenSince(report))
        : this;
  }

  /** The newest fact of a feed, or null. */
  Long newest(Feed feed) {
    return feed == Feed.COST ? cost : ticket;
  }

  private Long greenSince(StatusReported report) {
    if (report.status() != ReportedStatus.GREEN) {
      return null;
    }
    return greenSince == null ? Long.valueOf(report.recordedAt()) : greenSince;
  }
}
