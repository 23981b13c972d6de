package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import java.util.Arrays;

/**
 * Labor of an hour slice by slice, in micros, as it was allocated and as finance bills it: where
 * the last bill ends, the two stop being comparable, and that may be in the middle of an hour.
 *
 * @param allocated by slice of the hour; shorter where the rest is nothing
 * @param finance as {@code allocated}
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared
public record LaborHour(long[] allocated, long[] finance) {
  /** None. */
  static final LaborHour EMPTY = new LaborHour(new long[0], new long[0]);

  /** Whether it is none. */
  boolean isNothing() {
    return allZero(allocated) && allZero(finance);
  }

  /** The same with something added to one slice. */
  LaborHour plus(int slice, long moreAllocated, long moreFinance) {
    return new LaborHour(
        moreAllocated == 0 ? allocated : added(allocated, slice, moreAllocated),
        moreFinance == 0 ? finance : added(finance, slice, moreFinance));
  }

  /** The sum of two. */
  LaborHour plus(LaborHour other) {
    LaborHour sum = this;
    for (int i = 0; i < Math.max(other.allocated.length, other.finance.length); i++) {
      sum = sum.plus(i, at(other.allocated, i), at(other.finance, i));
    }
    return sum;
  }

  /** What lies in a stretch, given where the hour starts. */
  Position.BilledLabor between(long hour, long from, long to, Slices slices) {
    int first = (int) Math.max(0, (from - hour) / slices.length());
    int last = (int) Math.min(Slices.HOUR / slices.length(), (to - hour) / slices.length());
    return new Position.BilledLabor(sum(finance, first, last), sum(allocated, first, last));
  }

  private static long[] added(long[] amounts, int slice, long amount) {
    long[] sum = Arrays.copyOf(amounts, Math.max(amounts.length, slice + 1));
    sum[slice] = Math.addExact(sum[slice], amount);
    return sum;
  }

  private static long at(long[] amounts, int slice) {
    return slice < amounts.length ? amounts[slice] : 0;
  }

  private static long sum(long[] amounts, int first, int last) {
    long sum = 0;
    for (int i = first; i < Math.min(last, amounts.length); i++) {
      sum = Math.addExact(sum, amounts[i]);
    }
    return sum;
  }

  private static boolean allZero(long[] amounts) {
    return Arrays.stream(amounts).allMatch(amount -> amount == 0);
  }
}
