package io.tripline.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final TopicPartition LETTERS = new TopicPartition("letters", 0);

  @Test
  @Timeout(120)
  void keepsTransactionsAndLeavesNothingBehind(@TempDir Path parent) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(parent)) {
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
      broker.createTopics(List.of(new NewTopic(LETTERS.topic(), 1, (short) 1)));

      try (KafkaProducer<byte[], byte[]> producer = transactionalProducer(broker)) {
        producer.initTransactions();
        send(producer, "given up");
        producer.abortTransaction();
        send(producer, "kept");
        producer.commitTransaction();
      }

      assertThat(firstCommitted(broker)).containsExactly("kept");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  @Timeout(120)
  void twoBrokersDoNotGetInEachOthersWay() throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.start();
        EmbeddedBroker other = EmbeddedBroker.start()) {
      assertThat(one.bootstrapServers()).isNotEqualTo(other.bootstrapServers());
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String text) throws Exception {
    producer.beginTransaction();
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(LETTERS.topic(), LETTERS.partition(), null, value)).get();
  }

  private static KafkaProducer<byte[], byte[]> transactionalProducer(EmbeddedBroker broker) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "letter-writer");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<String> firstCommitted(EmbeddedBroker broker) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(LETTERS));
      consumer.seekToBeginning(List.of(LETTERS));
      while (values.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
          values.add(new String(letter.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }
}
