package io.tripline.ledger.event;

import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import java.util.List;

/** The latest state of every target and rule of a service; said whenever any of them changes. */
public record ServiceState(
    String serviceId,
    long asOf,
    Integer planVersion,
    List<TargetState> targets,
    List<RuleState> rules) {

  /** Where a target is in its life; the moves are listed at the state machine. */
  public enum TargetPhase {
    QUIET,
    PENDING,
    OPEN,
    RECOVERING
  }

  /** What a target's metric says at a tick. */
  public enum Level {
    OK,
    WARNING,
    CRITICAL,
    NO_DATA,
    FROZEN
  }

  /** Where a rule is in its life; the moves are listed at the state machine. */
  public enum RulePhase {
    ARMED,
    WARNED,
    TRIPPED,
    STANDING,
    OVERRIDDEN,
    CONFIRMED;

    /** Whether only a command, or the end of an override, clears it. */
    public boolean isLatched() {
      return this != ARMED && this != WARNED;
    }
  }

  /**
   * A target.
   *
   * @param level at the last tick it was evaluated, or null if it never was
   * @param severity of the open incident, or null
   * @param incidentId of the open incident, or null
   * @param since the tick at which the breach began, or null while QUIET
   * @param openedAt of the open incident, or null
   */
  public record TargetState(
      String targetId,
      String metric,
      TargetPhase phase,
      Level level,
      Severity severity,
      String incidentId,
      Long since,
      Long openedAt) {}

  /**
   * A rule.
   *
   * @param since the tick at which the conditions began to hold, or null while ARMED
   * @param trippedAt the tick of the trip, or null
   * @param deadline the tick by which the trip is to be certified, or null
   * @param until when the override ends, or null
   */
  public record RuleState(
      String ruleId,
      RulePhase phase,
      Rule.Action action,
      Rule.Mode mode,
      Long since,
      Long trippedAt,
      Long deadline,
      Long until) {}
}
