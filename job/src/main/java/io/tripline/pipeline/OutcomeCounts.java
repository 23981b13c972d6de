package io.tripline.pipeline;

import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.ExactCounters.ExactCounter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counts what became of facts, per feed, and why those were refused that were: as metrics ({@code
 * facts_total} with the labels feed and outcome, {@code dead_letters_total} with the label reason)
 * for whoever watches a job, and as accumulators for whoever runs one to its end. Restarts, and
 * restores at another parallelism, neither lose nor double what was counted; so of all that was
 * read, every fact has one outcome, or still waits for its tick.
 */
public final class OutcomeCounts {
  private static final String PREFIX = "tripline.outcome.";
  private static final String REASON_PREFIX = "tripline.refusal.";

  private final ExactCounters counters;
  private final Map<Feed, Map<Outcome, ExactCounter>> counts = new EnumMap<>(Feed.class);
  private final Map<RefusalReason, ExactCounter> reasons = new EnumMap<>(RefusalReason.class);

  /** To be made when the operator's state is set up. */
  public OutcomeCounts(RuntimeContext context, FunctionInitializationContext initialization)
      throws Exception {
    counters = new ExactCounters(context, initialization);
    for (Feed feed : Feed.values()) {
      Map<Outcome, ExactCounter> ofFeed = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        MetricGroup group = JobMetrics.labelled(metrics(context, feed), "outcome", outcome);
        ofFeed.put(outcome, counters.counter(name(feed, outcome), group, "facts_total"));
      }
      counts.put(feed, ofFeed);
    }
    for (RefusalReason reason : RefusalReason.values()) {
      MetricGroup group = JobMetrics.labelled(JobMetrics.of(context), "reason", reason);
      reasons.put(reason, counters.counter(REASON_PREFIX + reason, group, "dead_letters_total"));
    }
  }

  /** Counts a fact of a feed that was not refused. */
  public void count(Feed feed, Outcome outcome) {
    counts.get(feed).get(outcome).increase();
  }

  /** Counts a fact of a feed that was refused, and so becomes a dead letter. */
  public void countRefused(Feed feed, RefusalReason reason) {
    count(feed, Outcome.REFUSED);
    reasons.get(reason).increase();
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
    return JobMetrics.labelled(JobMetrics.of(context), "feed", feed);
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
