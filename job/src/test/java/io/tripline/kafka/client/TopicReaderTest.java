package io.tripline.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
  private static final String TOPIC = "letters";

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final List<String> read = new ArrayList<>();

  @BeforeEach
  void twoPartitions() {
    consumer.updatePartitions(
        TOPIC,
        List.of(
            new PartitionInfo(TOPIC, 0, null, null, null),
            new PartitionInfo(TOPIC, 1, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
  }

  @Test
  void ofAllNextRecordsTheEarliestComesFirstAndNoPartitionOvertakesItself() throws Exception {
    try (TopicReader reader = new TopicReader(consumer, TOPIC)) {
      ends(3, 2);
      // Polled one by one, so that a partition has to wait for what the other still has.
      consumer.setMaxPollRecords(1);
      add(0, 0, 30);
      add(0, 1, 10);
      add(0, 2, 50);
      add(1, 0, 20);
      add(1, 1, 40);

      assertThat(reader.readToEnd(this::reading)).isTrue();
    }
    assertThat(read).containsExactly("1@0", "0@0", "0@1", "1@1", "0@2");
  }

  @Test
  void whatComesAfterTheEndIsLeftToThoseWhoFollow() throws Exception {
    try (TopicReader reader = new TopicReader(consumer, TOPIC)) {
      ends(1, 0);
      add(0, 0, 10);
      add(1, 0, 5);

      assertThat(reader.readToEnd(this::reading)).isTrue();
      assertThat(read).containsExactly("0@0");

      add(0, 1, 20);
      reader.follow(record -> reading(record) && read.size() < 3);
    }
    assertThat(read).containsExactly("0@0", "1@0", "0@1");
  }

  @Test
  void anEmptyTopicHasItsEndAtOnce() throws Exception {
    try (TopicReader reader = new TopicReader(consumer, TOPIC)) {
      ends(0, 0);

      assertThat(reader.readToEnd(this::reading)).isTrue();
    }
    assertThat(read).isEmpty();
  }

  @Test
  void whoHasReadEnoughStops() throws Exception {
    try (TopicReader reader = new TopicReader(consumer, TOPIC)) {
      ends(2, 0);
      add(0, 0, 1);
      add(0, 1, 2);

      assertThat(reader.readToEnd(record -> false)).isFalse();
    }
  }

  @Test
  void anotherThreadEndsAReading() throws Exception {
    try (TopicReader reader = new TopicReader(consumer, TOPIC)) {
      ends(1, 0);
      consumer.schedulePollTask(reader::stop);

      assertThat(reader.readToEnd(this::reading)).isFalse();

      consumer.schedulePollTask(() -> add(0, 0, 1));
      consumer.schedulePollTask(reader::stop);
      reader.follow(this::reading);
    }
    assertThat(read).containsExactly("0@0");
  }

  @Test
  void aTopicThatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> new TopicReader(consumer, "nothing"))
        .isInstanceOf(MissingTopicException.class)
        .hasMessageContainingAll("there is no topic nothing", "tripline topics create");
  }

  private boolean reading(ConsumerRecord<byte[], byte[]> record) {
    return read.add(record.partition() + "@" + record.offset());
  }

  private void ends(long first, long second) {
    consumer.updateEndOffsets(Map.of(partition(0), first, partition(1), second));
  }

  private void add(int partition, long offset, long timestamp) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            partition,
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            new byte[0],
            new RecordHeaders(),
            Optional.empty()));
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }
}
