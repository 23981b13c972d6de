package io.tripline.kafka.source;

import io.tripline.kafka.config.Start;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading begins, as numbers. Flink's own are partly marks that only the reader resolves, at
 * its first record: until then nobody could say whether a partition is read to its end.
 *
 * <p>Where the log no longer holds an offset, reading goes on at the first record there is.
 */
record StartingOffsets(Start start) implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    return switch (start.position()) {
      case EARLIEST -> kafka.beginningOffsets(partitions);
      case LATEST -> kafka.endOffsets(partitions);
      case COMMITTED -> committed(partitions, kafka);
      case TIME -> since(start.time(), partitions, kafka);
    };
  }

  private static Map<TopicPartition, Long> committed(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    Map<TopicPartition, Long> offsets = new HashMap<>(kafka.beginningOffsets(partitions));
    offsets.putAll(kafka.committedOffsets(partitions));
    return offsets;
  }

  /** Behind the end where nothing is as young. */
  private static Map<TopicPartition, Long> since(
      long time, Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    Map<TopicPartition, Long> offsets = new HashMap<>(kafka.endOffsets(partitions));
    kafka
        .offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), unused -> time)))
        .forEach((partition, first) -> offsets.put(partition, first.offset()));
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // The connector knows no other way to say it.
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
