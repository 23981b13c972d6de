package io.tripline.kafka.source;

import io.tripline.kafka.config.JobConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Asks the brokers.
 *
 * <p>Offsets alone do not say whether a partition is read to its end: the marker that ends a
 * transaction has an offset and is no record, and so have the records of one that was aborted. What
 * lies between a position and the end is therefore read, up to the first record, unless it was
 * before. While a transaction is open, what stands in it may be facts, and the end is not reached.
 */
final class KafkaTopicEnds implements TopicEnds {
  /** How long a partition is read for a record, in all: 5 s. */
  private static final int POLLS = 20;

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int FETCH_BYTES = 1 << 16;

  private final Admin admin;
  private final Properties consumerProperties;
  private final Map<TopicPartition, Gap> gaps = new HashMap<>();
  private KafkaConsumer<byte[], byte[]> consumer;

  /** Offsets that hold no record, from a position, inclusive, to another, exclusive. */
  private record Gap(long from, long to) {
    long after(long position) {
      return position >= from && position < to ? to : position;
    }
  }

  KafkaTopicEnds(JobConfiguration configuration, int subtask) {
    String client = configuration.input().groupId() + "-heartbeat-" + subtask;
    Properties adminProperties = configuration.connection().adminProperties();
    adminProperties.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, client);
    consumerProperties = consumerProperties(configuration, client);
    admin = Admin.create(adminProperties);
  }

  private static Properties consumerProperties(JobConfiguration configuration, String client) {
    Properties properties = configuration.connection().consumerProperties();
    properties.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, client);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // A position that is no longer in the log: whatever is left of it comes after.
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    properties.setProperty(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
    return properties;
  }

  @Override
  public Set<TopicPartition> reached(Map<TopicPartition, Long> positions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = ends(positions.keySet(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> stable = ends(positions.keySet(), IsolationLevel.READ_COMMITTED);
    Set<TopicPartition> reached = new HashSet<>();
    for (TopicPartition partition : positions.keySet()) {
      long end = ends.get(partition);
      // A transaction that ended since the first question is no reason to doubt.
      boolean undecided = stable.get(partition) < end;
      if (!undecided && isEmpty(partition, positions.get(partition), end)) {
        reached.add(partition);
      }
    }
    gaps.keySet().retainAll(positions.keySet());
    return reached;
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  private boolean isEmpty(TopicPartition partition, long position, long end) {
    Gap known = gaps.getOrDefault(partition, new Gap(position, position));
    long start = known.after(position);
    if (start >= end) {
      return true;
    }
    long next = nextRecord(partition, start, end);
    if (next > start) {
      gaps.put(partition, new Gap(position, next));
    }
    return next >= end;
  }

  /** Reads on; returns an offset before which there is no record, and which is as far as we got. */
  private long nextRecord(TopicPartition partition, long start, long end) {
    if (consumer == null) {
      consumer =
          new KafkaConsumer<>(
              consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, start);
    long reached = start;
    for (int i = 0; i < POLLS && reached < end; i++) {
      if (!consumer.poll(POLL).isEmpty()) {
        return reached;
      }
      reached = consumer.position(partition);
    }
    return reached;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }
}
