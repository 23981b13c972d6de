package io.tripline.pipeline;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.admission.KnownOrder;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the timesheet of the person it is keyed by, and sleeps while it has nothing to post. */
final class TimesheetFunction extends KeyedProcessFunction<String, Fact, LaborPosting>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final LedgerSettings settings;
  private final Interval interval;

  private transient KnownTime knownTime;
  private transient WaitingRoom<Fact> waiting;
  private transient ValueState<Timesheet.State> state;
  private transient ValueState<Long> due;

  TimesheetFunction(LedgerSettings settings, Interval interval) {
    this.settings = settings;
    this.interval = interval;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    knownTime = new KnownTime(settings.slices());
    knownTime.initialize(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    knownTime.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    waiting = new WaitingRoom<>(getRuntimeContext(), "facts", RecordTypes.of(Fact.class));
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("timesheet", RecordTypes.of(Timesheet.State.class)));
    due = getRuntimeContext().getState(new ValueStateDescriptor<>("due", Types.LONG));
  }

  @Override
  public void processElement(Fact fact, Context context, Collector<LaborPosting> out)
      throws Exception {
    long tick = knownTime.tickOf(context.timestamp(), context.timerService());
    waiting.add(tick, fact);
    context.timerService().registerEventTimeTimer(tick - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LaborPosting> out)
      throws Exception {
    long tick = timestamp + 1;
    List<Fact> facts = waiting.take(tick);
    facts.sort(KnownOrder.INSTANCE);
    Timesheet timesheet = new Timesheet(settings, context.getCurrentKey(), state.value());
    timesheet.tick(tick, facts).forEach(out::collect);
    state.update(timesheet.state());
    sleepUntil(timesheet.nextTick(tick), context.timerService());
  }

  /** Keeps one alarm: facts that came before the last one may have made it pointless. */
  private void sleepUntil(long tick, TimerService timers) throws Exception {
    Long before = due.value();
    if (before != null && before != tick && !waiting.waitsFor(before)) {
      timers.deleteEventTimeTimer(before - 1);
    }
    if (tick != Long.MAX_VALUE && KnownTime.comes(tick, interval, timers)) {
      due.update(tick);
      timers.registerEventTimeTimer(tick - 1);
    } else {
      due.clear();
    }
  }
}
