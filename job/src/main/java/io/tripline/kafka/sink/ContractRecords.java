package io.tripline.kafka.sink;

import io.tripline.schemas.SingleObjectCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes what the pipeline says in Avro's single-object encoding.
 *
 * @param <T> what it says
 */
final class ContractRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final SerializableFunction<T, SpecificRecord> record;
  private final SerializableFunction<T, byte[]> key;
  private final SerializableFunction<T, Long> time;

  private transient SingleObjectCodec codec;

  /**
   * @param time the record's timestamp, or null to have it stamped when it is written
   */
  ContractRecords(
      String topic,
      SerializableFunction<T, SpecificRecord> record,
      SerializableFunction<T, byte[]> key,
      SerializableFunction<T, Long> time) {
    this.topic = topic;
    this.record = record;
    this.key = key;
    this.time = time;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new SingleObjectCodec();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, null, time.apply(element), key.apply(element), codec.encode(record.apply(element)));
  }
}
