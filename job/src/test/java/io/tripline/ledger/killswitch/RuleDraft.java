package io.tripline.ledger.killswitch;

import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** A rule in the making: at first "no unit in a day, for ten minutes", at any time of the day. */
final class RuleDraft {
  static final Condition NO_UNITS = below(Metric.UNITS, "1");

  private final String id;
  private List<Condition> when = List.of(NO_UNITS);
  private Duration lasting = Duration.ofMinutes(10);
  private Duration clearAfter = Duration.ofMinutes(15);
  private During during = During.ALWAYS;
  private Rule.Action action = Rule.Action.DEFUND;
  private Rule.Mode mode = Rule.Mode.ENFORCE;
  private Duration certifyWithin;

  private RuleDraft(String id) {
    this.id = id;
  }

  static RuleDraft of(String id) {
    return new RuleDraft(id);
  }

  static Condition below(Metric metric, String threshold) {
    return metric(metric, Condition.Side.BELOW, threshold, false, null);
  }

  static Condition above(Metric metric, String threshold) {
    return metric(metric, Condition.Side.ABOVE, threshold, false, null);
  }

  static Condition percent(
      Metric metric, Condition.Side side, String percent, Condition.BaselineChoice of) {
    return metric(metric, side, percent, true, of);
  }

  static Condition level(String targetId, Severity is) {
    return new Condition(targetId, is, null, null, null, null, false, null);
  }

  private static Condition metric(
      Metric metric,
      Condition.Side side,
      String threshold,
      boolean percent,
      Condition.BaselineChoice of) {
    return new Condition(
        null, null, metric, Window.DAY, side, new BigDecimal(threshold), percent, of);
  }

  RuleDraft when(Condition... conditions) {
    when = List.of(conditions);
    return this;
  }

  RuleDraft lasting(Duration duration) {
    lasting = duration;
    return this;
  }

  RuleDraft clearAfter(Duration duration) {
    clearAfter = duration;
    return this;
  }

  RuleDraft inWorkingTime() {
    during = During.WORK;
    return this;
  }

  RuleDraft action(Rule.Action asked) {
    action = asked;
    return this;
  }

  RuleDraft onTrial() {
    mode = Rule.Mode.MONITOR;
    return this;
  }

  RuleDraft certifyWithin(Duration duration) {
    certifyWithin = duration;
    return this;
  }

  Rule rule() {
    return new Rule(
        id,
        when,
        lasting.toMillis(),
        clearAfter.toMillis(),
        during,
        action,
        mode,
        certifyWithin == null ? null : certifyWithin.toMillis());
  }
}
