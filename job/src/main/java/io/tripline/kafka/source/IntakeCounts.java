package io.tripline.kafka.source;

import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.ExactCounters.ExactCounter;
import io.tripline.pipeline.OutcomeCounts;
import java.util.EnumMap;
import java.util.Locale;
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

  /** What is counted; the metric is called the same, in small letters. */
  public enum Kind {
    /** Records that are, or ought to be, facts. */
    READ,
    /** Heartbeats of producers. */
    HEARTBEAT,
    /** Those of them that were too far ahead of the clock, and moved nothing. */
    HEARTBEAT_DISBELIEVED
  }

  IntakeCounts(RuntimeContext context, FunctionInitializationContext initialization)
      throws Exception {
    outcomes = new OutcomeCounts(context, initialization);
    for (Feed feed : Feed.values()) {
      Map<Kind, ExactCounter> ofFeed = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        String metric = kind.name().toLowerCase(Locale.ROOT);
        ofFeed.put(kind, outcomes.counter(name(feed, kind), context, feed, metric));
      }
      counts.put(feed, ofFeed);
    }
  }

  void count(Feed feed, Kind kind) {
    counts.get(feed).get(kind).increase();
  }

  void countRefused(Feed feed) {
    count(feed, Kind.READ);
    outcomes.count(feed, Outcome.REFUSED);
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
