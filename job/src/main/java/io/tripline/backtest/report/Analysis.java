package io.tripline.backtest.report;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.trial.Outcome;
import io.tripline.backtest.trial.Outcome.Sums;
import io.tripline.backtest.trial.Outcome.TripOutcome;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.plan.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a candidate's result out of its events, taken in the order in which they happened. */
public final class Analysis {
  private static final Sums NOTHING = new Sums(0, 0, 0, 0, 0);

  private final Candidate candidate;
  private final long falseAlarmWithin;
  private final Map<String, Opened> incidents = new LinkedHashMap<>();
  private final List<Tripped> trips = new ArrayList<>();
  private long events;
  private long warned;
  private long stoodDown;

  /** What is known so far of an incident. */
  private static final class Opened {
    final VarianceEvent opening;
    Long escalatedAt;
    Long resolvedAt;
    VarianceEvent.Reason reason;
    Severity severity;
    BigDecimal worst;

    Opened(VarianceEvent opening) {
      this.opening = opening;
      this.severity = opening.severity();
      this.worst = opening.excess();
    }
  }

  /** What is known so far of a trip. */
  private static final class Tripped {
    final KillSwitchEvent trip;
    Long endedAt;
    KillSwitchEvent.Transition endedBy;

    Tripped(KillSwitchEvent trip) {
      this.trip = trip;
    }
  }

  /**
   * @param falseAlarmWithin an alarm that is over by itself within so many milliseconds was a false
   *     one
   */
  public Analysis(Candidate candidate, long falseAlarmWithin) {
    this.candidate = candidate;
    this.falseAlarmWithin = falseAlarmWithin;
  }

  /** Takes in the next event. */
  public void take(ServiceEvent event) {
    events++;
    if (event instanceof VarianceEvent variance) {
      take(variance);
    } else {
      take((KillSwitchEvent) event);
    }
  }

  /**
   * What it all comes to.
   *
   * @param trial the number of the candidate's books
   * @param outcome null if the plan never came into force
   * @param labels those of the candidate's service
   */
  public CandidateResult result(int trial, Outcome outcome, List<KnownLabel> labels) {
    return result(trial, outcome, labels, label -> true);
  }

  /**
   * As above, of a part of the interval.
   *
   * @param toBeFound the labels that could be found in it; an alarm may be about any
   */
  public CandidateResult result(
      int trial, Outcome outcome, List<KnownLabel> labels, Predicate<Label> toBeFound) {
    List<Incident> opened = incidents.values().stream().map(o -> incident(o, labels)).toList();
    List<Trip> tripped = trips(outcome, labels);
    List<KnownLabel> findable =
        labels.stream().filter(known -> toBeFound.test(known.label())).toList();
    return new CandidateResult(
        candidate,
        trial,
        events,
        opened,
        warned,
        stoodDown,
        tripped,
        outcome,
        labels.isEmpty() ? null : ofIncidents(opened, findable),
        labels.isEmpty() ? null : ofTrips(tripped, findable));
  }

  private void take(VarianceEvent event) {
    if (event.transition() == VarianceEvent.Transition.OPENED) {
      incidents.put(event.incidentId(), new Opened(event));
      return;
    }
    Opened incident = incidents.get(event.incidentId());
    if (event.severity().compareTo(incident.severity) > 0) {
      incident.severity = event.severity();
      incident.escalatedAt = event.asOf();
    }
    if (event.excess() != null && event.excess().compareTo(incident.worst) > 0) {
      incident.worst = event.excess();
    }
    if (event.transition() == VarianceEvent.Transition.RESOLVED) {
      incident.resolvedAt = event.asOf();
      incident.reason = event.reason();
    }
  }

  private void take(KillSwitchEvent event) {
    switch (event.transition()) {
      case WARNED -> warned++;
      case STOOD_DOWN -> stoodDown++;
      case TRIPPED -> trips.add(new Tripped(event));
      case CONFIRMED, OVERRIDDEN, REARMED -> end(event);
      case STANDING, OVERRIDE_ENDED, OVERRUN, COMMAND_REJECTED -> {}
    }
  }

  private void end(KillSwitchEvent command) {
    for (Tripped trip : trips) {
      if (trip.endedAt == null && trip.trip.ruleId().equals(command.ruleId())) {
        trip.endedAt = command.asOf();
        trip.endedBy = command.transition();
      }
    }
  }

