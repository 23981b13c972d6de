package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all known changes of a service's tickets come to. */
final class OracleTickets {
  /** A unit delivered, or with minus signs taken back. */
  record Unit(long at, long count, long earned) {}

  /** A ticket waiting to be taken up. */
  record Wait(long from, long until) {}

  final List<Unit> units = new ArrayList<>();
  final List<Wait> waits = new ArrayList<>();
  final List<TicketChanged> counted = new ArrayList<>();

  /** From ticket facts in known order. */
  OracleTickets(Slices slices, OraclePlans plans, List<TicketChanged> known) {
    Map<String, TicketChanged> lastWork = new LinkedHashMap<>();
    Map<String, List<TicketChanged>> tickets = new TreeMap<>();
    Map<Fact, Integer> order = new HashMap<>();
    for (TicketChanged change : known) {
      order.put(change, order.size());
      if (change.change() == TicketChange.WORK) {
        lastWork.put(change.work().workId(), change);
      } else {
        counted.add(change);
        tickets.computeIfAbsent(change.ticketId(), id -> new ArrayList<>()).add(change);
      }
    }
    for (TicketChanged work : lastWork.values()) {
      if (!work.work().withdrawn()) {
        tickets.computeIfAbsent(work.ticketId(), id -> new ArrayList<>()).add(work);
      }
    }
    for (List<TicketChanged> changes : tickets.values()) {
      changes.sort(Comparator.comparingLong(OracleTickets::validTime).thenComparing(order::get));
      live(slices, plans, changes);
    }
  }

  /** Work is valid from its start. */
  private static long validTime(TicketChanged change) {
    return change.work() == null ? change.occurredAt() : change.work().start();
  }

  /** One ticket's life, its changes in the order of their valid time. */
  private void live(Slices slices, OraclePlans plans, List<TicketChanged> changes) {
    boolean resolved = false;
    Unit last = null;
    boolean handedOff = false;
    for (int i = 0; i < changes.size(); i++) {
      TicketChanged change = changes.get(i);
      if (change.change() == TicketChange.RESOLVED && !resolved) {
        resolved = true;
        last = unit(change, plans.at(slices.floor(change.occurredAt())));
        if (last != null) {
          units.add(last);
        }
      } else if (change.change() == TicketChange.REOPENED && resolved) {
        resolved = false;
        if (last != null) {
          units.add(new Unit(change.occurredAt(), -last.count(), -last.earned()));
        }
      }
      handedOff |= change.change() == TicketChange.HANDED_OFF;
      long at = validTime(change);
      long next = i + 1 < changes.size() ? validTime(changes.get(i + 1)) : Long.MAX_VALUE;
      if (next > at) {
        if (handedOff && !resolved) {
          waits.add(new Wait(at, next));
        }
        handedOff = false;
      }
    }
  }

  private static Unit unit(TicketChanged resolved, OraclePlans.InForce inForce) {
    Plan plan = inForce == null ? null : inForce.plan();
    if (plan == null
        || plan.unit() == null
        || !plan.unit().ticketTypes().contains(resolved.ticketType())) {
      return null;
    }
    long earned = resolved.billed() == null ? plan.unit().value() : resolved.billed();
    return new Unit(resolved.occurredAt(), 1, earned);
  }

  /** Time that tickets waited within an interval. */
  long waitedIn(long from, long to) {
    return waits.stream()
        .mapToLong(w -> Math.max(0, Math.min(to, w.until()) - Math.max(from, w.from())))
        .sum();
  }

  /** Adds what happened in an interval, but for the waiting. */
  void add(OracleSums sums, long from, long to) {
    for (Unit unit : units) {
      if (from <= unit.at() && unit.at() < to) {
        sums.units += unit.count();
        sums.earned += unit.earned();
      }
    }
    for (TicketChanged change : counted) {
      if (from <= change.occurredAt() && change.occurredAt() < to) {
        switch (change.change()) {
          case OPENED -> sums.opened++;
          case HANDED_OFF -> sums.handoffs++;
          case DECIDED -> {
            sums.accepted += change.decision() == Decision.ACCEPTED ? 1 : 0;
            sums.declined += change.decision() == Decision.DECLINED ? 1 : 0;
          }
          default -> {}
        }
      }
    }
  }
}
