package io.tripline.kafka.framing;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.schemas.RecordCodec;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records for a topic, in its framing. Keep it; one thread at a time may use it. It needs no
 * closing.
 */
public final class RecordWriter {
  private final RecordCodec codec;

  private RecordWriter(RecordCodec codec) {
    this.codec = codec;
  }

  /**
   * For a topic.
   *
   * @param registry null where the topic needs none
   */
  public static RecordWriter of(Topic topic, RegistrySettings registry) {
    return new RecordWriter(Codecs.of(topic.framing(), registry));
  }

  /** The value of a message. */
  public byte[] write(SpecificRecord record) {
    return codec.encode(record);
  }
}
