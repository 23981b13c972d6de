package io.tripline.pipeline;

import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Counts what became of facts, per feed: as metrics ({@code feed.<feed>.<outcome>}) for whoever
 * watches a job, and as accumulators for whoever runs one to its end and wants exact numbers.
 *
 * <p>Accumulators start anew with every attempt. They are exact for a run that was not restarted,
 * which is the only kind of replay there is.
 */
public final class OutcomeCounts {
  private static final String PREFIX = "tripline.outcome.";

  private final Map<Feed, Map<Outcome, Count>> counts = new EnumMap<>(Feed.class);

  private record Count(LongCounter accumulator, Counter metric) {
    void increase() {
      accumulator.add(1L);
      metric.inc();
    }
  }

  OutcomeCounts(RuntimeContext context) {
    for (Feed feed : Feed.values()) {
      Map<Outcome, Count> ofFeed = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        ofFeed.put(outcome, register(context, feed, outcome));
      }
      counts.put(feed, ofFeed);
    }
  }

  private static Count register(RuntimeContext context, Feed feed, Outcome outcome) {
    LongCounter accumulator = new LongCounter();
    context.addAccumulator(name(feed, outcome), accumulator);
    Counter metric =
        context
            .getMetricGroup()
            .addGroup("feed", feed.name().toLowerCase(Locale.ROOT))
            .counter(outcome.name().toLowerCase(Locale.ROOT));
    return new Count(accumulator, metric);
  }

  void count(Feed feed, Outcome outcome) {
    counts.get(feed).get(outcome).increase();
  }

  /**
   * How many facts of a feed had an outcome in a run that has ended.
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
