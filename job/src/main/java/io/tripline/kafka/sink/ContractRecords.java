package io.tripline.kafka.sink;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes what the pipeline says, in the framing of its topic.
 *
 * @param <T> what it says
 */
final class ContractRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final Topic topic;
  private final RegistrySettings registry;
  private final SerializableFunction<T, SpecificRecord> record;
  private final SerializableFunction<T, byte[]> key;
  private final SerializableFunction<T, Long> time;

  private transient RecordWriter records;

  /**
   * @param registry null where the topic needs none
   * @param time the record's timestamp, or null to have it stamped when it is written
   */
  ContractRecords(
      Topic topic,
      RegistrySettings registry,
      SerializableFunction<T, SpecificRecord> record,
      SerializableFunction<T, byte[]> key,
      SerializableFunction<T, Long> time) {
    this.topic = topic;
    this.registry = registry;
    this.record = record;
    this.key = key;
    this.time = time;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    records = RecordWriter.of(topic, registry);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic.name(),
        null,
        time.apply(element),
        key.apply(element),
        records.write(record.apply(element)));
  }
}
