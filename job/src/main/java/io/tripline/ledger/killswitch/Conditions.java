package io.tripline.ledger.killswitch;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.KillSwitchEvent.Observed;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Condition.BaselineChoice;
import io.tripline.ledger.plan.Condition.Side;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.List;

/** What the conditions of rules say at a tick. Comparisons are exact. */
final class Conditions {
  private static final int DECIMALS = 6;
  private static final long PERCENT = 100;

  private final Position position;
  private final TargetLevels levels;

  Conditions(Position position, TargetLevels levels) {
    this.position = position;
    this.levels = levels;
  }

  /** What conditions come to together. */
  enum Verdict {
    ALL_HOLD,
    ONE_FAILS,
    NO_DATA
  }

  /** Exact value and threshold of a metric. */
  private record Reading(Rational value, Rational threshold) {
    boolean isBeyond(Side side) {
      int above = value.compareTo(threshold);
      return side == Side.ABOVE ? above > 0 : above < 0;
    }
  }

  /** Whether all hold; any one without data leaves all undecided. */
  Verdict verdict(List<Condition> when) {
    boolean all = true;
    for (Condition condition : when) {
      Verdict verdict = condition.onTarget() ? ofTarget(condition) : ofMetric(condition);
      if (verdict == Verdict.NO_DATA) {
        return Verdict.NO_DATA;
      }
      all &= verdict == Verdict.ALL_HOLD;
    }
    return of(all);
  }

  /** What each of them sees, for people to read. */
  List<Observed> observed(List<Condition> when) {
    return when.stream()
        .map(condition -> condition.onTarget() ? target(condition) : metric(condition))
        .toList();
  }

  private Verdict ofTarget(Condition condition) {
    Level level = levels.level(condition.targetId());
    return hasData(level) ? of(isAtLeast(level, condition.is())) : Verdict.NO_DATA;
  }

  private Verdict ofMetric(Condition condition) {
    Reading reading = reading(condition);
    return reading == null ? Verdict.NO_DATA : of(reading.isBeyond(condition.side()));
  }

  private Observed target(Condition condition) {
    Target target = position.plan().target(condition.targetId());
    Level level = levels.level(condition.targetId());
    boolean hasData = hasData(level);
    return new Observed(
        condition.targetId(),
        target.metric().label(),
        target.window(),
        hasData ? rounded(value(target.metric(), target.window())) : null,
        hasData ? rounded(bound(target)) : null,
        null,
        severity(level),
        hasData && isAtLeast(level, condition.is()));
  }

  private Observed metric(Condition condition) {
    Reading reading = reading(condition);
    return new Observed(
        null,
        condition.metric().label(),
        condition.window(),
        reading == null ? null : rounded(reading.value()),
        reading == null ? null : rounded(reading.threshold()),
        condition.side(),
        null,
        reading != null && reading.isBeyond(condition.side()));
  }

  /** Null without data, be it of the metric or of the baseline that the threshold is part of. */
  private Reading reading(Condition condition) {
    Rational value = value(condition.metric(), condition.window());
    if (value == null) {
      return null;
    }
    Rational threshold =
        condition.percent() ? share(condition) : Rational.of(condition.threshold());
    return threshold == null ? null : new Reading(value, threshold);
  }

  private Rational value(Metric metric, Window window) {
    if (position.frozen(metric)) {
      return null;
    }
    return metric == Metric.REPORTED_GAP ? levels.reportedGap() : position.actual(metric, window);
  }

  private Rational bound(Target target) {
    return target.baseline()
        ? position.planned(target.metric(), target.window())
        : Rational.of(target.bound());
  }

  /** The threshold that is a percentage of a baseline; of two, the one that is passed first. */
  private Rational share(Condition condition) {
    Rational current =
        condition.of() == BaselineChoice.ORIGINAL
            ? null
            : share(condition, position.planned(condition.metric(), condition.window()));
    Rational original =
        condition.of() == BaselineChoice.CURRENT
            ? null
            : share(condition, position.original(condition.metric(), condition.window()));
    if (current == null || original == null) {
      return current == null ? original : current;
    }
    boolean currentIsLess = current.compareTo(original) < 0;
    return currentIsLess == (condition.side() == Side.ABOVE) ? current : original;
  }

  private static Rational share(Condition condition, Rational baseline) {
    return baseline == null
        ? null
        : Rational.of(condition.threshold()).times(baseline).dividedBy(PERCENT);
  }

  private static Verdict of(boolean holds) {
    return holds ? Verdict.ALL_HOLD : Verdict.ONE_FAILS;
  }

  private static boolean hasData(Level level) {
    return level == Level.OK || level == Level.WARNING || level == Level.CRITICAL;
  }

  private static boolean isAtLeast(Level level, Severity least) {
    return level == Level.CRITICAL || (level == Level.WARNING && least == Severity.WARNING);
  }

  private static Severity severity(Level level) {
    if (level == Level.CRITICAL) {
      return Severity.CRITICAL;
    }
    return level == Level.WARNING ? Severity.WARNING : null;
  }

  private static BigDecimal rounded(Rational value) {
    return value == null ? null : value.roundHalfUp(DECIMALS);
  }
}
