package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ticket's history comes to: units and earnings, hand-offs and how long they waited,
 * decisions, openings. Computed from the first change to the last, in the order of valid time,
 * because a change known late may turn what comes after it.
 */
final class TicketPostings {
  private final Slices grid;
  private final PlanTimeline plans;

  /** What is posted on the slices, by their start. */
  private final TreeMap<Long, TallyBuilder> slices = new TreeMap<>();

  /** Stretches in which the ticket waited, in order; the last may have no end. */
  private final List<Wait> waits = new ArrayList<>();

  private TicketHistory.Standing standing;

  /** A stretch of waiting. */
  record Wait(long start, long end) {}

  TicketPostings(TicketHistory history, Slices grid, PlanTimeline plans) {
    this.grid = grid;
    this.plans = plans;
    standing = history.before();
    List<TicketHistory.Change> changes = history.changes();
    int next = 0;
    while (next < changes.size()) {
      next = takeInstant(changes, next);
    }
    if (standing.waitingSince() != null) {
      waits.add(new Wait(standing.waitingSince(), Long.MAX_VALUE));
    }
  }

  /** What is posted on slices that start before an instant. */
  Map<Long, TallyBuilder> slicesBefore(long instant) {
    return slices.headMap(instant);
  }

  /** All stretches in which it waited. */
  List<Wait> waits() {
    return waits;
  }

  /** How the ticket stands after all of its changes. */
  TicketHistory.Standing standing() {
    return standing;
  }

  /** Takes all changes of one instant; whether the ticket waits is seen when all have happened. */
  private int takeInstant(List<TicketHistory.Change> changes, int first) {
    long instant = changes.get(first).at();
    endWait(instant);
    boolean handedOff = false;
    int next = first;
    while (next < changes.size() && changes.get(next).at() == instant) {
      handedOff |= take(changes.get(next));
      next++;
    }
    if (handedOff && !standing.resolved()) {
      standing = new TicketHistory.Standing(false, standing.units(), standing.earned(), instant);
    }
    return next;
  }

  private void endWait(long instant) {
    if (standing.waitingSince() != null) {
      waits.add(new Wait(standing.waitingSince(), Math.max(standing.waitingSince(), instant)));
      standing =
          new TicketHistory.Standing(
              standing.resolved(), standing.units(), standing.earned(), null);
    }
  }

  private boolean take(TicketHistory.Change change) {
    switch (change.kind()) {
      case OPENED -> post(change.at(), Measure.OPENED, 1);
      case RESOLVED -> resolve(change);
      case REOPENED -> reopen(change.at());
      case DECIDED ->
          post(
              change.at(),
              change.decision() == Decision.ACCEPTED ? Measure.ACCEPTED : Measure.DECLINED,
              1);
      case HANDED_OFF -> post(change.at(), Measure.HANDOFFS, 1);
      case WORK -> {
        // only ends a wait, which it has done already
      }
    }
    return change.kind() == io.tripline.ledger.fact.TicketChange.HANDED_OFF;
  }

  private void resolve(TicketHistory.Change change) {
    if (standing.resolved()) {
      return;
    }
    Term term = plans.termAt(change.at());
    boolean delivers = term != null && term.delivers(change.ticketType());
    long earned = delivers ? earned(change, term.unit()) : 0;
    standing = new TicketHistory.Standing(true, delivers ? 1 : 0, earned, null);
    postUnit(change.at(), standing.units(), earned);
  }

  private static long earned(TicketHistory.Change change, Plan.Unit unit) {
    return change.billed() == null ? unit.value() : change.billed();
  }

  private void reopen(long instant) {
    if (standing.resolved()) {
      postUnit(instant, -standing.units(), -standing.earned());
      standing = TicketHistory.Standing.NEW;
    }
  }

  private void postUnit(long instant, int units, long earned) {
    post(instant, Measure.UNITS, units);
    post(instant, Measure.EARNED, earned);
  }

  private void post(long instant, Measure measure, long amount) {
    slices.computeIfAbsent(grid.floor(instant), slice -> new TallyBuilder()).add(measure, amount);
  }
}
