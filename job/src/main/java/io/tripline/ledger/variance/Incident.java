package io.tripline.ledger.variance;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.ServiceState.TargetState;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigInteger;

/**
 * Where a target is in its life. All moves, and nothing else moves it:
 *
 * <pre>
 * QUIET       WARNING or worse                      → PENDING; with {@code for} 0 straight on
 * PENDING     OK                                    → QUIET
 *             WARNING or worse for ≥ {@code for}    → OPEN, at the present level   OPENED
 * OPEN        worse than its severity               → OPEN                         ESCALATED
 *             excess within clear or floor          → RECOVERING; with {@code clearAfter} 0 straight on
 *             a day since the last event, or an hour
 *             and the excess doubled or halved      → OPEN                         UPDATED
 * RECOVERING  excess beyond clear                   → OPEN (worse: as above)       (ESCALATED)
 *             within it for ≥ {@code clearAfter}    → QUIET                        RESOLVED
 * any         the plan no longer has the target     → gone; from OPEN, RECOVERING  RESOLVED
 * </pre>
 *
 * <p>A tick at which the target is not evaluated, or has no data, is as if it weren't there. The
 * durations count one slice for each tick with data after the first. An UPDATED is said only of an
 * incident that is OPEN after all other moves, at a tick at which nothing else was, and only if the
 * excess is not what it was.
 *
 * @param targetId the target
 * @param metric the metric's label
 * @param window what the metric is taken over, or null
 * @param planStart of a target on the window PLAN, the start of that window; else null
 * @param level at the last tick it was evaluated, or null if it never was
 * @param phase where it is
 * @param severity the worst so far of an open incident, or null
 * @param since the tick at which the breach began, or null while QUIET
 * @param openedAt the tick at which the incident opened, or null
 * @param clock milliseconds that the breach (PENDING) or the recovery (RECOVERING) has lasted
 * @param lastEventAt the tick of the incident's last event, or null
 * @param lastExcess the excess at that tick, exact, or null
 */
public record Incident(
    String targetId,
    String metric,
    Window window,
    Long planStart,
    Level level,
    TargetPhase phase,
    Severity severity,
    Long since,
    Long openedAt,
    long clock,
    Long lastEventAt,
    Fraction lastExcess) {

  /** An exact fraction, as it is remembered. */
  public record Fraction(BigInteger numerator, BigInteger denominator) {
    static Fraction of(Rational value) {
      return new Fraction(value.numerator(), value.denominator());
    }

    Rational value() {
      return Rational.of(numerator, denominator);
    }
  }

  /** A target of which nothing is known yet. */
  static Incident quiet(String targetId) {
    return new Incident(
        targetId, null, null, null, null, TargetPhase.QUIET, null, null, null, 0, null, null);
  }

  /** Whether there is an incident: announced, and not resolved. */
  boolean isOpen() {
    return phase == TargetPhase.OPEN || phase == TargetPhase.RECOVERING;
  }

  /** Whether a tick that says this moves nothing: all was well, and still is. */
  boolean staysQuietAt(Reading reading) {
    return phase == TargetPhase.QUIET && reading.severity() == null;
  }

  /** The same with what the plan in force takes the target's measure by. */
  Incident measuredBy(String newMetric, Window newWindow) {
    return newMetric.equals(metric) && newWindow == window
        ? this
        : measured(newMetric, newWindow, null, level);
  }

  /** The same on the window PLAN, which starts there. */
  Incident sincePlan(long start) {
    return planStart != null && planStart == start ? this : measured(metric, window, start, level);
  }

  /** The same with this level seen. */
  Incident at(Level newLevel) {
    return newLevel == level ? this : measured(metric, window, planStart, newLevel);
  }

  /** Nothing is wrong any more. */
  Incident quieted() {
    return moved(TargetPhase.QUIET, null, null, null, 0, null, null);
  }

  /** A breach began. */
  Incident breached(long tick) {
    return moved(TargetPhase.PENDING, null, tick, null, 0, null, null);
  }

  /** The breach has lasted: it is an incident. */
  Incident opened(long tick, Severity newSeverity, Rational excess) {
    return moved(TargetPhase.OPEN, newSeverity, since, tick, 0, tick, Fraction.of(excess));
  }

  /** The same in that phase, in which it has been for so long. */
  Incident in(TargetPhase newPhase, long newClock) {
    return moved(newPhase, severity, since, openedAt, newClock, lastEventAt, lastExcess);
  }

  /** An event told of it. */
  Incident told(long tick, Severity newSeverity, Rational excess) {
    return moved(phase, newSeverity, since, openedAt, clock, tick, Fraction.of(excess));
  }

  /** Start of the window that ends at a tick; null where the metric has none. */
  Long windowStart(long tick) {
    if (window == null) {
      return null;
    }
    return switch (window) {
      case HOUR -> tick - Slices.HOUR;
      case DAY -> Slices.hourOf(tick) - Slices.DAY;
      case WEEK -> Slices.hourOf(tick) - 7 * Slices.DAY;
      case PLAN -> planStart;
    };
  }

  /** Name of the incident, or null if there is none. */
  String incidentId(String serviceId) {
    return openedAt == null ? null : EventNames.incidentId(serviceId, targetId, openedAt);
  }

  /** As it is announced. */
  TargetState announced(String serviceId) {
    return new TargetState(
        targetId, metric, phase, level, severity, incidentId(serviceId), since, openedAt);
  }

  private Incident measured(String newMetric, Window newWindow, Long newPlanStart, Level newLevel) {
    return new Incident(
        targetId,
        newMetric,
        newWindow,
        newPlanStart,
        newLevel,
        phase,
        severity,
        since,
        openedAt,
        clock,
        lastEventAt,
        lastExcess);
  }

  private Incident moved(
      TargetPhase newPhase,
      Severity newSeverity,
      Long newSince,
      Long newOpenedAt,
      long newClock,
      Long newLastEventAt,
      Fraction newLastExcess) {
    return new Incident(
        targetId,
        metric,
        window,
        planStart,
        level,
        newPhase,
        newSeverity,
        newSince,
        newOpenedAt,
        newClock,
        newLastEventAt,
        newLastExcess);
  }
}
