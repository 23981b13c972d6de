package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.source.QuietPartitions.Finding;
import io.tripline.kafka.source.QuietPartitions.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietPartitionsTest {
  private static final TopicPartition COST = new TopicPartition("tripline.cost", 0);
  private static final TopicPartition TICKET = new TopicPartition("tripline.ticket", 0);
  private static final Duration IDLENESS = Duration.ofSeconds(1);

  private final Counter failed = new SimpleCounter();
  private final Ends ends = new Ends();
  private final QuietPartitions partitions =
      new QuietPartitions(
          subtask -> ends, 3, IDLENESS, () -> Instant.ofEpochMilli(ends.now), failed);

  @AfterEach
  void close() throws Exception {
    partitions.close();
  }

  @Test
  void aPartitionIsQuietThatIsSilentAndReadToItsEnd() {
    partitions.stand(Map.of(COST, new Standing(5, 0), TICKET, new Standing(8, 0)));
    ends.now = 1000;
    ends.reached = Set.of(TICKET);

    assertThat(look()).isEqualTo(new Finding(1000, Set.of(TICKET)));
    assertThat(ends.asked).containsExactly(Map.of(COST, 5L, TICKET, 8L));
  }

  @Test
  void nobodyIsAskedAboutPartitionsThatAreNotSilent() {
    partitions.stand(Map.of(COST, new Standing(5, 1)));
    ends.now = 1000;
    ends.reached = Set.of(COST);

    assertThat(look()).isEqualTo(new Finding(1000, Set.of()));
    assertThat(ends.asked).isEmpty();
  }

  @Test
  void nobodyIsAskedWhereThePositionIsNotKnown() {
    partitions.stand(Map.of(COST, new Standing(-1, 0)));
    ends.now = 5000;
    ends.reached = Set.of(COST);

    assertThat(look()).isEqualTo(new Finding(5000, Set.of()));
    assertThat(ends.asked).isEmpty();
  }

  @Test
  void theTimeIsTheOneBeforeTheEndsWereAskedFor() {
    partitions.stand(Map.of(COST, new Standing(5, 0)));
    ends.now = 1000;
    ends.answering = 60_000;
    ends.reached = Set.of(COST);

    assertThat(look().time()).isEqualTo(1000);
  }

  @Test
  void whileTheEndsCannotBeFoundOutNothingIsQuiet() {
    partitions.stand(Map.of(COST, new Standing(5, 0)));
    ends.now = 1000;
    ends.reached = Set.of(COST);
    ends.failure = new IllegalStateException("no broker");

    assertThat(look()).isEqualTo(new Finding(1000, Set.of()));
    assertThat(look()).isEqualTo(new Finding(1000, Set.of()));
    assertThat(failed.getCount()).isEqualTo(2);

    ends.failure = null;
    assertThat(look()).isEqualTo(new Finding(1000, Set.of(COST)));
    assertThat(failed.getCount()).isEqualTo(2);
  }

  @Test
  void whoeverWaitsIsWokenOncePerFinding() {
    assertThat(partitions.found()).isNotDone();
    assertThat(partitions.take()).isNull();

    partitions.look();
    assertThat(partitions.found()).isDone();
    assertThat(partitions.take()).isNotNull();

    assertThat(partitions.found()).isNotDone();
    assertThat(partitions.take()).isNull();
  }

  private Finding look() {
    partitions.look();
    return partitions.take();
  }

  /** Ends as a test wants them, and a clock that runs while one waits for the answer. */
  private static final class Ends implements TopicEnds {
    private long now;
    private long answering;
    private Set<TopicPartition> reached = Set.of();
    private RuntimeException failure;
    private final List<Map<TopicPartition, Long>> asked = new ArrayList<>();

    @Override
    public Set<TopicPartition> reached(Map<TopicPartition, Long> positions) {
      asked.add(positions);
      now += answering;
      if (failure != null) {
        throw failure;
      }
      Set<TopicPartition> those = new HashSet<>(reached);
      those.retainAll(positions.keySet());
      return those;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
