package io.tripline.ledger.event;

import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.List;

/**
 * A move of a kill switch, or a command refused.
 *
 * @param action what the rule asks for, by the last plan that had it; null if the rule is unknown
 * @param mode null if the rule is unknown
 * @param since the tick at which the conditions of the warning or trip that lasts, or that this
 *     move ends, began to hold; or null
 * @param trippedAt the tick of the trip that lasts, or that this move ends; or null
 * @param deadline the tick by which that trip is to be certified, or null
 * @param observed what each condition saw at this tick
 * @param command the command that moved it or was rejected, or null
 * @param cost OVERRUN: what was spent, or null
 * @param reason why it was stood down or the command rejected, or null
 * @param headline one sentence for a person
 */
public record KillSwitchEvent(
    String eventId,
    Transition transition,
    String serviceId,
    long asOf,
    Integer planVersion,
    String ruleId,
    Rule.Action action,
    Rule.Mode mode,
    Long since,
    Long trippedAt,
    Long deadline,
    List<Observed> observed,
    Command command,
    Overrun cost,
    Reason reason,
    Headline headline)
    implements ServiceEvent {

  /** What happened to the switch. */
  public enum Transition {
    WARNED,
    STOOD_DOWN,
    TRIPPED,
    STANDING,
    CONFIRMED,
    OVERRIDDEN,
    OVERRIDE_ENDED,
    REARMED,
    OVERRUN,
    COMMAND_REJECTED
  }

  /** Why a rule was stood down without its conditions failing, or a command rejected. */
  public enum Reason {
    DROPPED,
    CLOSED,
    UNKNOWN_RULE,
    NOT_IN_MAY_OVERRIDE,
    STATE_DOES_NOT_TAKE_IT,
    UNTIL_PAST,
    UNTIL_TOO_FAR
  }

  /**
   * What one condition saw.
   *
   * @param targetId the target of a condition on a level, or null
   * @param metric the metric's label
   * @param value in the metric's own scale, rounded half up to 6 decimals; null without data
   * @param threshold as {@code value}; the one that was, or was closest to being, passed
   * @param side which side of the threshold holds; null for a condition on a level
   * @param level the level a condition on a target saw; null if OK, without data, or on a metric
   */
  public record Observed(
      String targetId,
      String metric,
      Window window,
      BigDecimal value,
      BigDecimal threshold,
      Condition.Side side,
      Severity level,
      boolean holds) {}

  /** The command fact, as far as the event needs it. */
  public record Command(
      FactId fact, String commandId, CommandAction action, Long until, String by, String reason) {}

  /**
   * What was posted after the trip, in micros.
   *
   * @param day in the last 24 hours
   * @param sinceTrip since the trip
   */
  public record Overrun(long day, long sinceTrip) {}

  @Override
  public String subjectId() {
    return ruleId;
  }
}
