package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.Start;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartingOffsetsTest {
  private static final TopicPartition FULL = new TopicPartition("tripline.cost", 0);
  private static final TopicPartition OTHER = new TopicPartition("tripline.cost", 1);
  private static final List<TopicPartition> BOTH = List.of(FULL, OTHER);

  @Test
  void earliestIsTheFirstRecordThereIs() {
    assertThat(offsets(Start.EARLIEST)).isEqualTo(Map.of(FULL, 10L, OTHER, 20L));
  }

  @Test
  void latestIsBehindTheLast() {
    assertThat(offsets(Start.LATEST)).isEqualTo(Map.of(FULL, 15L, OTHER, 25L));
  }

  @Test
  void committedIsWhereTheGroupWasAndElseTheFirst() {
    assertThat(offsets(Start.COMMITTED)).isEqualTo(Map.of(FULL, 12L, OTHER, 20L));
  }

  @Test
  void aTimeIsItsFirstRecordAndElseBehindTheLast() {
    assertThat(offsets(Start.at(1000))).isEqualTo(Map.of(FULL, 13L, OTHER, 25L));
  }

  @Test
  void nothingIsAskedAboutNothing() {
    assertThat(new StartingOffsets(Start.COMMITTED).getPartitionOffsets(List.of(), new Kafka()))
        .isEmpty();
  }

  private static Map<TopicPartition, Long> offsets(Start start) {
    return new StartingOffsets(start).getPartitionOffsets(BOTH, new Kafka());
  }

  /** Two partitions from 10 to 15 and from 20 to 25, in one of which a group has come to 12. */
  private static final class Kafka implements PartitionOffsetsRetriever {
    private static Map<TopicPartition, Long> pick(
        Collection<TopicPartition> asked, Map<TopicPartition, Long> all) {
      assertThat(asked).isNotEmpty();
      Map<TopicPartition, Long> picked = new HashMap<>(all);
      picked.keySet().retainAll(asked);
      return picked;
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> asked) {
      return pick(asked, Map.of(FULL, 12L));
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> asked) {
      return pick(asked, Map.of(FULL, 15L, OTHER, 25L));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> asked) {
      return pick(asked, Map.of(FULL, 10L, OTHER, 20L));
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> asked) {
      assertThat(asked).isEqualTo(Map.of(FULL, 1000L, OTHER, 1000L));
      return Map.of(FULL, new OffsetAndTimestamp(13, 1001));
    }
  }
}
