package io.tripline.ledger.plan;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One condition of a kill-switch rule: either on a target's level ({@code targetId} and {@code is})
 * or on a metric ({@code metric}, {@code window}, {@code side}, {@code threshold}); the fields of
 * the other kind are null.
 *
 * @param targetId the target whose level counts, or null
 * @param is the least level that holds
 * @param threshold in the metric's own scale, or, if {@code percent}, in hundredths of the baseline
 * @param of the baseline a percentage is of
 */
public record Condition(
    String targetId,
    Severity is,
    Metric metric,
    Window window,
    Side side,
    BigDecimal threshold,
    boolean percent,
    BaselineChoice of)
    implements Serializable {

  /** Which side of the threshold holds. */
  public enum Side {
    ABOVE,
    BELOW
  }

  /** The baseline in force, the first one, or whichever is beyond. */
  public enum BaselineChoice {
    CURRENT,
    ORIGINAL,
    EITHER
  }

  /** Whether this is a condition on a target's level. */
  public boolean onTarget() {
    return targetId != null;
  }
}
