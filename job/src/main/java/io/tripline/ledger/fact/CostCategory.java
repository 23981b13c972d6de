package io.tripline.ledger.fact;

/**
 * The TBM cost pools. {@link #LABOR} only reconciles what finance says; every other one is spend.
 */
public enum CostCategory {
  LABOR,
  CLOUD,
  SOFTWARE,
  HARDWARE,
  OUTSIDE_SERVICES,
  FACILITIES,
  TELECOM,
  OTHER
}
