package io.tripline.kafka.config;

import java.io.Serializable;

/**
 * Where a job begins to read that is not restored from a checkpoint or savepoint.
 *
 * @param position which offset of each partition
 * @param time milliseconds since the epoch, of the earliest records to read; null unless TIME
 */
public record Start(Position position, Long time) implements Serializable {
  /** At the first record there is. */
  public static final Start EARLIEST = new Start(Position.EARLIEST, null);

  /** Behind the last record there is. */
  public static final Start LATEST = new Start(Position.LATEST, null);

  /** Where the consumer group has come to; at the first record where it has been nowhere. */
  public static final Start COMMITTED = new Start(Position.COMMITTED, null);

  /** Where to begin. */
  public enum Position {
    EARLIEST,
    LATEST,
    COMMITTED,
    TIME
  }

  public Start {
    if ((position == Position.TIME) != (time != null)) {
      throw new IllegalArgumentException("a start at a time has a time, and no other has one");
    }
  }

  /** At the first record whose timestamp is not before a time. */
  public static Start at(long time) {
    return new Start(Position.TIME, time);
  }
}
