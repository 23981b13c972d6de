package io.tripline.ledger.variance;

import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;

/**
 * What a target says at a tick, exact, in the metric's own scale.
 *
 * @param actual null without data, as are {@code target} and {@code excess}
 * @param excess how far actual is beyond target; positive is bad
 * @param clear whether the excess is so small that an open incident recovers
 */
record Reading(Level level, Rational actual, Rational target, Rational excess, boolean clear) {
  /** A feed that the metric needs is silent. */
  static final Reading FROZEN = new Reading(Level.FROZEN, null, null, null, false);

  /** The metric cannot be computed. */
  static final Reading NO_DATA = new Reading(Level.NO_DATA, null, null, null, false);

  /** Compares a metric to the bound of a target. */
  static Reading of(Target target, Rational actual, Rational bound) {
    return new Bounds(target).judge(actual, bound);
  }

  /** A built-in target knows no tolerances: it is either broken, and critical, or all is well. */
  static Reading ofBuiltIn(boolean broken, Rational actual, Rational bound) {
    return new Reading(
        broken ? Level.CRITICAL : Level.OK, actual, bound, actual.minus(bound), !broken);
  }

  /** Whether there is anything to judge by. */
  boolean hasData() {
    return excess != null;
  }

  /** How bad it is; null if all is well, or without data. */
  Severity severity() {
    return switch (level) {
      case WARNING -> Severity.WARNING;
      case CRITICAL -> Severity.CRITICAL;
      case OK, NO_DATA, FROZEN -> null;
    };
  }
}
