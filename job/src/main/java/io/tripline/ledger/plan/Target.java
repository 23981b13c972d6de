package io.tripline.ledger.plan;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a metric is held to.
 *
 * @param window null for {@link Metric#REPORTED_GAP} only
 * @param bound in the metric's own scale (money in currency units, durations in milliseconds), or
 *     null for BASELINE: the same metric from the plan
 * @param warn beyond it is WARNING
 * @param critical beyond it is CRITICAL; null for never
 * @param clear an incident recovers within it
 * @param floor an excess within it is OK, in the metric's own scale
 * @param forMillis how long a breach lasts before it is an incident
 * @param clearAfterMillis how long a recovery lasts before the incident is over
 */
public record Target(
    String id,
    Metric metric,
    Window window,
    Direction direction,
    BigDecimal bound,
    Tolerance warn,
    Tolerance critical,
    Tolerance clear,
    BigDecimal floor,
    long forMillis,
    long clearAfterMillis,
    During during)
    implements Serializable {

  /** Which side of the bound is good. */
  public enum Direction {
    AT_LEAST,
    AT_MOST
  }

  /** Whether the bound is the plan's own value of the metric. */
  public boolean baseline() {
    return bound == null;
  }
}
