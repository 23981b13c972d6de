package io.tripline.ledger.book;

import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a ticket.
 *
 * @param before how it stood before the changes listed
 * @param changes in the order in which they count: of valid time, then known order
 * @param lastKnown the tick at which something was heard of it last
 */
public record TicketHistory(Standing before, List<Change> changes, long lastKnown) {

  /**
   * How a ticket stands.
   *
   * @param resolved whether it is resolved
   * @param units what its last resolution counted, 0 or 1
   * @param earned what its last resolution earned, in micros
   * @param waitingSince since when it has waited after a hand-off, or null
   */
  public record Standing(boolean resolved, int units, long earned, Long waitingSince) {
    static final Standing NEW = new Standing(false, 0, 0, null);
  }

  /**
   * A change, as far as it counts.
   *
   * @param at valid time: when it happened; of work, when it started
   * @param billed RESOLVED: micros, or null
   * @param decision DECIDED: the decision, else null
   * @param workId WORK: which, else null
   */
  public record Change(
      TicketChange kind,
      long at,
      long recordedAt,
      String eventId,
      String source,
      String ticketType,
      Long billed,
      Decision decision,
      String workId) {
    private static final Comparator<Change> ORDER =
        Comparator.comparingLong(Change::at)
            .thenComparingLong(Change::recordedAt)
            .thenComparing(Change::eventId)
            .thenComparing(Change::source);

    static Change of(TicketChanged fact) {
      boolean work = fact.change() == TicketChange.WORK;
      return new Change(
          fact.change(),
          work ? fact.work().start() : fact.occurredAt(),
          fact.recordedAt(),
          fact.id().eventId(),
          fact.id().source(),
          fact.ticketType(),
          fact.billed(),
          fact.decision(),
          work ? fact.work().workId() : null);
    }
  }

  /** A ticket nobody has heard of. */
  static TicketHistory unheardOf() {
    return new TicketHistory(Standing.NEW, List.of(), Long.MIN_VALUE);
  }

  /** The same with what became known at a tick. */
  TicketHistory plus(List<TicketChanged> facts, long tick) {
    if (facts.isEmpty()) {
      return this;
    }
    List<Change> all = new ArrayList<>(changes);
    for (TicketChanged fact : facts) {
      if (fact.change() == TicketChange.WORK) {
        all.removeIf(change -> fact.work().workId().equals(change.workId()));
      }
      if (fact.change() != TicketChange.WORK || !fact.work().withdrawn()) {
        all.add(Change.of(fact));
      }
    }
    all.sort(Change.ORDER);
    return new TicketHistory(before, List.copyOf(all), tick);
  }
}
