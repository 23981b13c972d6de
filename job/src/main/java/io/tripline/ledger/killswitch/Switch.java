package io.tripline.ledger.killswitch;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Rule;

/**
 * The switch of one rule. Never changed: a move makes another one. These are all the moves there
 * are; <i>seen</i> is a tick at which the rule is evaluated and every condition has data, any other
 * is not there.
 *
 * <table>
 *   <caption>Moves</caption>
 *   <tr><th>from</th><th>when</th><th>to</th><th>says</th></tr>
 *   <tr><td>ARMED</td><td>seen: all hold, {@code for} is 0</td><td>TRIPPED</td><td>TRIPPED</td></tr>
 *   <tr><td>ARMED</td><td>seen: all hold, otherwise</td><td>WARNED</td><td>WARNED</td></tr>
 *   <tr><td>WARNED</td><td>seen: all hold, and have for {@code for}</td><td>TRIPPED</td>
 *       <td>TRIPPED</td></tr>
 *   <tr><td>WARNED</td><td>seen: one fails, and has for {@code clearAfter}</td><td>ARMED</td>
 *       <td>STOOD_DOWN</td></tr>
 *   <tr><td>TRIPPED</td><td>its deadline, seen or not</td><td>STANDING</td><td>STANDING</td></tr>
 *   <tr><td>TRIPPED, STANDING, OVERRIDDEN</td><td>CONFIRM</td><td>CONFIRMED</td>
 *       <td>CONFIRMED</td></tr>
 *   <tr><td>TRIPPED, STANDING, OVERRIDDEN</td><td>OVERRIDE</td><td>OVERRIDDEN</td>
 *       <td>OVERRIDDEN</td></tr>
 *   <tr><td>TRIPPED, STANDING, CONFIRMED, OVERRIDDEN</td><td>REARM</td><td>ARMED</td>
 *       <td>REARMED</td></tr>
 *   <tr><td>OVERRIDDEN</td><td>seen, {@code until} or later: all hold</td><td>TRIPPED, a new
 *       trip</td><td>TRIPPED</td></tr>
 *   <tr><td>OVERRIDDEN</td><td>seen, {@code until} or later: one fails</td><td>ARMED</td>
 *       <td>OVERRIDE_ENDED</td></tr>
 *   <tr><td>TRIPPED, STANDING, CONFIRMED</td><td>the end of a day after the trip for which cost was
 *       posted</td><td>the same</td><td>OVERRUN</td></tr>
 *   <tr><td>WARNED</td><td>the plan drops the rule, or is closed</td><td>gone</td><td>STOOD_DOWN</td></tr>
 *   <tr><td>ARMED</td><td>the plan drops the rule, or is closed</td><td>gone</td><td></td></tr>
 * </table>
 *
 * @param action what the rule asks for, by the last plan that had it
 * @param mode as {@code action}
 * @param warning WARNED: how long it has been; null otherwise
 * @param trip what it is latched by; null while it is not
 * @param until OVERRIDDEN: when the override ends; null otherwise
 */
