package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Arrival;
import io.tripline.ledger.admission.CountedIdentities;
import io.tripline.ledger.admission.Deduplication;
import io.tripline.ledger.admission.Objection;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.fact.Fact;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets facts wait for their tick, and then lets each identity through once. Keyed by a bucket of
 * identities, so that one timer serves all facts of a tick that fall into it.
 */
final class DeduplicationFunction extends KeyedProcessFunction<Integer, Admissible, Fact>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Slices slices;
  private final Interval interval;

  private transient KnownTime knownTime;
  private transient WaitingRoom<Admitted> waiting;
  private transient CountedIdentities counted;
  private transient OutcomeCounts outcomes;

  DeduplicationFunction(Slices slices, Interval interval) {
    this.slices = slices;
    this.interval = interval;
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
    waiting = new WaitingRoom<>(getRuntimeContext(), "facts", RecordTypes.of(Admitted.class));
    counted =
        new CountedIdentities(
            new MapStateShelf<>(
                getRuntimeContext()
                    .getMapState(
                        new MapStateDescriptor<>(
                            "identities",
                            Types.LONG,
                            PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO))));
  }

  @Override
  public void processElement(Admissible admissible, Context context, Collector<Fact> out)
      throws Exception {
    Fact fact = admissible.fact();
    Arrival arrival = Arrival.of(fact, knownTime.now(context.timerService()), slices);
    if (interval.isAfter(fact.recordedAt())) {
      outcomes.count(fact.feed(), Outcome.AFTER_INTERVAL);
    } else if (arrival.objection() != null) {
      refuse(admissible, arrival.objection(), context);
    } else if (!interval.reaches(arrival.tick())) {
      outcomes.count(fact.feed(), Outcome.AFTER_INTERVAL);
    } else {
      waiting.add(arrival.tick(), new Admitted(admissible, arrival.late()));
      context.timerService().registerEventTimeTimer(arrival.tick() - 1);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Fact> out)
      throws Exception {
    long tick = timestamp + 1;
    Deduplication deduplication = new Deduplication(counted);
    List<Admitted> known = waiting.take(tick);
    known.sort(Admitted.ORDER);
    for (Admitted admitted : known) {
      Fact fact = admitted.admissible().fact();
      Deduplication.Verdict verdict = deduplication.decide(fact, tick);
      switch (verdict.kind()) {
        case COUNTS -> letThrough(admitted, context, out);
        case DUPLICATE -> outcomes.count(fact.feed(), Outcome.DUPLICATE);
        case REFUSED -> refuse(admitted.admissible(), verdict.objection(), context);
      }
    }
    counted.forgetBefore(tick);
  }

  private void letThrough(Admitted admitted, OnTimerContext context, Collector<Fact> out) {
    Fact fact = admitted.admissible().fact();
    context
        .timerService()
        .registerEventTimeTimer(CountedIdentities.forgettableFrom(fact.recordedAt()) - 1);
    if (UpsertRegister.key(fact) != null) {
      context.output(TriplinePipeline.UPSERTS, admitted);
    } else {
      outcomes.count(fact.feed(), admitted.late() ? Outcome.LATE : Outcome.APPLIED);
      out.collect(fact);
    }
  }

  private void refuse(Admissible admissible, Objection objection, Context context) {
    outcomes.countRefused(admissible.fact().feed(), objection.reason());
    context.output(TriplinePipeline.REFUSALS, Refusal.of(admissible, objection));
  }
}
