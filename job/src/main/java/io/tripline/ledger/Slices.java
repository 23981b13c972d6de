package io.tripline.ledger;

import java.io.Serializable;

/**
 * The grid of time: a slice is {@code [k·length, (k+1)·length)} in UTC, a tick is the end of a
 * slice.
 *
 * @param length milliseconds, a divisor of an hour
 */
public record Slices(long length) implements Serializable {
  /** An hour in milliseconds. */
  public static final long HOUR = 3_600_000L;

  /** A day of 24 hours in milliseconds. */
  public static final long DAY = 24 * HOUR;

  /** How far back facts change slices: 8 days. */
  public static final long HORIZON = 8 * DAY;

  /** The default grid of five minutes. */
  public static final Slices FIVE_MINUTES = new Slices(5 * 60_000L);

  public Slices {
    if (length <= 0 || HOUR % length != 0) {
      throw new IllegalArgumentException("a slice must divide an hour, but is " + length + " ms");
    }
  }

  /** The start of the slice that holds an instant. */
  public long floor(long instant) {
    return Math.floorDiv(instant, length) * length;
  }

  /** The first tick at or after an instant. */
  public long ceil(long instant) {
    return -Math.floorDiv(-instant, length) * length;
  }

  /** The first tick at which something recorded at an instant is known: the first one after it. */
  public long tickKnowing(long recordedAt) {
    return floor(recordedAt) + length;
  }

  /** The start of the hour that holds an instant. */
  public static long hourOf(long instant) {
    return Math.floorDiv(instant, HOUR) * HOUR;
  }
}
