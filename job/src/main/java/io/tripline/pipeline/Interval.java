package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import java.io.Serializable;

/**
 * The known time that a run covers: it evaluates the ticks in {@code (from, to]}.
 *
 * @param from a tick; what is known up to it is booked, but nothing is evaluated; null to evaluate
 *     from the first fact on
 * @param to a tick; facts recorded at or after it are left out, and no tick after it comes; null
 *     for a run without end
 */
public record Interval(Long from, Long to) implements Serializable {
  /** Everything, without end: what a live job covers. */
  public static final Interval ENDLESS = new Interval(null, null);

  public Interval {
    if (from != null && to != null && from >= to) {
      throw new IllegalArgumentException(
          "an interval must end after it starts, but " + to + " is not after " + from);
    }
  }

  /** The smallest interval on ticks that holds {@code [from, to)}; null stands for no limit. */
  public static Interval around(Long from, Long to, Slices slices) {
    return new Interval(
        from == null ? null : Long.valueOf(slices.floor(from)),
        to == null ? null : Long.valueOf(slices.ceil(to)));
  }

  /** Whether a fact recorded then became known too late for this run. */
  public boolean isAfter(long recordedAt) {
    return to != null && recordedAt >= to;
  }

  /** Whether services are evaluated at this tick. */
  public boolean evaluates(long tick) {
    return from == null || tick > from;
  }

  /** Whether this tick comes at all. */
  public boolean reaches(long tick) {
    return to == null || tick <= to;
  }
}
