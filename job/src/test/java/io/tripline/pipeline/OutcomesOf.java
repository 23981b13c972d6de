package io.tripline.pipeline;

import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What an operator on a harness has counted, as text: {@code COST.APPLIED=2}. */
final class OutcomesOf {
  private OutcomesOf() {}

  static Map<String, Long> harness(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
    Map<String, Object> results = new TreeMap<>();
    harness
        .getEnvironment()
        .getAccumulatorRegistry()
        .getSnapshot()
        .deserializeUserAccumulators(OutcomesOf.class.getClassLoader())
        .forEach((name, accumulator) -> results.put(name, accumulator.getLocalValue()));
    return accumulators(results);
  }

  static Map<String, Long> accumulators(Map<String, Object> results) {
    Map<String, Long> counts = new TreeMap<>();
    for (Feed feed : Feed.values()) {
      for (Outcome outcome : Outcome.values()) {
        long count = OutcomeCounts.read(results, feed, outcome);
        if (count != 0) {
          counts.put(feed + "." + outcome, count);
        }
      }
    }
    return counts;
  }
}
