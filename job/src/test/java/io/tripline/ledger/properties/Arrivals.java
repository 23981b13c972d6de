package io.tripline.ledger.properties;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.oracle.RandomHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The same facts, known at other times. */
final class Arrivals {
  private Arrivals() {}

  /** A history all of which lies within the horizon to its end. */
  static RandomHistory shortHistory(long seed) {
    long candidate = seed;
    RandomHistory history = RandomHistory.of(candidate);
    while (history.end() - history.start() > 4 * Slices.DAY) {
      candidate += 1_000;
      history = RandomHistory.of(candidate);
    }
    return history;
  }

  /**
   * Moves the {@code recordedAt} of charges and of ticket changes to any time in the history. The
   * rest stays: of work and allocations the last known wins, plans don't count in retrospect, and
   * of two changes of a ticket at the same time the first known comes first.
   */
  static List<Fact> atOtherTimes(RandomHistory history, long seed) {
    Random random = new Random(seed);
    Map<String, Integer> simultaneous = new HashMap<>();
    for (Fact fact : history.facts()) {
      if (fact instanceof TicketChanged change) {
        simultaneous.merge(moment(change), 1, Integer::sum);
      }
    }
    List<Fact> moved = new ArrayList<>();
    for (Fact fact : history.facts()) {
      long at = history.start() + (long) (random.nextDouble() * (history.end() - history.start()));
      if (fact instanceof CostRecorded cost) {
        moved.add(at(cost, at));
      } else if (fact instanceof TicketChanged change
          && change.change() != TicketChange.WORK
          && simultaneous.get(moment(change)) == 1) {
        moved.add(at(change, at));
      } else {
        moved.add(fact);
      }
    }
    return moved;
  }

  private static String moment(TicketChanged change) {
    return change.serviceId() + " " + change.ticketId() + " " + change.occurredAt();
  }

  private static CostRecorded at(CostRecorded c, long recordedAt) {
    return new CostRecorded(
        c.id(),
        recordedAt,
        c.serviceId(),
        c.category(),
        c.amount(),
        c.chargePeriodStart(),
        c.chargePeriodEnd(),
        c.description());
  }

  private static TicketChanged at(TicketChanged c, long recordedAt) {
    return new TicketChanged(
        c.id(),
        recordedAt,
        c.occurredAt(),
        c.serviceId(),
        c.ticketId(),
        c.ticketType(),
        c.change(),
        c.billed(),
        c.decision(),
        c.fromTeam(),
        c.toTeam(),
        c.work());
  }
}
