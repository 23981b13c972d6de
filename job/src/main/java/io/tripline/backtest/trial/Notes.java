package io.tripline.backtest.trial;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.service.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What events do not tell of a candidate's run: how long it was blind, and what its trips led to.
 */
final class Notes {
  private final Plan plan;
  private final LongFunction<Aftermath> aftermaths;
  private final String[] targets;
  private final long[] evaluated;
  private final long[] frozen;
  private final long[] noData;
  private final List<Trip> trips = new ArrayList<>();
  private long ticks;

  /** A trip, and whether its conditions have failed since. */
  private static final class Trip {
    final Rule rule;
    final long at;
    final Aftermath aftermath;
    Long failed;
    Long recoveredAt;

    Trip(Rule rule, long at, Aftermath aftermath) {
      this.rule = rule;
      this.at = at;
      this.aftermath = aftermath;
    }

    /** As a warning would be stood down. */
    void see(Boolean holds, long tick, long slice) {
      if (holds == null) {
        return;
      }
      if (holds) {
        failed = null;
        return;
      }
      failed = failed == null ? 0 : failed + slice;
      if (failed >= rule.clearAfterMillis()) {
        recoveredAt = tick;
      }
    }
  }

  /**
   * @param aftermaths what to add up from a tick on in
   */
  Notes(Plan plan, LongFunction<Aftermath> aftermaths) {
    this.plan = plan;
    this.aftermaths = aftermaths;
    this.targets = plan.targets().stream().map(target -> target.id()).toArray(String[]::new);
    this.evaluated = new long[targets.length];
    this.frozen = new long[targets.length];
    this.noData = new long[targets.length];
  }

  /**
   * Notes a tick.
   *
   * @param judge that has judged it
   * @param said what it said
   */
  void take(Position position, Judge judge, List<ServiceEvent> said) {
    if (position.plan() != null) {
      ticks++;
      noteLevels(judge);
      look(position, judge);
    }
    for (ServiceEvent event : said) {
      if (event instanceof KillSwitchEvent trip && trip.transition() == Transition.TRIPPED) {
        trips.add(new Trip(plan.rule(trip.ruleId()), trip.asOf(), aftermaths.apply(trip.asOf())));
      }
    }
  }

  /** What there is to say so far. */
  Outcome outcome(int candidate, Part part, long slice) {
    List<Outcome.TargetTime> times = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      times.add(new Outcome.TargetTime(targets[i], evaluated[i], frozen[i], noData[i]));
    }
    List<Outcome.TripOutcome> outcomes = new ArrayList<>();
    for (Trip trip : trips) {
      outcomes.add(
          new Outcome.TripOutcome(
              trip.rule.id(), trip.at, trip.recoveredAt, trip.aftermath.sums()));
    }
    return new Outcome(candidate, part, slice, ticks, times, outcomes);
  }

  private void noteLevels(Judge judge) {
    for (int i = 0; i < targets.length; i++) {
      Level level = judge.level(targets[i]);
      if (level != null) {
        evaluated[i]++;
        if (level == Level.FROZEN) {
          frozen[i]++;
        } else if (level == Level.NO_DATA) {
          noData[i]++;
        }
      }
    }
  }

  private void look(Position position, Judge judge) {
    for (Trip trip : trips) {
      if (trip.recoveredAt == null) {
        trip.see(
            judge.holds(trip.rule, position),
            position.tick(),
            position.settings().slices().length());
      }
    }
  }
}
