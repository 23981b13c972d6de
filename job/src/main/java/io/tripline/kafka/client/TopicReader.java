package io.tripline.kafka.client;

import io.tripline.kafka.config.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads a topic, all partitions as one: each in its order, and of their next records always the one
 * with the earliest timestamp. Only what was committed is seen.
 *
 * <p>One thread at a time may use it; any may {@link #stop} it.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * @param consumer belongs to the reader from now on
   * @throws MissingTopicException if the topic is not there
   */
  public TopicReader(Consumer<byte[], byte[]> consumer, String topic) throws MissingTopicException {
    this.consumer = consumer;
    this.partitions = partitions(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * A reader that stands at the topic's beginning.
   *
   * @throws MissingTopicException if the topic is not there
   */
  public static TopicReader open(Connection connection, String topic) throws MissingTopicException {
    Consumer<byte[], byte[]> consumer = Clients.reader(connection);
    try {
      return new TopicReader(consumer, topic);
    } catch (MissingTopicException | RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic)
      throws MissingTopicException {
    List<TopicPartition> partitions = new ArrayList<>();
    try {
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
    } catch (UnknownTopicOrPartitionException e) {
      throw new MissingTopicException(topic);
    }
    if (partitions.isEmpty()) {
      throw new MissingTopicException(topic);
    }
    return List.copyOf(partitions);
  }

  /** Goes to the first record of each partition. */
  public void seekToBeginning() {
    consumer.seekToBeginning(partitions);
  }

  /** Goes, in each partition, to the first record whose timestamp is not before a time. */
  public void seek(Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp at = found.get(partition);
      if (at == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, at.offset());
      }
    }
  }

  /**
   * Reads up to the end that the topic has when it is called.
   *
   * @param reading told each record; says whether it wants more
   * @return whether the end was reached, and not stopped before
   */
  public boolean readToEnd(Predicate<ConsumerRecord<byte[], byte[]>> reading) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean reached = read(new Lanes(partitions), ends, reading);
      if (reached) {
        consumer.resume(partitions);
        ends.forEach(consumer::seek);
      }
      return reached;
    } catch (WakeupException e) {
      return false;
    }
  }

  private boolean read(
      Lanes lanes,
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<byte[], byte[]>> reading) {
    while (true) {
      List<TopicPartition> unfinished =
          partitions.stream().filter(p -> consumer.position(p) < ends.get(p)).toList();
      if (!pass(lanes, unfinished, reading)) {
        return false;
      }
      if (unfinished.isEmpty()) {
        return true;
      }
      consumer.pause(partitions);
      consumer.resume(unfinished.stream().filter(lanes::hasRoom).toList());
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        if (record.offset() < ends.get(partition(record))) {
          lanes.add(record);
        }
      }
    }
  }

  /** Hands on what need not wait any longer; says whether more is wanted. */
  private static boolean pass(
      Lanes lanes,
      List<TopicPartition> unfinished,
      Predicate<ConsumerRecord<byte[], byte[]>> reading) {
    ConsumerRecord<byte[], byte[]> next = lanes.next(unfinished);
    while (next != null) {
      if (!reading.test(next)) {
        return false;
      }
      next = lanes.next(unfinished);
    }
    return true;
  }

  static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /**
   * Reads on, whatever comes, until stopped.
   *
   * @param reading told each record; says whether it wants more
   */
  public void follow(Predicate<ConsumerRecord<byte[], byte[]>> reading) {
    try {
      Lanes lanes = new Lanes(partitions);
      while (pass(lanes, List.of(), reading)) {
        consumer.poll(PATIENCE).forEach(lanes::add);
      }
    } catch (WakeupException e) {
      return;
    }
  }

  /** Brings a reading to an end, from another thread. */
  public void stop() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
