package io.tripline.backtest.report;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.trial.Outcome;
import java.util.List;

/**
 * What a candidate would have done.
 *
 * @param trial the number of the books it was held against
 * @param events how many it announced
 * @param incidents in the order in which they opened
 * @param warned how often a rule warned
 * @param stoodDown how often a warning was stood down
 * @param trips in the order in which they happened
 * @param outcome null if its plan never came into force
 * @param incidentDetection null if the service has no labels
 * @param tripDetection null if the service has no labels
 */
public record CandidateResult(
    Candidate candidate,
    int trial,
    long events,
    List<Incident> incidents,
    long warned,
    long stoodDown,
    List<Trip> trips,
    Outcome outcome,
    Detection incidentDetection,
    Detection tripDetection) {

  /** Whether it ever opened an incident on a target of its own, warned or tripped. */
  public boolean fired() {
    return warned > 0
        || !trips.isEmpty()
        || incidents.stream()
            .anyMatch(incident -> candidate.plan().target(incident.targetId()) != null);
  }

  /** The tick of the first trip, in milliseconds since the epoch; null without a trip. */
  public Long firstTrip() {
    return trips.isEmpty() ? null : Long.valueOf(trips.get(0).trippedAt());
  }

  /** Micros that stopping the service at the first trip would have saved; null without a trip. */
  public Long saved() {
    return trips.isEmpty() ? null : Long.valueOf(trips.get(0).aftermath().saved());
  }

  /** Incidents that recovered by themselves within the chosen time. */
  public long falseIncidents() {
    return incidents.stream().filter(Incident::falseAlarm).count();
  }

  /** Trips whose conditions failed again within the chosen time. */
  public long falseTrips() {
    return trips.stream().filter(Trip::falseAlarm).count();
  }

  /** Incidents that were open when the run ended. */
  public long openAtEnd() {
    return incidents.stream().filter(incident -> incident.resolvedAt() == null).count();
  }

  /**
   * Milliseconds that targets were frozen for, or had no data, of those they were evaluated for.
   */
  public long blind() {
    return outcome == null
        ? 0
        : outcome.slice()
            * outcome.targets().stream().mapToLong(t -> t.frozen() + t.noData()).sum();
  }

  /** Milliseconds that targets were evaluated for, all of them together. */
  public long evaluated() {
    return outcome == null
        ? 0
        : outcome.slice() * outcome.targets().stream().mapToLong(t -> t.evaluated()).sum();
  }
}
