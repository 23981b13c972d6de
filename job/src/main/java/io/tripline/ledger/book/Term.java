package io.tripline.ledger.book;

import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Plan;

/**
 * What one version of a plan expects and earns while it is in force.
 *
 * @param version the plan's version
 * @param start the slice from which it is in force; accrual begins there
 * @param end the slice from which it no longer is, {@link Long#MAX_VALUE} while that is not known
 * @param calendar the name of its working time
 * @param unit what is sold, or null
 * @param baseline what is expected of a nominal week
 */
public record Term(
    int version, long start, long end, String calendar, Plan.Unit unit, Baseline baseline) {

  /** A plan in force from a slice on. */
  static Term of(Plan plan, long start) {
    return new Term(
        plan.version(), start, Long.MAX_VALUE, plan.calendar(), plan.unit(), plan.baseline());
  }

  /** The same, over from a slice on. */
  Term until(long slice) {
    return new Term(version, start, slice, calendar, unit, baseline);
  }

  /** Whether it is in force for the slice that starts then. */
  boolean covers(long slice) {
    return start <= slice && slice < end;
  }

  /** Whether resolving a ticket of a type delivers a unit. */
  boolean delivers(String ticketType) {
    return unit != null && unit.ticketTypes().contains(ticketType);
  }
}
