package io.tripline.kafka.source;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.ExactCounters.ExactCounter;
import io.tripline.pipeline.OutcomeCounts;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counts what was read from topics, per feed, as exactly as {@link OutcomeCounts}, with which it
 * balances: every record but a heartbeat is {@link Kind#READ}, and then applied, late, duplicate or
 * refused, whether here or in the pipeline.
 */
public final class IntakeCounts {
  private static final String PREFIX = "tripline.intake.";

  private final OutcomeCounts outcomes;
  private final Map<Feed, Map<Kind, ExactCounter>> counts = new EnumMap<>(Feed.class);

  /** What is counted. */
  public enum Kind {
    /** Records that are, or ought to be, facts. */
    READ("records_total"),
    /** Heartbeats of producers. */
    HEARTBEAT("heartbeats_total"),
    /** Those of them that were too far ahead of the clock, and moved nothing. */
    HEARTBEAT_DISBELIEVED("heartbeats_disbelieved_total");

    private final String metric;

    Kind(String metric) {
      this.metric = metric;
    }
  }

  IntakeCounts(RuntimeContext context, FunctionInitializationContext initialization)
      throws Exception {
    outcomes = new OutcomeCounts(context, initialization);
    for (Feed feed : Feed.values()) {
      Map<Kind, ExactCounter> ofFeed = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        ofFeed.put(kind, outcomes.counter(name(feed, kind), context, feed, kind.metric));
      }
      counts.put(feed, ofFeed);
    }
  }

  void count(Feed feed, Kind kind) {
    counts.get(feed).get(kind).increase();
  }

  void countRefused(Feed feed, RefusalReason reason) {
    count(feed, Kind.READ);
    outcomes.countRefused(feed, reason);
  }

  void snapshot() throws Exception {
    outcomes.snapshot();
  }

  /**
   * How many records of a feed were read, in a run and in those that it went on from.
   *
   * @param accumulators {@code JobExecutionResult#getAllAccumulatorResults()}
   */
  public static long read(Map<String, Object> accumulators, Feed feed, Kind kind) {
    return accumulators.get(name(feed, kind)) instanceof Long count ? count : 0;
  }

  private static String name(Feed feed, Kind kind) {
    return PREFIX + feed + "." + kind;
  }
}
