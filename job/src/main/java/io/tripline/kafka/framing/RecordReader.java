package io.tripline.kafka.framing;

import io.tripline.kafka.config.Framing;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.RecordCodec;
import java.util.EnumMap;
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
  private final Map<String, Framing> framings;
  private final Map<Framing, RecordCodec> codecs = new EnumMap<>(Framing.class);
  private final RegistrySettings registry;

  private RecordReader(List<Topic> topics, RegistrySettings registry) {
    this.framings = topics.stream().collect(Collectors.toMap(Topic::name, Topic::framing));
    this.registry = registry;
  }

  /**
   * Of these topics.
   *
   * @param registry null where no topic needs one
   */
  public static RecordReader of(List<Topic> topics, RegistrySettings registry) {
    return new RecordReader(topics, registry);
  }

  /**
   * The record that is a message's value.
   *
   * @throws FormatException if it is none, or if its schema cannot be had and the settings of the
   *     registry want it set aside for that
   * @throws IllegalArgumentException if the topic is none of those it was told
   */
  public SpecificRecord read(ConsumerRecord<byte[], byte[]> message) throws FormatException {
    Framing framing = framings.get(message.topic());
    if (framing == null) {
      throw new IllegalArgumentException(
          "topic " + message.topic() + " is none of " + framings.keySet());
    }
    return codecs.computeIfAbsent(framing, this::codec).decode(message.value());
  }

  private RecordCodec codec(Framing framing) {
    return Codecs.of(framing, registry);
  }
}
