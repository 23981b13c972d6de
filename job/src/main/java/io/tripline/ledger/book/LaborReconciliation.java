package io.tripline.ledger.book;

import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import io.tripline.ledger.math.Spread;

/**
 * Labor as it was allocated beside labor as finance bills it, as far as bills have come: the two
 * sums of the present life up to the last bill. What no bill covers yet waits, slice by slice, in
 * the hours' books while they are there and then on a shelf of its own; after 62 days it is summed
 * up without one.
 */
public final class LaborReconciliation {
  private static final long LONGEST_WAIT = 62 * Slices.DAY;

  /**
   * What is remembered between ticks, besides the shelf.
   *
   * @param billedUntil the slice that the last bill reaches into or ends at, or null; slices before
   *     it are billed
   * @param finance micros that finance billed of the present life
   * @param allocated micros of allocated labor of the same slices
   */
  public record State(Long billedUntil, long finance, long allocated) {
    static final State EMPTY = new State(null, 0, 0);
  }

  private final Slices grid;
  private final Shelf<Long, HourBook> hours;
  private final Shelf<Long, LaborHour> unbilled;
  private final long lifeStart;
  private final long tick;
  private Long billedUntil;
  private long finance;
  private long allocated;

  LaborReconciliation(
      Slices grid,
      State state,
      Shelf<Long, HourBook> hours,
      Shelf<Long, LaborHour> unbilled,
      long lifeStart,
      long tick) {
    State before = state == null ? State.EMPTY : state;
    this.grid = grid;
    this.hours = hours;
    this.unbilled = unbilled;
    this.lifeStart = lifeStart;
    this.tick = tick;
    billedUntil = before.billedUntil();
    finance = before.finance();
    allocated = before.allocated();
  }

  /** Sums up, at the end of an hour, what has waited too long. */
  void advance() {
    if (Slices.hourOf(tick) == tick) {
      long hour = tick - LONGEST_WAIT - Slices.HOUR;
      LaborHour waiting = unbilled.get(hour);
      if (waiting != null) {
        sumUp(waiting, hour, firstUnbilled(), hour + Slices.HOUR);
        unbilled.remove(hour);
      }
    }
  }

  /** A bill says that finance is done up to an instant; to be called before the tick's postings. */
  void billed(long until) {
    long slice = grid.floor(until);
    if (billedUntil != null && slice <= billedUntil) {
      return;
    }
    long from = firstUnbilled();
    billedUntil = slice;
    long first = Math.max(from, tick - LONGEST_WAIT - Slices.HOUR);
    for (long hour = Slices.hourOf(first); hour < Math.min(slice, tick); hour += Slices.HOUR) {
      LaborHour labor = laborOf(hour);
      if (labor != null) {
        sumUp(labor, hour, from, slice);
      }
      if (hour + Slices.HOUR <= slice) {
        unbilled.remove(hour);
      }
    }
  }

  /** Keeps what an hour's book holds when that is closed for good. */
  void keep(long hour, LaborHour labor) {
    if (hour + Slices.HOUR > firstUnbilled() && !labor.isNothing()) {
      LaborHour kept = unbilled.get(hour);
      unbilled.put(hour, kept == null ? labor : kept.plus(labor));
    }
  }

  /** Labor was posted on a slice whose hour is still on the books. */
  void post(long slice, long moreAllocated, long moreFinance) {
    if (slice >= lifeStart && slice < firstUnbilled()) {
      allocated = Math.addExact(allocated, moreAllocated);
      finance = Math.addExact(finance, moreFinance);
    }
  }

  /** Finance charged labor of slices whose hours are no longer on the books. */
  void postOld(Spread charge, long from, long to) {
    long start = Math.max(from, lifeStart);
    long kept = Math.max(firstUnbilled(), grid.floor(tick - LONGEST_WAIT));
    finance = Math.addExact(finance, charge.share(start, Math.min(to, kept)));
    for (long slice = Math.max(grid.floor(start), kept); slice < to; slice += grid.length()) {
      long share = charge.share(Math.max(slice, start), Math.min(slice + grid.length(), to));
      if (share != 0) {
        long hour = Slices.hourOf(slice);
        LaborHour labor = unbilled.get(hour);
        unbilled.put(
            hour,
            (labor == null ? LaborHour.EMPTY : labor)
                .plus((int) ((slice - hour) / grid.length()), 0, share));
      }
    }
  }

  /** The part of the present life that is billed, or null if there is none. */
  Position.BilledLabor ofLife() {
    return billedUntil == null || billedUntil <= lifeStart
        ? null
        : new Position.BilledLabor(finance, allocated);
  }

  /** The billed part of a stretch of the last eight days that starts with an hour, or null. */
  Position.BilledLabor since(long start) {
    if (billedUntil == null || billedUntil <= start) {
      return null;
    }
    long end = Math.min(billedUntil, tick);
    Position.BilledLabor sum = new Position.BilledLabor(0, 0);
    for (long hour = start; hour < end; hour += Slices.HOUR) {
      HourBook book = hours.get(hour);
      if (book != null) {
        Position.BilledLabor part = book.labor().between(hour, hour, end, grid);
        sum =
            new Position.BilledLabor(
                Math.addExact(sum.finance(), part.finance()),
                Math.addExact(sum.allocated(), part.allocated()));
      }
    }
    return sum;
  }

  /** A life begins at this tick. */
  void beginLife() {
    finance = 0;
    allocated = 0;
  }

  State state() {
    return new State(billedUntil, finance, allocated);
  }

  private LaborHour laborOf(long hour) {
    if (hour + Slices.HOUR > tick - Slices.HORIZON) {
      HourBook book = hours.get(hour);
      LaborHour old = unbilled.get(hour);
      if (book == null) {
        return old;
      }
      return old == null ? book.labor() : book.labor().plus(old);
    }
    return unbilled.get(hour);
  }

  private void sumUp(LaborHour labor, long hour, long from, long to) {
    long start = Math.max(from, lifeStart);
    if (start < to) {
      Position.BilledLabor part = labor.between(hour, start, to, grid);
      finance = Math.addExact(finance, part.finance());
      allocated = Math.addExact(allocated, part.allocated());
    }
  }

  private long firstUnbilled() {
    return billedUntil == null ? Long.MIN_VALUE : billedUntil;
  }
}
