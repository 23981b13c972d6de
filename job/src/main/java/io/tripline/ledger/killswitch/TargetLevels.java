package io.tripline.ledger.killswitch;

import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.math.Rational;

/** What the service's targets said at this tick, for conditions that look at them. */
public interface TargetLevels {
  /** The level of a target, or null if it was not evaluated at this tick. */
  ServiceState.Level level(String targetId);

  /** The metric {@code reported_gap} at this tick, in milliseconds; null without data. */
  Rational reportedGap();
}
