package io.tripline.ledger.killswitch;

import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.KillSwitchEvent.Observed;
import io.tripline.ledger.event.KillSwitchEvent.Overrun;
import io.tripline.ledger.event.KillSwitchEvent.Reason;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says in a sentence for a person what happened to a switch.
 *
 * @param about the switch that the event tells of, or null if no rule is known by that id
 */
record SwitchHeadline(String serviceId, String ruleId, Switch about, List<Observed> observed) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000L);
  private static final int MICRO_DECIMALS = 6;

  /** The sentence; on trial, it says so first. */
  Headline of(Transition transition, KillSwitchCommand command, Overrun cost, Reason reason) {
    Headline sentence =
        command == null
            ? Headline.of(happened(transition, cost, reason))
            : ordered(transition, command, reason);
    return (onTrial() ? Headline.of("On trial: ").then(sentence) : sentence).then(".");
  }

  /** What a command brought about; who gave it, and why, is for those who may know it. */
  private Headline ordered(Transition transition, KillSwitchCommand command, Reason reason) {
    Headline by = Headline.person(command.by(), "Somebody");
    Headline why = Headline.remark(": " + said(command));
    return switch (transition) {
      case CONFIRMED -> by.then(" confirmed %s of %s".formatted(action(), name())).then(why);
      case OVERRIDDEN ->
          by.then(" overrode %s until %s".formatted(name(), time(command.until()))).then(why);
      case REARMED -> by.then(" armed %s again".formatted(name())).then(why);
      case COMMAND_REJECTED ->
          Headline.of(command.action() + " by ")
              .then(Headline.person(command.by(), "somebody"))
              .then(" was rejected for %s: %s".formatted(name(), rejectedBecause(reason)));
      default -> throw new IllegalArgumentException("no command brings about " + transition);
    };
  }

  private String happened(Transition transition, Overrun cost, Reason reason) {
    return switch (transition) {
      case WARNED -> capitalized(name()) + " warns, and will trip if this lasts: " + why();
      case STOOD_DOWN -> capitalized(name()) + " stood down: " + stoodDownBecause(reason);
      case TRIPPED ->
          capitalized(name()) + " tripped: " + action() + ". " + capitalized(why()) + certify();
      case STANDING ->
          "Nobody certified %s by %s: %s is presumed done"
              .formatted(name(), time(about.deadline()), action());
      case OVERRIDE_ENDED ->
          "The override of "
              + name()
              + " has ended; its conditions no longer hold, so it is armed again";
      case OVERRUN ->
          "%s still costs, although %s tripped on %s: %s in the last 24 hours, %s since"
              .formatted(
                  serviceId,
                  ruleId,
                  time(about.trippedAt()),
                  money(cost.day()),
                  money(cost.sinceTrip()));
      default -> throw new IllegalArgumentException(transition + " needs a command");
    };
  }

  private boolean onTrial() {
    return about != null && about.mode() == Rule.Mode.MONITOR;
  }

  private String name() {
    return "kill switch " + ruleId + " of " + serviceId;
  }

  private String action() {
    return about.action().name();
  }

  private String certify() {
    return about.deadline() == null ? "" : "; to be certified by " + time(about.deadline());
  }

  private String why() {
    return observed.stream().map(SwitchHeadline::saw).collect(Collectors.joining(", and "));
  }

  private static String saw(Observed condition) {
    String window = condition.window() == null ? "" : " over " + condition.window();
    String value = condition.metric() + window + " is " + inScale(condition, condition.value());
    if (condition.targetId() != null) {
      return value + ", " + condition.level() + " for target " + condition.targetId();
    }
    return value
        + ", "
        + condition.side().name().toLowerCase(Locale.ROOT)
        + " "
        + inScale(condition, condition.threshold());
  }

  private static String inScale(Observed condition, BigDecimal value) {
    if (value == null) {
      return "unknown";
    }
    return switch (Metric.valueOf(condition.metric().toUpperCase(Locale.ROOT)).scale()) {
      case MONEY -> money(value);
      case RATIO -> plain(value.movePointRight(2), 1) + " %";
      case COUNT -> plain(value, 2);
      case DURATION -> plain(value.divide(MILLIS_PER_HOUR, 1, RoundingMode.HALF_UP), 1) + " h";
    };
  }

  private static String stoodDownBecause(Reason reason) {
    if (reason == null) {
      return "its conditions have not held for long enough";
    }
    return reason == Reason.CLOSED ? "the plan was closed" : "the plan no longer has it";
  }

  private String rejectedBecause(Reason reason) {
    return switch (reason) {
      case UNKNOWN_RULE -> "there is no such rule";
      case NOT_IN_MAY_OVERRIDE -> "the plan does not let them command it";
      case STATE_DOES_NOT_TAKE_IT -> "it is " + about.phase();
      case UNTIL_PAST -> "the override would have ended before it was ordered";
      case UNTIL_TOO_FAR -> "an override may last 30 days at most";
      case DROPPED, CLOSED -> throw new IllegalArgumentException(reason + " rejects no command");
    };
  }

  private static String said(KillSwitchCommand command) {
    String reason = command.reason().strip();
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private static String time(long instant) {
    return MINUTE.format(Instant.ofEpochMilli(instant));
  }

  private static String money(long micros) {
    return money(BigDecimal.valueOf(micros, MICRO_DECIMALS));
  }

  private static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static String plain(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }

  private static String capitalized(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
