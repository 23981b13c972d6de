package io.tripline.pipeline;

import static io.tripline.pipeline.Sample.DAY;
import static io.tripline.pipeline.Sample.HOUR;
import static io.tripline.pipeline.Sample.MINUTE;
import static io.tripline.pipeline.Sample.MONDAY;
import static io.tripline.pipeline.Sample.SLICES;
import static io.tripline.pipeline.Sample.allocation;
import static io.tripline.pipeline.Sample.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimesheetFunctionTest {
  private static final long TICK = MONDAY + 5 * MINUTE;

  private KeyedOneInputStreamOperatorTestHarness<String, Fact, LaborPosting> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @EnumSource
  void postsEachSliceAsItClosesAcrossARestart(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(allocation("a", "p", MONDAY, MONDAY, MONDAY + HOUR));
    harness.processWatermark(MONDAY + HOUR / 2);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    int before = harness.extractOutputValues().size();
    harness.close();

    open(backend, Interval.ENDLESS, snapshot);
    harness.processWatermark(MONDAY + DAY);

    assertThat(before).isEqualTo(6);
    assertThat(harness.extractOutputStreamRecords())
        .hasSize(6)
        .allSatisfy(
            element -> {
              assertThat(element.getValue().capacity()).isEqualTo(5 * MINUTE);
              assertThat(element.getTimestamp())
                  .isEqualTo(element.getValue().slice() + 5 * MINUTE - 1);
            })
        .extracting(StreamRecord::getTimestamp)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void sleepsWithOneAlarmAndForgetsEverythingInTheEnd(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    for (int i = 0; i < 5; i++) {
      long recordedAt = MONDAY + i * HOUR;
      feed(work("w" + i, "p", recordedAt, MONDAY, MONDAY + HOUR));
      harness.processWatermark(recordedAt + HOUR - 1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }

    harness.processWatermark(MONDAY + 9 * DAY);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(Backend.entries(harness)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void stopsAtTheEndOfTheInterval(Backend backend) throws Exception {
    open(backend, new Interval(null, MONDAY + HOUR), null);
    feed(allocation("a", "p", MONDAY, MONDAY, null));
    harness.processWatermark(Long.MAX_VALUE);

    assertThat(harness.extractOutputValues()).hasSize(12);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void stopsWhereAnEndlessRunComesToTheEndOfItsInput(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(allocation("a", "p", MONDAY, MONDAY, null));
    harness.processWatermark(TICK);
    harness.processWatermark(Long.MAX_VALUE);

    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void feed(Fact fact) throws Exception {
    harness.processElement(fact, SLICES.tickKnowing(fact.recordedAt()) - 1);
  }

  private void open(Backend backend, Interval interval, OperatorSubtaskState state)
      throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new TimesheetFunction(new LedgerSettings(SLICES, Calendars.standard()), interval)),
            fact -> "p",
            Types.STRING);
    harness.setStateBackend(backend.create());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
