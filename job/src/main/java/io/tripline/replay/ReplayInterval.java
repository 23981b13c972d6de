package io.tripline.replay;

import io.tripline.ledger.Slices;
import io.tripline.pipeline.Interval;
import java.time.Instant;

/** Which known time a replay covers. */
public final class ReplayInterval {
  private ReplayInterval() {}

  /**
   * What was asked for, on ticks; where nothing was, from the slice of the first fact to the tick
   * at which the last is known.
   *
   * @param from milliseconds since the epoch, or null
   * @param to milliseconds since the epoch, or null
   * @param first when the first fact was recorded
   * @param last when the last fact was recorded
   * @throws BadReplayException if it holds no tick
   */
  public static Interval of(Long from, Long to, long first, long last, Slices slices)
      throws BadReplayException {
    long begin = slices.floor(from == null ? first : from);
    long end = to == null ? slices.tickKnowing(last) : slices.ceil(to);
    if (begin >= end) {
      throw new BadReplayException(
          "there is nothing to replay from "
              + Instant.ofEpochMilli(begin)
              + " to "
              + Instant.ofEpochMilli(end)
              + "; the facts were recorded from "
              + Instant.ofEpochMilli(first)
              + " to "
              + Instant.ofEpochMilli(last));
    }
    return new Interval(begin, end);
  }
}
