package io.tripline.pipeline;

import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.ExactCounters.ExactCounter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counts what became of facts, per feed: as metrics ({@code feed.<feed>.<outcome>}) for whoever
 * watches a job, and as accumulators for whoever runs one to its end. Restarts, and restores at
 * another parallelism, neither lose nor double what was counted; so of all that was read, every
 * fact has one outcome, or still waits for its tick.
 */
public final class OutcomeCounts {
  private static final String PREFIX = "tripline.outcome.";

  private final ExactCounters counters;
  private final Map<Feed, Map<Outcome, ExactCounter>> counts = new EnumMap<>(Feed.class);

  /** To be made when the operator's state is set up. */
  public OutcomeCounts(RuntimeContext context, FunctionInitializationContext initialization)
      throws Exception {
    counters = new ExactCounters(context, initialization);
    for (Feed feed : Feed.values()) {
      Map<Outcome, ExactCounter> ofFeed = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        String metric = outcome.name().toLowerCase(Locale.ROOT);
        ofFeed.put(outcome, counter(name(feed, outcome), context, feed, metric));
      }
      counts.put(feed, ofFeed);
    }
  }

  /** Counts a fact of a feed. */
  public void count(Feed feed, Outcome outcome) {
    counts.get(feed).get(outcome).increase();
  }

  /**
   * Another counter of a feed, kept with these.
   *
   * @param name of the accumulator
   * @param metric the metric's name beside those of the outcomes
   */
  public ExactCounter counter(String name, RuntimeContext context, Feed feed, String metric) {
    return counters.counter(name, metrics(context, feed), metric);
  }

  /** To be called when the operator's state is saved. */
  public void snapshot() throws Exception {
    counters.snapshot();
  }

  /** Where the metrics of a feed are. */
  public static MetricGroup metrics(RuntimeContext context, Feed feed) {
    return context.getMetricGroup().addGroup("feed", feed.name().toLowerCase(Locale.ROOT));
  }

  /**
   * How many facts of a feed had an outcome in a run that has ended, and in those that it went on
   * from.
   *
   * @param accumulators {@code JobExecutionResult#getAllAccumulatorResults()}
   */
  public static long read(Map<String, Object> accumulators, Feed feed, Outcome outcome) {
    return accumulators.get(name(feed, outcome)) instanceof Long count ? count : 0;
  }

  private static String name(Feed feed, Outcome outcome) {
    return PREFIX + feed + "." + outcome;
  }
}
