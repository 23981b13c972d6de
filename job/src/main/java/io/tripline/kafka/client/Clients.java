package io.tripline.kafka.client;

import io.tripline.kafka.config.Connection;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's clients. Those for somebody who waits at a terminal give up sooner than Kafka's defaults
 * say, unless the configuration says when.
 */
public final class Clients {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PATIENCE_OF_A_REQUEST = Duration.ofSeconds(10);

  private Clients() {}

  /** A client that looks at topics and makes them. */
  public static Admin admin(Connection connection) {
    return Admin.create(impatient(connection.adminProperties()));
  }

  /**
   * A consumer that belongs to no group, commits nothing, makes no topic by asking for it, and sees
   * only what was committed.
   */
  public static Consumer<byte[], byte[]> reader(Connection connection) {
    Properties properties = impatient(connection.consumerProperties());
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return committed(properties);
  }

  /**
   * A consumer that shares a topic with others of its group, commits when it is told to, makes no
   * topic by asking for it, and sees only what was committed. It is as patient as Kafka's defaults
   * say: nobody waits for it at a terminal.
   */
  public static Consumer<byte[], byte[]> groupMember(Connection connection, String groupId) {
    Properties properties = connection.consumerProperties();
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    return committed(properties);
  }

  private static Consumer<byte[], byte[]> committed(Properties properties) {
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer for which written is what all replicas that are in sync have. */
  public static Producer<byte[], byte[]> writer(Connection connection) {
    return producer(connection, new Properties());
  }

  /**
   * As {@link #writer}, and what it writes can be seen all at once or not at all.
   *
   * @param transactionalId whoever starts with the same id later puts an end to this one
   * @param maxRequestBytes the size of the largest record that it is to write
   */
  public static Producer<byte[], byte[]> transactionalWriter(
      Connection connection, String transactionalId, int maxRequestBytes) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRequestBytes));
    return producer(connection, properties);
  }

  private static Producer<byte[], byte[]> producer(Connection connection, Properties special) {
    Properties properties = impatient(connection.producerProperties());
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, text(PATIENCE));
    properties.putAll(special);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Properties impatient(Properties properties) {
    // The two depend on each other: whoever sets one has his own idea of both.
    if (!properties.containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)
        && !properties.containsKey(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
      properties.setProperty(
          CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, text(PATIENCE_OF_A_REQUEST));
      properties.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, text(PATIENCE));
    }
    return properties;
  }

  private static String text(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
