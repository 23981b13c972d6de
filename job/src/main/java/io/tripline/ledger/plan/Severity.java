package io.tripline.ledger.plan;

/** How bad a breach is. */
public enum Severity {
  WARNING,
  CRITICAL
}
