package io.tripline.kafka.framing;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Secrets;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.registry.RegistryFailedException;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of topics, each in the framing of its topic. Keep it; one thread at a time may
 * use it. It needs no closing.
 */
public final class RecordReader {
  private final Map<String, RecordCodec> codecs;

  private RecordReader(Map<String, RecordCodec> codecs) {
    this.codecs = codecs;
  }

  /**
   * Of these topics.
   *
   * @param registry null where no topic needs one
   * @throws IllegalArgumentException if one does, or if a setting of the registry cannot be used
   */
  public static RecordReader of(List<Topic> topics, RegistrySettings registry) {
    Codecs codecs = new Codecs(registry, new Secrets()::resolve);
    return new RecordReader(topics.stream().collect(Collectors.toMap(Topic::name, codecs::of)));
  }

  /**
   * The record that is a message's value.
   *
   * @throws FormatException if it is none, or if its schema cannot be had and the settings of the
   *     registry want it set aside for that
   * @throws RegistryFailedException if its schema cannot be had and that is to stop the reader; it
   *     names topic, partition, offset, id and URL
   * @throws IllegalArgumentException if the topic is none of those it was told
   */
  public SpecificRecord read(ConsumerRecord<byte[], byte[]> message) throws FormatException {
    RecordCodec codec = codecs.get(message.topic());
    if (codec == null) {
      throw new IllegalArgumentException(
          "topic " + message.topic() + " is none of " + codecs.keySet());
    }
    try {
      return codec.decode(message.value());
    } catch (RegistryFailedException e) {
      throw e.at(
          "topic %s, partition %d, offset %d"
              .formatted(message.topic(), message.partition(), message.offset()));
    }
  }
}
