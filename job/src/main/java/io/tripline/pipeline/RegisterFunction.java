package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanPublished;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges versions of work, allocations and plans against the one before. Keyed by what they are
 * versions of.
 */
final class RegisterFunction extends KeyedProcessFunction<String, Admitted, Fact>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Slices slices;

  private transient KnownTime knownTime;
  private transient WaitingRoom<Admitted> waiting;
  private transient ValueState<UpsertRegister.Known> known;
  private transient OutcomeCounts outcomes;

  RegisterFunction(Slices slices) {
    this.slices = slices;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    knownTime = new KnownTime(slices);
    knownTime.initialize(context);
    outcomes = new OutcomeCounts(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    knownTime.snapshot();
    outcomes.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    waiting = new WaitingRoom<>(getRuntimeContext(), "upserts", RecordTypes.of(Admitted.class));
    known =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("known", RecordTypes.of(UpsertRegister.Known.class)));
  }

  @Override
  public void processElement(Admitted admitted, Context context, Collector<Fact> out)
      throws Exception {
    long tick = knownTime.tickOf(context.timestamp(), context.timerService());
    waiting.add(tick, admitted);
    context.timerService().registerEventTimeTimer(tick - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Fact> out)
      throws Exception {
    long tick = timestamp + 1;
    UpsertRegister.Known before = known.value();
    UpsertRegister.Known now = before;
    List<Admitted> versions = waiting.take(tick);
    versions.sort(Admitted.ORDER);
    for (Admitted version : versions) {
      UpsertRegister.Verdict verdict = UpsertRegister.judge(version.admissible().fact(), now, tick);
      now = verdict.known();
      if (verdict.objection() == null) {
        letThrough(version, context, out);
      } else {
        outcomes.countRefused(version.admissible().fact().feed(), verdict.objection().reason());
        context.output(
            TriplinePipeline.REFUSALS, Refusal.of(version.admissible(), verdict.objection()));
      }
    }
    remember(before, now, tick, context);
  }

  private void letThrough(Admitted version, OnTimerContext context, Collector<Fact> out) {
    Fact fact = version.admissible().fact();
    outcomes.count(fact.feed(), version.late() ? Outcome.LATE : Outcome.APPLIED);
    if (!(fact instanceof PlanPublished)) {
      context.output(TriplinePipeline.PEOPLE, fact);
    }
    if (!(fact instanceof AllocationChanged)) {
      out.collect(fact);
    }
  }

  /** Keeps the last version, and one timer at the first tick at which it is forgotten. */
  private void remember(
      UpsertRegister.Known before, UpsertRegister.Known now, long tick, OnTimerContext context)
      throws Exception {
    if (now != null && now.until() < tick) {
      known.clear();
      return;
    }
    if (now == null || now.equals(before)) {
      return;
    }
    if (before != null && before.until() != Long.MAX_VALUE) {
      context.timerService().deleteEventTimeTimer(forgottenAt(before));
    }
    if (now.until() != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(forgottenAt(now));
    }
    known.update(now);
  }

  private long forgottenAt(UpsertRegister.Known version) {
    return slices.tickKnowing(version.until()) - 1;
  }
}
