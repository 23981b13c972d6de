package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import io.tripline.pipeline.JobMetrics;
import io.tripline.pipeline.RecordTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;

/**
 * A source of facts in which the clock speaks for silent partitions, so that ticks go on when there
 * is nothing to read.
 *
 * <p>Flink would give a silent partition up: the others go on without it, nobody goes on once all
 * are silent, and silence it also calls it when a broker does not answer, or when a restart has a
 * backlog to work off; what comes then is late. Here no partition is given up. One in which nothing
 * moved for {@link InputSettings#idleness()} is looked at every {@link
 * InputSettings#heartbeatInterval()}, and only where all that stands in it has been read, known
 * time goes on to {@link InputSettings#heartbeatDelay()} behind the clock. So nothing that was
 * written within the delay is ever late, and while a partition cannot be looked at, known time
 * waits for it.
 *
 * <p>It is judged by what this job's reader has read, not by offsets that a consumer group has
 * committed: those may stem from another run, ahead of the savepoint that this one began with.
 *
 * @param <E> the state of the enumerator
 */
final class HeartbeatingSource<E>
    implements Source<Reading, KafkaPartitionSplit, E>, ResultTypeQueryable<Reading> {
  private static final long serialVersionUID = 1L;

  private final Source<Reading, KafkaPartitionSplit, E> source;
  private final InputSettings settings;
  private final JobClock clock;
  private final TopicEnds.Opening ends;

  /**
   * @param source what is read; its state stays its own, with or without heartbeats
   * @param settings with an idleness and a heartbeat interval
   */
  HeartbeatingSource(
      Source<Reading, KafkaPartitionSplit, E> source,
      InputSettings settings,
      JobClock clock,
      TopicEnds.Opening ends) {
    this.source = source;
    this.settings = settings;
    this.clock = clock;
    this.ends = ends;
  }

  @Override
  public SourceReader<Reading, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    MetricGroup metrics = JobMetrics.of(context.metricGroup());
    QuietPartitions partitions =
        new QuietPartitions(
            ends,
            context.getIndexOfSubtask(),
            settings.idleness(),
            clock,
            metrics.counter("partition_checks_failed_total"));
    return new HeartbeatingReader(
        source.createReader(context),
        settings,
        clock,
        partitions,
        metrics.counter("silences_total"));
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, E> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, E> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, E checkpoint) throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Reading> getProducedType() {
    return RecordTypes.of(Reading.class);
  }
}
