package io.tripline.ledger.book;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Spread;

/** Is told of everything that is posted on a service, while its tick is being booked. */
@FunctionalInterface
public interface PostingObserver {
  /**
   * Cost was posted, be it labor or spend.
   *
   * @param cost micros over valid time; negative for a credit or a correction
   * @param from start of what was posted of it, inclusive
   * @param to end of what was posted of it, exclusive
   */
  void costPosted(Spread cost, long from, long to);

  /**
   * Amounts of a slice that has ended were posted: labor, units, time, but no charges.
   *
   * @param slice start of the slice
   */
  default void posted(long slice, Tally amounts) {}

  /** The part of a charge that lies in {@code [from, to)}, slices that have ended, was posted. */
  default void charged(CostCategory category, Spread charge, long from, long to) {}
}
