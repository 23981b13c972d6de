package io.tripline.pipeline;

import static io.tripline.pipeline.Sample.DAY;
import static io.tripline.pipeline.Sample.HOUR;
import static io.tripline.pipeline.Sample.MINUTE;
import static io.tripline.pipeline.Sample.MONDAY;
import static io.tripline.pipeline.Sample.SLICES;
import static io.tripline.pipeline.Sample.admitted;
import static io.tripline.pipeline.Sample.allocation;
import static io.tripline.pipeline.Sample.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.fact.Fact;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisterFunctionTest {
  private static final long TICK = MONDAY + 5 * MINUTE;

  private KeyedOneInputStreamOperatorTestHarness<String, Admitted, Fact> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @EnumSource
  void versionsOfATickAreJudgedInKnownOrderWhateverTheOrderOfArrival(Backend backend)
      throws Exception {
    open(backend);
    Fact first = work("w", "p", MONDAY, MONDAY, null);
    Fact second = work("w", "q", MONDAY + 1, MONDAY, null);
    Fact third = work("w", "p", MONDAY + 2, MONDAY, MONDAY + HOUR);
    for (Fact fact : List.of(third, second, first)) {
      harness.processElement(admitted(fact), TICK - 1);
    }
    harness.processWatermark(TICK - 1);

    assertThat(harness.extractOutputValues()).containsExactly(first, third);
    assertThat(values(TriplinePipeline.PEOPLE)).containsExactly(first, third);
    assertThat(values(TriplinePipeline.REFUSALS))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.fact()).isEqualTo(second);
              assertThat(refusal.reason()).isEqualTo(RefusalReason.IDENTITY_CHANGED);
              assertThat(refusal.original()).asString().isEqualTo("line 1");
            });
    assertThat(OutcomesOf.harness(harness))
        .isEqualTo(Map.of("TICKET.APPLIED", 2L, "TICKET.REFUSED", 1L));
  }

  @ParameterizedTest
  @EnumSource
  void allocationsConcernPeopleAlone(Backend backend) throws Exception {
    open(backend);
    Fact allocation = allocation("a", "p", MONDAY, MONDAY, null);
    harness.processElement(new Admitted(Sample.read(allocation, 3), true), TICK - 1);
    harness.processWatermark(TICK - 1);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(values(TriplinePipeline.PEOPLE)).containsExactly(allocation);
    assertThat(OutcomesOf.harness(harness)).isEqualTo(Map.of("ALLOCATION.LATE", 1L));
  }

  @ParameterizedTest
  @EnumSource
  void aVersionIsForgottenByOneTimerHoweverOftenItChanged(Backend backend) throws Exception {
    open(backend);
    for (int i = 0; i < 20; i++) {
      harness.processElement(
          admitted(work("w", "p", MONDAY + i * DAY, MONDAY, MONDAY + i * DAY + HOUR)),
          MONDAY + i * DAY);
      harness.processWatermark(MONDAY + i * DAY + HOUR);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
    harness.processWatermark(MONDAY + 19 * DAY + HOUR + 90 * DAY - 1);
    assertThat(Backend.entries(harness)).isPositive();

    harness.processWatermark(MONDAY + 19 * DAY + HOUR + 90 * DAY + 5 * MINUTE);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(Backend.entries(harness)).isZero();
  }

  private <T> List<T> values(OutputTag<T> tag) {
    return harness.getSideOutput(tag).stream().map(StreamRecord::getValue).toList();
  }

  private void open(Backend backend) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new RegisterFunction(SLICES)),
            admitted -> UpsertRegister.key(admitted.admissible().fact()),
            Types.STRING);
    harness.setStateBackend(backend.create());
    harness.open();
  }
}
