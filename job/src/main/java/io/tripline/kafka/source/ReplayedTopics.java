package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How topics are read that are read again: by no group, so that the live job's stays where it is,
 * and without clocks, so that every replay says the same.
 */
final class ReplayedTopics {
  private ReplayedTopics() {}

  /** What a consumer is created with. */
  static Properties consumer(JobConfiguration configuration) {
    Properties properties = configuration.connection().consumerProperties();
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    // What was written in a transaction that was given up was never said.
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  /** No partition is given up because it is silent: where it ends, it says so. */
  static InputSettings input(InputSettings live) {
    return new InputSettings(
        live.groupId(),
        live.start(),
        live.outOfOrderness(),
        null,
        null,
        live.heartbeatDelay(),
        live.maxClockSkew(),
        live.maxRecordBytes());
  }
}
