package io.tripline.kafka.source;

import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * What time it was when a record came, in milliseconds since the epoch: what its {@code recordedAt}
 * must not be far ahead of.
 */
@FunctionalInterface
public interface ReadingClock extends Serializable {
  /** The time at which a record came; {@link Long#MAX_VALUE} if nobody can say. */
  long at(ConsumerRecord<?, ?> message);

  /**
   * For records that are read as they come: the broker's time where it stamps records as they are
   * appended, or else the job's.
   */
  static ReadingClock live(JobClock clock) {
    return message ->
        message.timestampType() == TimestampType.LOG_APPEND_TIME
            ? message.timestamp()
            : clock.millis();
  }

  /**
   * For records that are read again, long after: the time of the record, which is the broker's or
   * else the one at which the producer sent it. So a replay judges as was judged then.
   */
  static ReadingClock ofThen() {
    return message -> message.timestamp() < 0 ? Long.MAX_VALUE : message.timestamp();
  }
}
