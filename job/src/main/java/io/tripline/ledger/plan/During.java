package io.tripline.ledger.plan;

/** When a target or rule is evaluated, and in which time its durations count. */
public enum During {
  WORK,
  ALWAYS
}
