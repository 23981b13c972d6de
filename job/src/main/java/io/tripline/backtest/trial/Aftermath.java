package io.tripline.backtest.trial;

import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Tally;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Spread;

/**
 * Adds up what is posted on the slices from a tick on. All of it is posted after that tick: a slice
 * is posted on only once it has ended.
 */
final class Aftermath {
  private final long start;
  private long spend;
  private long labor;
  private long capacity;
  private long earned;
  private long retainer;

  Aftermath(long start) {
    this.start = start;
  }

  void posted(long slice, Tally amounts) {
    if (slice >= start) {
      labor = Math.addExact(labor, amounts.of(Measure.LABOR));
      capacity = Math.addExact(capacity, amounts.of(Measure.CAPACITY));
      earned = Math.addExact(earned, amounts.of(Measure.EARNED));
    }
  }

  void charged(CostCategory category, Spread charge, long from, long to) {
    if (category != CostCategory.LABOR) {
      spend = Math.addExact(spend, charge.share(Math.max(from, start), to));
    }
  }

  /** The retainer of a slice that has ended. */
  void retained(long slice, long amount) {
    if (slice >= start) {
      retainer = Math.addExact(retainer, amount);
    }
  }

  Outcome.Sums sums() {
    return new Outcome.Sums(spend, labor, capacity, earned, retainer);
  }
}
