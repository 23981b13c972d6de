package io.tripline.pipeline;

import static io.tripline.pipeline.Sample.DAY;
import static io.tripline.pipeline.Sample.MINUTE;
import static io.tripline.pipeline.Sample.MONDAY;
import static io.tripline.pipeline.Sample.SLICES;
import static io.tripline.pipeline.Sample.cost;
import static io.tripline.pipeline.Sample.read;
import static io.tripline.pipeline.Sample.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Fact;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeduplicationFunctionTest {
  private static final long TICK = MONDAY + 5 * MINUTE;

  private KeyedOneInputStreamOperatorTestHarness<Integer, Admissible, Fact> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @EnumSource
  void aFactWaitsForItsTickAndIsStampedWithTheInstantBeforeIt(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    feed(read(cost("c-1", MONDAY), 1));
    feed(read(cost("c-2", TICK - 1), 2));
    feed(read(cost("c-3", TICK), 3));

    harness.processWatermark(TICK - 2);
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processWatermark(TICK - 1);
    assertThat(harness.extractOutputStreamRecords())
        .extracting(element -> element.getValue().id().eventId(), StreamRecord::getTimestamp)
        .containsExactly(tuple("c-1", TICK - 1), tuple("c-2", TICK - 1));
  }

  @ParameterizedTest
  @EnumSource
  void theFirstInKnownOrderCountsNotTheFirstToArrive(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    feed(read(cost("c-1", MONDAY + 2, 7), 1));
    feed(read(cost("c-1", MONDAY + 1, 8), 2));
    feed(read(cost("c-1", MONDAY + 1, 6), 3));
    feed(read(cost("c-1", MONDAY + 3 * DAY, 5), 4));
    harness.processWatermark(MONDAY + 4 * DAY);

    assertThat(harness.extractOutputValues()).containsExactly(cost("c-1", MONDAY + 1, 6));
    assertThat(OutcomesOf.harness(harness))
        .isEqualTo(Map.of("COST.APPLIED", 1L, "COST.DUPLICATE", 3L));
  }

  @ParameterizedTest
  @EnumSource
  void aLateFactCountsAtTheNextTick(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    harness.processWatermark(TICK + DAY);
    feed(read(cost("c-1", MONDAY), 1));
    harness.processWatermark(TICK + DAY + 5 * MINUTE - 2);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark(TICK + DAY + 5 * MINUTE - 1);

    assertThat(harness.extractOutputValues()).containsExactly(cost("c-1", MONDAY));
    assertThat(OutcomesOf.harness(harness)).isEqualTo(Map.of("COST.LATE", 1L));
  }

  @ParameterizedTest
  @EnumSource
  void aFactTooFarBehindIsRefusedWhole(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    harness.processWatermark(MONDAY + 7 * DAY + 1);
    Admissible tooOld = read(cost("c-1", MONDAY), 17);
    feed(tooOld);

    assertThat(refusals()).hasSize(1);
    Refusal refusal = refusals().iterator().next().getValue();
    assertThat(refusal.fact()).isEqualTo(tooOld.fact());
    assertThat(refusal.origin()).isEqualTo(new Origin("history/COST", 17));
    assertThat(refusal.original()).isEqualTo(tooOld.original());
    assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_OLD);
    assertThat(OutcomesOf.harness(harness)).isEqualTo(Map.of("COST.REFUSED", 1L));
  }

  @ParameterizedTest
  @EnumSource
  void upsertsGoOnUncountedToWhoeverJudgesThem(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    Fact work = work("w-1", "p-1", MONDAY, MONDAY, null);
    feed(read(work, 1));
    harness.processWatermark(TICK - 1);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.getSideOutput(TriplinePipeline.UPSERTS))
        .singleElement()
        .satisfies(
            element -> {
              assertThat(element.getValue().admissible().fact()).isEqualTo(work);
              assertThat(element.getTimestamp()).isEqualTo(TICK - 1);
            });
    assertThat(OutcomesOf.harness(harness)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRecordedAfterTheIntervalIsLeftOutAndCounted(Backend backend) throws Exception {
    open(backend, new Interval(null, MONDAY + DAY));
    feed(read(cost("c-1", MONDAY + DAY - 1), 1));
    feed(read(cost("c-2", MONDAY + DAY), 2));
    harness.processWatermark(Long.MAX_VALUE);

    assertThat(harness.extractOutputValues()).containsExactly(cost("c-1", MONDAY + DAY - 1));
    assertThat(OutcomesOf.harness(harness))
        .isEqualTo(Map.of("COST.APPLIED", 1L, "COST.AFTER_INTERVAL", 1L));
  }

  @ParameterizedTest
  @EnumSource
  void manyFactsOfATickShareOneTimer(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    for (int i = 0; i < 100; i++) {
      feed(read(cost("c-" + i, MONDAY + i), i));
    }
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.processWatermark(TICK - 1);
    assertThat(harness.numEventTimeTimers()).as("to forget their generation").isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void allIsForgottenInTheEnd(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    for (int i = 0; i < 50; i++) {
      feed(read(cost("c-" + i, MONDAY + i * DAY / 10), i));
    }
    harness.processWatermark(MONDAY + 10 * DAY);
    assertThat(Backend.entries(harness)).isPositive();

    harness.processWatermark(MONDAY + 21 * DAY);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(Backend.entries(harness)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void afterARestartKnownTimeIsWhereItWas(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS);
    feed(read(cost("c-1", MONDAY), 1));
    feed(read(cost("c-2", MONDAY + 2 * DAY), 2));
    harness.processWatermark(MONDAY + DAY);
    feed(read(cost("c-3", MONDAY + DAY), 3));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness(backend, Interval.ENDLESS);
    harness.initializeState(snapshot);
    harness.open();
    feed(read(cost("c-1", MONDAY + 1), 4));
    feed(read(cost("c-4", MONDAY + DAY - 1), 5));
    harness.processWatermark(MONDAY + DAY + 5 * MINUTE - 1);

    assertThat(harness.extractOutputValues())
        .containsExactly(cost("c-4", MONDAY + DAY - 1), cost("c-3", MONDAY + DAY));
    assertThat(OutcomesOf.harness(harness))
        .as("with the one before")
        .isEqualTo(Map.of("COST.APPLIED", 2L, "COST.LATE", 1L, "COST.DUPLICATE", 1L));

    harness.processWatermark(MONDAY + 3 * DAY);
    assertThat(harness.extractOutputValues()).hasSize(3);
  }

  private Iterable<StreamRecord<Refusal>> refusals() {
    return harness.getSideOutput(TriplinePipeline.REFUSALS);
  }

  private void feed(Admissible admissible) throws Exception {
    harness.processElement(admissible, admissible.fact().recordedAt());
  }

  private void open(Backend backend, Interval interval) throws Exception {
    harness = harness(backend, interval);
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, Admissible, Fact> harness(
      Backend backend, Interval interval) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<Integer, Admissible, Fact> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeduplicationFunction(SLICES, interval)),
            admissible -> 0,
            Types.INT);
    harness.setStateBackend(backend.create());
    return harness;
  }
}
