package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.math.Spread;
import java.util.HashMap;
import java.util.Map;

/**
 * What is posted on a service while no plan is in force: cost and work of the last 24 hours, slice
 * by slice.
 */
public final class Unplanned {
  /**
   * What is remembered between ticks.
   *
   * @param slices own and visiting work and cost by start of the slice
   */
  public record State(Map<Long, TimeAndCost> slices) {
    static final State EMPTY = new State(Map.of());
  }

  private final Slices grid;
  private final boolean watching;
  private final long start;
  private final Map<Long, TimeAndCost> slices;

  /**
   * Takes up where it left off.
   *
   * @param watching whether no plan is in force for the slice that ends at the tick
   * @param planEnded the slice from which there is none
   */
  Unplanned(Slices grid, State state, boolean watching, long planEnded, long tick) {
    this.grid = grid;
    this.watching = watching;
    start = Math.max(planEnded, tick - Slices.DAY);
    slices = watching && state != null ? new HashMap<>(state.slices()) : new HashMap<>();
    slices.keySet().removeIf(slice -> slice < start);
  }

  /** Amounts were posted on a slice. */
  void posted(long slice, Tally amounts) {
    add(
        slice,
        new TimeAndCost(
            Math.addExact(amounts.of(Measure.OWN), amounts.of(Measure.VISITING)), amounts.cost()));
  }

  /** A part of a charge was posted on slices. */
  void charged(Spread charge, long from, long to) {
    if (!watching) {
      return;
    }
    long end = Math.min(to, charge.end() + 1);
    for (long slice = Math.max(start, grid.floor(Math.max(from, charge.start())));
        slice < end;
        slice += grid.length()) {
      add(
          slice,
          new TimeAndCost(
              0, charge.share(Math.max(slice, from), Math.min(slice + grid.length(), to))));
    }
  }

  /** What there is; null with a plan in force. */
  Position.Unplanned sum() {
    if (!watching) {
      return null;
    }
    TimeAndCost sum = slices.values().stream().reduce(TimeAndCost.NONE, TimeAndCost::plus);
    return new Position.Unplanned(start, sum.cost(), sum.millis());
  }

  State state() {
    return slices.isEmpty() ? State.EMPTY : new State(Map.copyOf(slices));
  }

  private void add(long slice, TimeAndCost amount) {
    if (watching && slice >= start && !amount.isNothing()) {
      slices.merge(slice, amount, TimeAndCost::plus);
    }
  }
}
