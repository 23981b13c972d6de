package io.tripline.kafka.message;

import io.tripline.pipeline.Origin;
import org.apache.kafka.common.TopicPartition;

/** Where a message stands, as the pipeline carries it. */
public final class MessageOrigin {
  private static final char BETWEEN_TOPIC_AND_PARTITION = '-';

  private MessageOrigin() {}

  /** The origin of a message; the opposite of {@link #partition}. */
  public static Origin of(String topic, int partition, long offset) {
    return new Origin(topic + BETWEEN_TOPIC_AND_PARTITION + partition, offset);
  }

  /** The partition that a message came from; its offset is the origin's position. */
  public static TopicPartition partition(Origin origin) {
    int at = origin.place().lastIndexOf(BETWEEN_TOPIC_AND_PARTITION);
    return new TopicPartition(
        origin.place().substring(0, at), Integer.parseInt(origin.place().substring(at + 1)));
  }
}
