package io.tripline.ledger.plan;

/** The stretch of valid time, ending at the tick, that a metric is taken over. */
public enum Window {
  HOUR,
  DAY,
  WEEK,
  PLAN
}
