package io.tripline.ledger.book;

/**
 * Time and what it cost.
 *
 * @param millis milliseconds
 * @param cost micros
 */
public record TimeAndCost(long millis, long cost) {
  /** Neither. */
  public static final TimeAndCost NONE = new TimeAndCost(0, 0);

  /** The sum. */
  public TimeAndCost plus(TimeAndCost other) {
    return new TimeAndCost(Math.addExact(millis, other.millis), Math.addExact(cost, other.cost));
  }

  /** The same with the other sign. */
  public TimeAndCost negate() {
    return new TimeAndCost(-millis, -cost);
  }

  /** Whether it is neither. */
  public boolean isNothing() {
    return millis == 0 && cost == 0;
  }
}
