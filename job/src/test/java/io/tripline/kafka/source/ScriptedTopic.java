package io.tripline.kafka.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic that a test writes to, whose partitions it can cut off, with the clock and the ends that
 * go with it. Tests and tasks are in one JVM.
 */
final class ScriptedTopic {
  private static final Map<String, ScriptedTopic> TOPICS = new ConcurrentHashMap<>();

  private final String name;
  private final List<List<Reading>> partitions;
  private final Set<Integer> cutOff = new HashSet<>();
  private CompletableFuture<Void> changed = new CompletableFuture<>();
  private boolean endsUnknown;
  private int looks;
  private long now;

  ScriptedTopic(String name, int partitions, long now) {
    this.name = name;
    this.partitions =
        IntStream.range(0, partitions).<List<Reading>>mapToObj(i -> new ArrayList<>()).toList();
    this.now = now;
    TOPICS.put(name, this);
  }

  /** Forgets it. */
  void close() {
    TOPICS.remove(name);
  }

  /** Writes what is read at the next offset. */
  synchronized void write(int partition, LongFunction<Reading> reading) {
    List<Reading> log = partitions.get(partition);
    log.add(reading.apply(log.size()));
    change();
  }

  /** Nothing is read from it any more, though it is still known how much there is. */
  synchronized void cutOff(int partition) {
    cutOff.add(partition);
  }

  synchronized void reconnect(int partition) {
    cutOff.remove(partition);
    change();
  }

  synchronized long now() {
    return now;
  }

  synchronized void setTime(long time) {
    now = time;
  }

  /** Nobody can find out any more how much there is. */
  synchronized void setEndsUnknown(boolean unknown) {
    endsUnknown = unknown;
  }

  /** How often somebody wanted to know the ends. */
  synchronized int looks() {
    return looks;
  }

  private synchronized void change() {
    CompletableFuture<Void> waiting = changed;
    changed = new CompletableFuture<>();
    waiting.complete(null);
  }

  private synchronized CompletableFuture<Void> changed() {
    return changed;
  }

  private synchronized Reading next(int partition, long position) {
    boolean there = position < partitions.get(partition).size() && !cutOff.contains(partition);
    if (!there) {
      return null;
    }
    return partitions.get(partition).get((int) position);
  }

  private synchronized Set<TopicPartition> reached(Map<TopicPartition, Long> positions) {
    looks++;
    if (endsUnknown) {
      throw new IllegalStateException("nobody answers");
    }
    Set<TopicPartition> reached = new HashSet<>();
    positions.forEach(
        (partition, position) -> {
          if (position >= partitions.get(partition.partition()).size()) {
            reached.add(partition);
          }
        });
    return reached;
  }

  /** Its clock, for a job. */
  JobClock clock() {
    String topic = name;
    return () -> Instant.ofEpochMilli(TOPICS.get(topic).now());
  }

  /** Its ends, for a job. */
  TopicEnds.Opening ends() {
    String topic = name;
    return subtask -> new Ends(topic);
  }

  private record Ends(String topic) implements TopicEnds {
    @Override
    public Set<TopicPartition> reached(Map<TopicPartition, Long> positions) {
      return TOPICS.get(topic).reached(positions);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** It as a source, whose partitions are dealt out as Kafka's are. */
  Source<Reading, KafkaPartitionSplit, KafkaSourceEnumState> source() {
    return new Scripted(name);
  }

  private record Scripted(String name)
      implements Source<Reading, KafkaPartitionSplit, KafkaSourceEnumState> {
    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Reading, KafkaPartitionSplit> createReader(SourceReaderContext context) {
      return new Reader(TOPICS.get(name));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
        SplitEnumeratorContext<KafkaPartitionSplit> context) {
      return new Dealer(name, context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
        SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint) {
      throw new UnsupportedOperationException("no test restores it");
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
      return new KafkaPartitionSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
      return new KafkaSourceEnumStateSerializer();
    }
  }

  private record Dealer(String name, SplitEnumeratorContext<KafkaPartitionSplit> context)
      implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    @Override
    public void addReader(int subtask) {
      List<KafkaPartitionSplit> its =
          IntStream.range(0, TOPICS.get(name).partitions.size())
              .filter(partition -> partition % context.currentParallelism() == subtask)
              .mapToObj(
                  partition -> new KafkaPartitionSplit(new TopicPartition(name, partition), 0))
              .toList();
      if (!its.isEmpty()) {
        context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
      }
    }

    @Override
    public void start() {
      // Readers come by themselves.
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
      // Partitions are dealt out unasked.
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
      throw new UnsupportedOperationException("no test restarts it");
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpointId) {
      throw new UnsupportedOperationException("no test restores it");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class Reader implements SourceReader<Reading, KafkaPartitionSplit> {
    private final ScriptedTopic topic;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);

    Reader(ScriptedTopic topic) {
      this.topic = topic;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Reading> output) {
      available = topic.changed();
      boolean any = false;
      for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
        Reading next = topic.next(position.getKey().partition(), position.getValue());
        if (next != null) {
          String split = KafkaPartitionSplit.toSplitId(position.getKey());
          output.createOutputForSplit(split).collect(next, 0);
          position.setValue(position.getValue() + 1);
          any = true;
        }
      }
      return any ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return positions.entrySet().stream()
          .map(position -> new KafkaPartitionSplit(position.getKey(), position.getValue()))
          .toList();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
      splits.forEach(split -> positions.put(split.getTopicPartition(), split.getStartingOffset()));
      topic.change();
    }

    @Override
    public void start() {
      // Partitions come by themselves.
    }

    @Override
    public void notifyNoMoreSplits() {
      // There are always more.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
