package io.tripline.ledger.variance;

import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;

/**
 * A target's bound and tolerances as exact fractions, so that they are worked out once and not at
 * every tick.
 */
final class Bounds {
  private static final Rational HUNDRED = Rational.of(100);

  private final Target target;
  private final Rational fixed;
  private final Rational floor;
  private final Width warn;
  private final Width critical;
  private final Width clear;

  /** How far beyond the bound is tolerated: a value, or a part of the bound. */
  private record Width(Rational value, boolean ofTheBound) {
    static Width of(Tolerance tolerance) {
      Rational value = Rational.of(tolerance.value());
      return tolerance.percent()
          ? new Width(value.dividedBy(HUNDRED), true)
          : new Width(value, false);
    }

    boolean isPassedBy(Rational excess, Rational bound) {
      return beyond(excess, ofTheBound ? bound.abs().times(value) : value);
    }
  }

  Bounds(Target target) {
    this.target = target;
    fixed = target.baseline() ? null : Rational.of(target.bound());
    floor = Rational.of(target.floor());
    warn = Width.of(target.warn());
    critical = target.critical() == null ? null : Width.of(target.critical());
    clear = Width.of(target.clear());
  }

  /** The bound that the target gives; null for BASELINE. */
  Rational fixed() {
    return fixed;
  }

  /** What a target says of a metric, held to this bound. */
  Reading judge(Rational actual, Rational bound) {
    Rational excess =
        switch (target.direction()) {
          case AT_LEAST -> bound.minus(actual);
          case AT_MOST -> actual.minus(bound);
        };
    if (!beyond(excess, floor)) {
      return new Reading(Level.OK, actual, bound, excess, true);
    }
    return new Reading(
        level(excess, bound), actual, bound, excess, !clear.isPassedBy(excess, bound));
  }

  private Level level(Rational excess, Rational bound) {
    if (!warn.isPassedBy(excess, bound)) {
      return Level.OK;
    }
    return critical != null && critical.isPassedBy(excess, bound) ? Level.CRITICAL : Level.WARNING;
  }

  private static boolean beyond(Rational excess, Rational limit) {
    return excess.compareTo(limit) > 0;
  }
}
