package io.tripline.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counters of an operator that count everything once, whatever happens: what they have counted is
 * saved with the operator's state, and goes back to what it was when the state does. Each counter
 * is a metric, for whoever watches a job, and an accumulator, for whoever runs one to its end and
 * wants the number. Over all subtasks together they are exact, also at another parallelism than
 * before.
 */
public final class ExactCounters {
  /** A counter's name, and how far it has come; a tuple has no field that could be renamed. */
  private static final ListStateDescriptor<Tuple2<String, Long>> COUNTED =
      new ListStateDescriptor<>("counted", Types.TUPLE(Types.STRING, Types.LONG));

  private final RuntimeContext context;
  private final ListState<Tuple2<String, Long>> state;

  /** Of what was restored, what nobody has asked for yet; it is not to be lost. */
  private final Map<String, Long> restored = new HashMap<>();

  private final Map<String, ExactCounter> counters = new LinkedHashMap<>();

  /** To be made when the operator's state is set up. */
  public ExactCounters(RuntimeContext context, FunctionInitializationContext initialization)
      throws Exception {
    this.context = context;
    this.state = initialization.getOperatorStateStore().getListState(COUNTED);
    for (Tuple2<String, Long> counted : state.get()) {
      restored.merge(counted.f0, counted.f1, Long::sum);
    }
  }

  /**
   * A counter, which goes on where it was.
   *
   * @param name of the accumulator, and in state; one counter has it
   * @param group where the metric is found
   * @param metric the metric's name there
   */
  public ExactCounter counter(String name, MetricGroup group, String metric) {
    LongCounter accumulator = new LongCounter();
    context.addAccumulator(name, accumulator);
    ExactCounter counter = new ExactCounter(accumulator, group.counter(metric));
    Long before = restored.remove(name);
    if (before != null) {
      counter.add(before);
    }
    counters.put(name, counter);
    return counter;
  }

  /** To be called when the operator's state is saved. */
  public void snapshot() throws Exception {
    List<Tuple2<String, Long>> counted = new ArrayList<>();
    restored.forEach((name, count) -> counted.add(Tuple2.of(name, count)));
    counters.forEach(
        (name, counter) -> {
          if (counter.count() != 0) {
            counted.add(Tuple2.of(name, counter.count()));
          }
        });
    state.update(counted);
  }

  /** A counter whose count survives. */
  public static final class ExactCounter {
    private final LongCounter accumulator;
    private final Counter metric;

    private ExactCounter(LongCounter accumulator, Counter metric) {
      this.accumulator = accumulator;
      this.metric = metric;
    }

    /** Counts one more. */
    public void increase() {
      add(1);
    }

    private void add(long more) {
      accumulator.add(more);
      metric.inc(more);
    }

    private long count() {
      return accumulator.getLocalValuePrimitive();
    }
  }
}
