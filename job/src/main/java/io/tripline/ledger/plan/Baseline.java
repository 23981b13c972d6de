package io.tripline.ledger.plan;

import io.tripline.ledger.fact.CostCategory;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the plan expects of a nominal week.
 *
 * @param unitsPerWeek millionths of a unit
 * @param retainer what the customer pays regardless of units, or null
 * @param spendPerWeek micros per 168 hours, per category other than LABOR
 */
public record Baseline(
    long unitsPerWeek, Retainer retainer, List<TeamRole> team, Map<CostCategory, Long> spendPerWeek)
    implements Serializable {

  /** An amount of micros that accrues evenly over each calendar period in the plan's zone. */
  public record Retainer(long amount, Period per) implements Serializable {}

  /** The calendar period of a retainer. */
  public enum Period {
    MONTH,
    DAY,
    HOUR
  }

  /**
   * Planned people of one role.
   *
   * @param headcount millionths of a person
   * @param hourlyCost micros per hour
   */
  public record TeamRole(String role, long headcount, long hourlyCost) implements Serializable {}
}
