package io.tripline.kafka.framing;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Secrets;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.registry.RegistryFailedException;
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
   * @throws IllegalArgumentException if it does, or if a setting of the registry cannot be used
   */
  public static RecordWriter of(Topic topic, RegistrySettings registry) {
    return new RecordWriter(new Codecs(registry, new Secrets()::resolve).of(topic));
  }

  /**
   * The value of a message.
   *
   * @throws RegistryFailedException if the topic's framing needs a registry, which gives no id for
   *     the record's schema; it names topic, subject and URL
   */
  public byte[] write(SpecificRecord record) {
    return codec.encode(record);
  }
}
