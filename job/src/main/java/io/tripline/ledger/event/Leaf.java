package io.tripline.ledger.event;

/**
 * One part of a variance.
 *
 * @param of the cost category (SPENDING) or the other service (DIVERTED), else null
 * @param amount micros (MONEY) or milliseconds
 */
public record Leaf(Name name, String of, long amount, Unit unit) {
  /** The parts, in the order in which they are listed. */
  public enum Name {
    DIVERTED_VOLUME,
    SALES_VOLUME,
    SELLING_PRICE,
    LABOR_YIELD,
    STAFFING,
    DIVERSION,
    VISITING,
    LABOR_RATE,
    SPENDING,
    DIVERTED,
    UNLOGGED,
    OTHER,
    ALLOWANCE
  }

  /** What the amount counts. */
  public enum Unit {
    MONEY,
    MILLISECONDS
  }
}
