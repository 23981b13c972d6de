package io.tripline.ledger.variance;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.math.Rational;
import java.util.ArrayList;
import java.util.List;

/** Moves one target by one tick, as the table at {@link Incident} says. Used once. */
final class IncidentMachine {
  /**
   * What happened.
   *
   * @param incident as the event tells of it; of one that resolved, as it was before
   */
  record Happening(Transition transition, Incident incident) {}

  private final long tick;
  private final long slice;
  private final long forMillis;
  private final long clearAfterMillis;
  private final List<Happening> happenings = new ArrayList<>(1);
  private Incident incident;

  /**
   * @param tick the tick
   * @param slice what a tick adds to a duration, in milliseconds
   */
  IncidentMachine(Incident incident, long tick, long slice, long forMillis, long clearAfterMillis) {
    this.incident = incident;
    this.tick = tick;
    this.slice = slice;
    this.forMillis = forMillis;
    this.clearAfterMillis = clearAfterMillis;
  }

  /** Takes in what the target says. */
  void advance(Reading reading) {
    incident = incident.at(reading.level());
    if (!reading.hasData()) {
      return;
    }
    switch (incident.phase()) {
      case QUIET -> {
        if (reading.severity() != null) {
          incident = incident.breached(tick);
          openIfLasting(reading);
        }
      }
      case PENDING -> {
        if (reading.severity() == null) {
          incident = incident.quieted();
        } else {
          incident = incident.in(TargetPhase.PENDING, incident.clock() + slice);
          openIfLasting(reading);
        }
      }
      case OPEN -> {
        escalateIfWorse(reading);
        if (reading.clear()) {
          incident = incident.in(TargetPhase.RECOVERING, 0);
          resolveIfLasting();
        }
      }
      case RECOVERING -> {
        if (reading.clear()) {
          incident = incident.in(TargetPhase.RECOVERING, incident.clock() + slice);
          resolveIfLasting();
        } else {
          incident = incident.in(TargetPhase.OPEN, 0);
          escalateIfWorse(reading);
        }
      }
    }
    updateIfDue(reading);
  }

  /** Where the target is now. */
  Incident incident() {
    return incident;
  }

  /** What happened on the way, in order. */
  List<Happening> happenings() {
    return happenings;
  }

  private void openIfLasting(Reading reading) {
    if (incident.clock() >= forMillis) {
      incident = incident.opened(tick, reading.severity(), reading.excess());
      happenings.add(new Happening(Transition.OPENED, incident));
    }
  }

  private void escalateIfWorse(Reading reading) {
    if (reading.severity() != null && reading.severity().compareTo(incident.severity()) > 0) {
      incident = incident.told(tick, reading.severity(), reading.excess());
      happenings.add(new Happening(Transition.ESCALATED, incident));
    }
  }

  private void resolveIfLasting() {
    if (incident.clock() >= clearAfterMillis) {
      happenings.add(new Happening(Transition.RESOLVED, incident));
      incident = incident.quieted();
    }
  }

  private void updateIfDue(Reading reading) {
    if (incident.phase() == TargetPhase.OPEN
        && happenings.isEmpty()
        && worthTelling(reading.excess())) {
      incident = incident.told(tick, incident.severity(), reading.excess());
      happenings.add(new Happening(Transition.UPDATED, incident));
    }
  }

  private boolean worthTelling(Rational excess) {
    long age = tick - incident.lastEventAt();
    if (age < Slices.HOUR) {
      return false;
    }
    Rational last = incident.lastExcess().value();
    if (excess.equals(last)) {
      return false;
    }
    return age >= Slices.DAY
        || excess.compareTo(last.times(2)) >= 0
        || excess.times(2).compareTo(last) <= 0;
  }
}
