package io.tripline.kafka.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were read of each partition and wait for those of the others. */
final class Lanes {
  private static final long ROOM_BYTES = 16 << 20;
  private static final int OVERHEAD_BYTES = 256;

  private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();

  private static final class Lane {
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;

    private long timestamp() {
      return records.getFirst().timestamp();
    }
  }

  Lanes(List<TopicPartition> partitions) {
    partitions.forEach(partition -> lanes.put(partition, new Lane()));
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    Lane lane = lanes.get(TopicReader.partition(record));
    lane.records.add(record);
    lane.bytes += bytes(record);
  }

  /** Whether more is to be read of that partition. */
  boolean hasRoom(TopicPartition partition) {
    return lanes.get(partition).bytes < ROOM_BYTES;
  }

  /**
   * The earliest of all next records; null if there is none, or a partition may still have an
   * earlier one.
   *
   * @param unfinished the partitions of which more is to be read
   */
  ConsumerRecord<byte[], byte[]> next(Collection<TopicPartition> unfinished) {
    if (unfinished.stream().anyMatch(partition -> lanes.get(partition).records.isEmpty())) {
      return null;
    }
    return lanes.values().stream()
        .filter(lane -> !lane.records.isEmpty())
        .min(Comparator.comparingLong(Lane::timestamp))
        .map(Lanes::take)
        .orElse(null);
  }

  private static ConsumerRecord<byte[], byte[]> take(Lane lane) {
    ConsumerRecord<byte[], byte[]> record = lane.records.removeFirst();
    lane.bytes -= bytes(record);
    return record;
  }

  private static long bytes(ConsumerRecord<byte[], byte[]> record) {
    return (long) OVERHEAD_BYTES + Math.max(0, record.serializedValueSize());
  }
}
