package io.tripline.kafka.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * How Kafka is reached. Secrets stand here as the references that they were written as, such as
 * {@code ${env:NAME}}: the properties make Kafka's clients resolve them, where they run, so that
 * nothing that is shipped, logged or shown holds one.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param common settings of all of Kafka's clients, such as those of security
 * @param consumer settings of consumers alone, which come before the common ones
 * @param producer settings of producers alone
 * @param admin settings of admin clients alone
 */
public record Connection(
    String bootstrapServers,
    Map<String, String> common,
    Map<String, String> consumer,
    Map<String, String> producer,
    Map<String, String> admin)
    implements Serializable {
  private static final String READ_COMMITTED =
      IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT);

  public Connection {
    common = Map.copyOf(common);
    consumer = Map.copyOf(consumer);
    producer = Map.copyOf(producer);
    admin = Map.copyOf(admin);
  }

  /** Plain and open, as on one's own machine. */
  public static Connection to(String bootstrapServers) {
    return new Connection(bootstrapServers, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /**
   * What a consumer is created with. Unless told otherwise it leaves out what a transaction wrote
   * that was not committed: facts of an aborted transaction are no facts.
   */
  public Properties consumerProperties() {
    Properties properties = properties(consumer);
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
    return properties;
  }

  /** What a producer is created with. */
  public Properties producerProperties() {
    return properties(producer);
  }

  /** What an admin client is created with. */
  public Properties adminProperties() {
    return properties(admin);
  }

  private Properties properties(Map<String, String> ofClient) {
    Properties properties = new Properties();
    properties.putAll(common);
    properties.putAll(ofClient);
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    if (properties.values().stream().anyMatch(value -> References.mayRefer((String) value))) {
      properties.putAll(Secrets.providers());
    }
    return properties;
  }
}
