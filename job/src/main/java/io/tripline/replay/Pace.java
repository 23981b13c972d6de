package io.tripline.replay;

import io.tripline.pipeline.Admissible;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts the facts that go by, for whoever watches the replay. */
final class Pace extends RichMapFunction<Admissible, Admissible> {
  private static final long serialVersionUID = 1L;
  private static final String FACTS = "tripline.replay.facts";
  private static final String KNOWN_TIME = "tripline.replay.known-time";

  private final LongCounter facts = new LongCounter();
  private final LongMaximum knownTime = new LongMaximum();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(FACTS, facts);
    getRuntimeContext().addAccumulator(KNOWN_TIME, knownTime);
  }

  @Override
  public Admissible map(Admissible admissible) {
    facts.add(1L);
    knownTime.add(admissible.fact().recordedAt());
    return admissible;
  }

  static void report(Map<String, Object> accumulators, long total, ReplayProgress progress) {
    if (accumulators.get(FACTS) instanceof Long facts
        && accumulators.get(KNOWN_TIME) instanceof Long knownTime) {
      progress.replaying(facts, total, knownTime);
    }
  }
}
