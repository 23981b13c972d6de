package io.tripline.ledger.math;

/**
 * An amount spread evenly over a stretch of time {@code [start, end)}: the part {@code [x, y)} gets
 * {@code f(y − start) − f(x − start)}, where {@code f(d) = floor(amount·d / (end − start))}. The
 * shares of any partition sum to the amount, because each boundary is rounded once and counted with
 * both signs. If the stretch is a single instant ({@code start == end}), the whole amount belongs
 * to the part that holds the instant.
 *
 * @param amount what is spread, in any unit; may be negative
 * @param start milliseconds since the epoch, inclusive
 * @param end milliseconds since the epoch, exclusive; not before {@code start}
 */
public record Spread(long amount, long start, long end) {
  public Spread {
    if (end < start) {
      throw new IllegalArgumentException("a spread cannot end before it starts");
    }
  }

  /** The share of {@code [from, to)}; 0 for what lies outside the stretch or is empty. */
  public long share(long from, long to) {
    if (to <= from) {
      return 0;
    }
    if (start == end) {
      return from <= start && start < to ? amount : 0;
    }
    return until(to) - until(from);
  }

  /** The share of everything before an instant. */
  public long until(long instant) {
    if (start == end) {
      return start < instant ? amount : 0;
    }
    if (instant <= start) {
      return 0;
    }
    if (instant >= end) {
      return amount;
    }
    return Division.floorMulDiv(amount, instant - start, end - start);
  }
}
