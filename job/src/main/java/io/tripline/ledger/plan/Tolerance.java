package io.tripline.ledger.plan;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How far beyond the target is tolerated.
 *
 * @param value not negative; in the metric's own scale (money in currency units, durations in
 *     milliseconds), or, if {@code percent}, in hundredths of the target's absolute value
 */
public record Tolerance(BigDecimal value, boolean percent) implements Serializable {
  /** No tolerance. */
  public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, false);
}