public record Switch(
    String ruleId,
    RulePhase phase,
    Rule.Action action,
    Rule.Mode mode,
    Warning warning,
    Trip trip,
    Long until) {

  /**
   * The clocks of a warning, in milliseconds of the rule's time: one slice for each tick seen after
   * the first.
   *
   * @param since the tick at which all began to hold
   * @param held how long they have; stands still while one fails
   * @param failed how long one has failed; null while all hold
   */
  public record Warning(long since, long held, Long failed) {
    private Warning holding(long slice) {
      return new Warning(since, held + slice, null);
    }

    private Warning failing(long slice) {
      return new Warning(since, held, failed == null ? 0L : Long.valueOf(failed + slice));
    }
  }

  /**
   * A trip, and what has been spent since.
   *
   * @param since the tick at which the conditions began to hold
   * @param at the tick of the trip
   * @param deadline the tick by which it is to be certified, or null
   * @param dayStart start of the present one of the days of 24 hours since the trip
   * @param day micros posted for the present day so far
   * @param total micros posted for the time since the trip so far
   */
  public record Trip(long since, long at, Long deadline, long dayStart, long day, long total) {
    private Trip plus(Spread cost, long from, long to) {
      long today = cost.share(Math.max(from, dayStart), Math.min(to, dayStart + Slices.DAY));
      long ever = cost.share(Math.max(from, at), to);
      return new Trip(
          since, at, deadline, dayStart, Math.addExact(day, today), Math.addExact(total, ever));
    }

    private Trip nextDay() {
      return new Trip(since, at, deadline, dayStart + Slices.DAY, 0, total);
    }
  }

  /**
   * A move.
   *
   * @param to the switch after it
   * @param says what is announced, or null for nothing
   */
  record Move(Switch to, Transition says) {}

  /** The switch of a rule that has just come into a plan. */
  static Switch armed(Rule rule) {
    return new Switch(rule.id(), RulePhase.ARMED, rule.action(), rule.mode(), null, null, null);
  }

  /** Takes over what the plan in force asks for; where the switch stands, no plan changes. */
  Switch definedBy(Rule rule) {
    return action == rule.action() && mode == rule.mode()
        ? this
        : new Switch(ruleId, phase, rule.action(), rule.mode(), warning, trip, until);
  }

  /** Whether only a command, or the end of an override, clears it. */
  boolean latched() {
    return trip != null;
  }

  /** The tick at which the conditions of the warning or trip began to hold, or null. */
  Long since() {
    if (trip != null) {
      return trip.since();
    }
    return warning == null ? null : Long.valueOf(warning.since());
  }

  /** The tick of the trip, or null. */
  Long trippedAt() {
    return trip == null ? null : Long.valueOf(trip.at());
  }

  /** The tick by which the trip is to be certified, or null. */
  Long deadline() {
    return trip == null ? null : trip.deadline();
  }

  /** Whether what its conditions say at a tick can move it. */
  boolean watches(long tick) {
    return switch (phase) {
      case ARMED, WARNED -> true;
      case OVERRIDDEN -> tick >= until;
      case TRIPPED, STANDING, CONFIRMED -> false;
    };
  }

  /**
   * The move at a tick that it {@link #watches} and that is seen.
   *
   * @param rule what the plan in force says of the rule
   */
  Move seen(boolean allHold, Rule rule, long tick, RuleTime time) {
    return switch (phase) {
      case ARMED -> allHold ? begin(rule, tick, time) : stay();
      case WARNED -> allHold ? hold(rule, tick, time) : fail(rule, time);
      case OVERRIDDEN ->
          allHold ? trip(rule, tick, tick, time) : new Move(unlatched(), Transition.OVERRIDE_ENDED);
      case TRIPPED, STANDING, CONFIRMED -> stay();
    };
  }

  /** Whether a command can move it. */
  boolean takes(CommandAction command) {
    return switch (phase) {
      case ARMED, WARNED -> false;
      case TRIPPED, STANDING, OVERRIDDEN -> true;
      case CONFIRMED -> command == CommandAction.REARM;
    };
  }

  /**
   * The move of a command that it {@link #takes}.
   *
   * @param end when an override ends
   */
  Move commanded(CommandAction command, Long end) {
    return switch (command) {
      case CONFIRM -> new Move(latchedAs(RulePhase.CONFIRMED, null), Transition.CONFIRMED);
      case OVERRIDE -> new Move(latchedAs(RulePhase.OVERRIDDEN, end), Transition.OVERRIDDEN);
      case REARM -> new Move(unlatched(), Transition.REARMED);
    };
  }

  /** The move of the deadline, if it has come. */
  Move due(long tick) {
    return phase == RulePhase.TRIPPED && trip.deadline() != null && tick >= trip.deadline()
        ? new Move(latchedAs(RulePhase.STANDING, null), Transition.STANDING)
        : stay();
  }

  /** Whether one of the days since the trip ends at a tick. */
  boolean endsDay(long tick) {
    return trip != null && tick >= trip.dayStart() + Slices.DAY;
  }

  /** What there is to say of the day that ends, or null. */
  KillSwitchEvent.Overrun overrun() {
    return phase == RulePhase.OVERRIDDEN || trip.day() == 0
        ? null
        : new KillSwitchEvent.Overrun(trip.day(), trip.total());
  }

  /** The switch in the next one of the days since the trip. */
  Switch nextDay() {
    return new Switch(ruleId, phase, action, mode, null, trip.nextDay(), until);
  }

  /** Adds cost that was posted to {@code [from, to)}, as far as that is after the trip. */
  Switch spent(Spread cost, long from, long to) {
    return trip == null
        ? this
        : new Switch(ruleId, phase, action, mode, null, trip.plus(cost, from, to), until);
  }

  private Move begin(Rule rule, long tick, RuleTime time) {
    return rule.forMillis() <= 0
        ? trip(rule, tick, tick, time)
        : new Move(warned(new Warning(tick, 0, null)), Transition.WARNED);
  }

  private Move hold(Rule rule, long tick, RuleTime time) {
    Warning longer = warning.holding(time.slice());
    return longer.held() >= rule.forMillis()
        ? trip(rule, warning.since(), tick, time)
        : new Move(warned(longer), null);
  }

  private Move fail(Rule rule, RuleTime time) {
    Warning longer = warning.failing(time.slice());
    return longer.failed() >= rule.clearAfterMillis()
        ? new Move(unlatched(), Transition.STOOD_DOWN)
        : new Move(warned(longer), null);
  }

  private static Move trip(Rule rule, long since, long tick, RuleTime time) {
    Trip trip = new Trip(since, tick, time.deadline(rule, tick), tick, 0, 0);
    return new Move(
        new Switch(rule.id(), RulePhase.TRIPPED, rule.action(), rule.mode(), null, trip, null),
        Transition.TRIPPED);
  }

  private Move stay() {
    return new Move(this, null);
  }

  private Switch unlatched() {
    return new Switch(ruleId, RulePhase.ARMED, action, mode, null, null, null);
  }

  private Switch warned(Warning present) {
    return new Switch(ruleId, RulePhase.WARNED, action, mode, present, null, null);
  }

  private Switch latchedAs(RulePhase next, Long end) {
    return new Switch(ruleId, next, action, mode, null, trip, end);
  }
}
