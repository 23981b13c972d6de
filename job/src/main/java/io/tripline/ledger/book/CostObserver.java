package io.tripline.ledger.book;

import io.tripline.ledger.math.Spread;

/** Is told of labor and spend as it is posted. */
@FunctionalInterface
public interface CostObserver {
  /**
   * Cost was posted on a stretch.
   *
   * @param cost micros and how they are spread; negative for a credit or a correction
   * @param from start of the stretch, inclusive
   * @param to end of the stretch, exclusive
   */
  void costPosted(Spread cost, long from, long to);
}
