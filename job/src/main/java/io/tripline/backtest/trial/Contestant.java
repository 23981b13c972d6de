package io.tripline.backtest.trial;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.service.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A candidate in its run: the judge by its plan, and a note of what events do not tell. Between
 * events it costs what the judge costs.
 */
final class Contestant {
  private final int candidate;
  private final Plan plan;
  private final Judge judge;
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
  Contestant(Trial.Entrant entrant, LongFunction<Aftermath> aftermaths) {
    this.candidate = entrant.candidate();
    this.plan = entrant.plan();
    this.judge = new Judge(plan.serviceId(), null, null);
    this.aftermaths = aftermaths;
    this.targets = plan.targets().stream().map(target -> target.id()).toArray(String[]::new);
    this.evaluated = new long[targets.length];
    this.frozen = new long[targets.length];
    this.noData = new long[targets.length];
  }

  /** The candidate's number. */
  int candidate() {
    return candidate;
  }

  void costPosted(Spread cost, long from, long to) {
    judge.costPosted(cost, from, to);
  }

  /** Judges a tick by the candidate's plan. */
  List<ServiceEvent> judge(Position books, List<KillSwitchCommand> commands) {
    Position position = new CandidatePosition(books, plan);
    List<ServiceEvent> events = judge.judge(position, commands);
    if (position.plan() != null) {
      ticks++;
      noteLevels();
      if (!trips.isEmpty()) {
        look(position);
      }
    }
    for (ServiceEvent event : events) {
      if (event instanceof KillSwitchEvent trip && trip.transition() == Transition.TRIPPED) {
        trips.add(new Trip(plan.rule(trip.ruleId()), trip.asOf(), aftermaths.apply(trip.asOf())));
      }
    }
    return events;
  }

  /** What there is to say in the end. */
  Outcome outcome(long slice) {
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
    return new Outcome(candidate, slice, ticks, times, outcomes);
  }

  private void noteLevels() {
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

  private void look(Position position) {
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
