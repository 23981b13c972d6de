package io.tripline.ledger.book;

import io.tripline.ledger.fact.CostCategory;

/**
 * The additive amounts of a ledger that are single numbers: money in micros, durations in
 * milliseconds, and counts. The retainer is not among them: it is a function of the plan and of
 * time, and nobody posts it.
 */
public enum Measure {
  EARNED,
  ALLOCATED_LABOR,
  LABOR,
  CLOUD,
  SOFTWARE,
  HARDWARE,
  OUTSIDE_SERVICES,
  FACILITIES,
  TELECOM,
  OTHER,
  FINANCE_LABOR,
  UNITS,
  CAPACITY,
  OWN,
  VISITING,
  BENCH,
  BENCH_COST,
  OFF_HOURS,
  UNRATED,
  HANDOFFS,
  HANDOFF_WAITING,
  ACCEPTED,
  DECLINED,
  OPENED;

  /** How many there are. */
  public static final int COUNT = values().length;

  /** Where charges of a category are posted. */
  public static Measure of(CostCategory category) {
    return switch (category) {
      case LABOR -> FINANCE_LABOR;
      case CLOUD -> CLOUD;
      case SOFTWARE -> SOFTWARE;
      case HARDWARE -> HARDWARE;
      case OUTSIDE_SERVICES -> OUTSIDE_SERVICES;
      case FACILITIES -> FACILITIES;
      case TELECOM -> TELECOM;
      case OTHER -> OTHER;
    };
  }
}