  private Incident incident(Opened incident, List<KnownLabel> labels) {
    VarianceEvent opening = incident.opening;
    boolean byItself = incident.resolvedAt != null && incident.reason == null;
    return new Incident(
        candidate.number(),
        opening.incidentId(),
        opening.eventId(),
        opening.targetId(),
        opening.metric(),
        opening.window() == null ? null : opening.window().name(),
        opening.windowStart(),
        opening.windowEnd(),
        opening.since(),
        opening.openedAt(),
        incident.escalatedAt,
        incident.resolvedAt,
        incident.reason == null ? null : incident.reason.name(),
        incident.severity.name(),
        opening.actual(),
        opening.target(),
        opening.excess(),
        opening.leaves(),
        opening.flows(),
        incident.worst,
        byItself && incident.resolvedAt - opening.openedAt() <= falseAlarmWithin,
        label(opening.targetId(), opening.openedAt(), labels),
        opening.headline().text());
  }

  /** Outcomes and events tell of the same trips, in the same order. */
  private List<Trip> trips(Outcome outcome, List<KnownLabel> labels) {
    Iterator<TripOutcome> outcomes =
        outcome == null ? List.<TripOutcome>of().iterator() : outcome.trips().iterator();
    List<Trip> list = new ArrayList<>();
    for (Tripped trip : trips) {
      TripOutcome after = outcomes.hasNext() ? outcomes.next() : null;
      list.add(trip(trip, after, labels));
    }
    return List.copyOf(list);
  }

  private Trip trip(Tripped tripped, TripOutcome after, List<KnownLabel> labels) {
    KillSwitchEvent trip = tripped.trip;
    Long recoveredAt = after == null ? null : after.recoveredAt();
    return new Trip(
        candidate.number(),
        trip.eventId(),
        trip.ruleId(),
        trip.action().name(),
        trip.mode().name(),
        trip.since(),
        trip.asOf(),
        trip.deadline(),
        tripped.endedAt,
        tripped.endedBy == null ? null : tripped.endedBy.name(),
        recoveredAt,
        recoveredAt != null && recoveredAt - trip.asOf() <= falseAlarmWithin,
        after == null ? NOTHING : after.aftermath(),
        label(trip.ruleId(), trip.asOf(), labels),
        trip.headline().text());
  }

  private static Integer label(String subjectId, long tick, List<KnownLabel> labels) {
    for (KnownLabel known : labels) {
      if (known.label().isFor(subjectId) && known.label().covers(tick)) {
        return known.label().number();
      }
    }
    return null;
  }

  private Detection ofIncidents(List<Incident> opened, List<KnownLabel> labels) {
    int about = (int) opened.stream().filter(incident -> incident.label() != null).count();
    List<Detection.Found> found = new ArrayList<>();
    for (KnownLabel known : labels) {
      if (isFor(known, subject -> candidate.plan().target(subject) != null)) {
        Long first = null;
        for (Incident incident : opened) {
          first = earlier(first, known.label(), incident.targetId(), incident.openedAt());
        }
        found.add(known.found(first));
      }
    }
    return new Detection(opened.size(), about, List.copyOf(found));
  }

  private Detection ofTrips(List<Trip> tripped, List<KnownLabel> labels) {
    int about = (int) tripped.stream().filter(trip -> trip.label() != null).count();
    List<Detection.Found> found = new ArrayList<>();
    for (KnownLabel known : labels) {
      if (isFor(known, subject -> candidate.plan().rule(subject) != null)) {
        Long first = null;
        for (Trip trip : tripped) {
          first = earlier(first, known.label(), trip.ruleId(), trip.trippedAt());
        }
        found.add(known.found(first));
      }
    }
    return new Detection(tripped.size(), about, List.copyOf(found));
  }

  private static boolean isFor(KnownLabel known, Predicate<String> has) {
    return known.label().subject().equals(Label.ANY) || has.test(known.label().subject());
  }

  private static Long earlier(Long first, Label label, String subjectId, long tick) {
    boolean about = label.isFor(subjectId) && label.covers(tick);
    return about && (first == null || tick < first) ? Long.valueOf(tick) : first;
  }
}
