package io.tripline.ledger.service;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Shelf;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import java.util.List;

/** One service's ledger, advanced tick by tick. */
public final class ServiceLedger {
  /** What is remembered between ticks, besides the shelves. */
  public record State() {}

  /** What happened in an hour; kept on a shelf by the start of the hour. */
  public record HourBook() {}

  /** What is known of a ticket; kept on a shelf by ticket id. */
  public record TicketHistory() {}

  /** Takes up where {@code state} left off; null starts anew. */
  public ServiceLedger(
      LedgerSettings settings,
      String serviceId,
      State state,
      Shelf<Long, HourBook> hours,
      Shelf<String, TicketHistory> tickets) {}

  /**
   * Takes in what became known at a tick. Ticks of a service follow one another without a gap from
   * the first one at which anything was known of it.
   *
   * @param facts cost, ticket (work too) and governance facts of this service, admitted, in known
   *     order
   * @param evaluate false before the interval that is to be evaluated: everything is booked,
   *     nothing is said
   */
  public TickResult tick(
      long tick, List<Fact> facts, List<LaborPosting> postings, boolean evaluate) {
    throw new IllegalStateException("being written");
  }

  /** What to remember. */
  public State state() {
    throw new IllegalStateException("being written");
  }
}
