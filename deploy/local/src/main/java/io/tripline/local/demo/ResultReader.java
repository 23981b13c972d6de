package io.tripline.local.demo;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the job says, from the beginning, as any consumer of the topics would. */
final class ResultReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final SingleObjectCodec codec = new SingleObjectCodec();

  ResultReader(String bootstrapServers, Topics topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    for (Topic result : List.of(topics.events(), topics.statements(), topics.deadLetters())) {
      String topic = result.name();
      consumer.partitionsFor(topic).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .forEach(partitions::add);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has been said meanwhile, in order of known time; waits a little if it is nothing. */
  List<SpecificRecord> read(Duration longest) throws FormatException {
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    consumer.poll(longest).forEach(messages::add);
    messages.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    List<SpecificRecord> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      records.add(codec.decode(message.value()));
    }
    return records;
  }

  /** Whether all that stands in the topics has been read. */
  boolean atEnd() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
