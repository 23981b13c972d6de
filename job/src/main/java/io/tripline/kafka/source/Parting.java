package io.tripline.kafka.source;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.BucketHistogram;
import io.tripline.pipeline.OutcomeCounts;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts facts from what is none, and counts both. Heartbeats have done what they came for.
 *
 * <p>Beside the counts, a histogram per feed, {@code read_lag_seconds}, has how long after its
 * {@code recordedAt} a fact was read.
 */
final class Parting extends ProcessFunction<Reading, Admissible> implements CheckpointedFunction {
  static final OutputTag<Refusal> UNREAD = new OutputTag<>("unread", RecordTypes.of(Refusal.class));

  private static final long serialVersionUID = 1L;
  private static final long[] LAG_BOUNDS = {1, 5, 15, 60, 120, 300, 900, 3600, 14_400, 86_400};

  private final JobClock clock;

  private transient IntakeCounts counts;
  private transient Map<Feed, BucketHistogram> lags;

  Parting(JobClock clock) {
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new IntakeCounts(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    lags = new EnumMap<>(Feed.class);
    for (Feed feed : Feed.values()) {
      MetricGroup group =
          OutcomeCounts.metrics(getRuntimeContext(), feed).addGroup("read_lag_seconds");
      lags.put(feed, new BucketHistogram(group, LAG_BOUNDS));
    }
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<Admissible> out) {
    if (reading instanceof Reading.Read read) {
      Fact fact = read.admissible().fact();
      counts.count(fact.feed(), IntakeCounts.Kind.READ);
      lags.get(fact.feed()).observe(clock.millis() - fact.recordedAt());
      out.collect(read.admissible());
    } else if (reading instanceof Reading.Refused refused) {
      counts.countRefused(refused.refusal().feed(), refused.refusal().reason());
      context.output(UNREAD, refused.refusal());
    } else if (reading instanceof Reading.Beat beat) {
      counts.count(beat.feed(), IntakeCounts.Kind.HEARTBEAT);
    } else if (reading instanceof Reading.DisbelievedBeat beat) {
      counts.count(beat.feed(), IntakeCounts.Kind.HEARTBEAT);
      counts.count(beat.feed(), IntakeCounts.Kind.HEARTBEAT_DISBELIEVED);
    }
  }
}
