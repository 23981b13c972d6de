package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.source.QuietPartitions.Finding;
import io.tripline.kafka.source.QuietPartitions.Standing;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.TopicPartition;

/** Reads what another reader reads, and adds a {@link Reading.Silence} where there is nothing. */
final class HeartbeatingReader implements SourceReader<Reading, KafkaPartitionSplit> {
  private final SourceReader<Reading, KafkaPartitionSplit> reader;
  private final InputSettings settings;
  private final InstantSource clock;
  private final QuietPartitions partitions;
  private final Counter beats;

  /** By the ids of splits. */
  private final Map<String, TopicPartition> splits = new HashMap<>();

  private final Map<TopicPartition, Standing> standings = new HashMap<>();

  private TrackingOutput tracking;
  private long started;
  private boolean idle;

  HeartbeatingReader(
      SourceReader<Reading, KafkaPartitionSplit> reader,
      InputSettings settings,
      InstantSource clock,
      QuietPartitions partitions,
      Counter beats) {
    this.reader = reader;
    this.settings = settings;
    this.clock = clock;
    this.partitions = partitions;
    this.beats = beats;
  }

  @Override
  public void start() {
    started = clock.millis();
    reader.start();
    partitions.start(settings.heartbeatInterval());
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Reading> output) throws Exception {
    Finding finding = partitions.take();
    if (finding != null) {
      partitions.stand(standings);
      standings.forEach((partition, standing) -> beat(finding, partition, standing, output));
      beIdleWithoutPartitions(output);
    }
    if (tracking == null || tracking.untracked() != output) {
      tracking = new TrackingOutput(output, this::moveTo);
    }
    return reader.pollNext(tracking);
  }

  private void beat(
      Finding finding, TopicPartition partition, Standing standing, ReaderOutput<Reading> output) {
    if (finding.quiet().contains(partition)
        && standing.isSilent(finding.time(), settings.idleness())) {
      long time = finding.time() - settings.heartbeatDelay().toMillis();
      output
          .createOutputForSplit(KafkaPartitionSplit.toSplitId(partition))
          .collect(new Reading.Silence(time, standing.position()), time);
      beats.inc();
    }
  }

  /** There may be more readers than partitions; nobody is to wait for one that has none. */
  private void beIdleWithoutPartitions(ReaderOutput<Reading> output) {
    if (!standings.isEmpty()) {
      if (idle) {
        idle = false;
        output.markActive();
      }
    } else if (clock.millis() - started >= settings.idleness().toMillis()) {
      idle = true;
      output.markIdle();
    }
  }

  private void moveTo(String split, long position) {
    standings.put(splits.get(split), new Standing(position, clock.millis()));
  }

  /** Negative where nothing but the reader's first record will say. */
  private static long start(KafkaPartitionSplit split) {
    long offset = split.getStartingOffset();
    return offset == KafkaPartitionSplit.EARLIEST_OFFSET ? 0 : offset;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> added) {
    for (KafkaPartitionSplit split : added) {
      splits.put(split.splitId(), split.getTopicPartition());
      moveTo(split.splitId(), start(split));
    }
    partitions.stand(standings);
    reader.addSplits(added);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = reader.isAvailable();
    CompletableFuture<Void> finding = partitions.found();
    if (records.isDone()) {
      return records;
    }
    return finding.isDone()
        ? finding
        : CompletableFuture.anyOf(records, finding).thenAccept(unused -> {});
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    reader.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    try (reader) {
      partitions.close();
    }
  }
}
