package io.tripline.ledger.book;

import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Window;
import java.util.Map;

/**
 * All that a window ending at a tick holds.
 *
 * @param start start of the window, inclusive
 * @param end the tick, exclusive
 * @param actual what was posted
 * @param retainer micros of retainer that accrued
 * @param planned what the plans in force expected, their retainer included
 * @param original what the first plan that came into force expected, its retainer included
 * @param accrued micros of planned spend that stand for bills that have not come yet, by category;
 *     none that is 0
 */
public record Figures(
    Window window,
    long start,
    long end,
    Tally actual,
    long retainer,
    Statement.Planned planned,
    Statement.Planned original,
    Map<CostCategory, Long> accrued) {

  /** Length of the window in milliseconds. */
  public long length() {
    return end - start;
  }

  /** What customers pay, in micros. */
  public long revenue() {
    return Math.addExact(actual.of(Measure.EARNED), retainer);
  }

  /** What was spent in a category, the accrued part included, in micros. */
  public long spend(CostCategory category) {
    return Math.addExact(actual.spend(category), accrued.getOrDefault(category, 0L));
  }

  /** All that is accrued, in micros. */
  public long allAccrued() {
    return accrued.values().stream().reduce(0L, Math::addExact);
  }

  /** Labor and all spend, the accrued part included, in micros. */
  public long cost() {
    return Math.addExact(actual.cost(), allAccrued());
  }

  /** Net time diverted to all other services, in milliseconds. */
  public long netDiverted() {
    return actual.netDivertedTo().values().stream().reduce(0L, Math::addExact);
  }
}
