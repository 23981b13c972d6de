package io.tripline.pipeline;

import static io.tripline.pipeline.Sample.DAY;
import static io.tripline.pipeline.Sample.HOUR;
import static io.tripline.pipeline.Sample.MINUTE;
import static io.tripline.pipeline.Sample.MONDAY;
import static io.tripline.pipeline.Sample.SLICES;
import static io.tripline.pipeline.Sample.cost;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.person.LaborPosting;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seen through the statements, of which a service has one an hour. */
class LedgerFunctionTest {
  private static final long TICK = MONDAY + 5 * MINUTE;
  private static final int MAX_PARALLELISM = 128;
  private static final String CRITICAL = "severity_open_incidents{severity=critical}";

  private KeyedTwoInputStreamOperatorTestHarness<String, Fact, LaborPosting, ServiceEvent> harness;

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAheadOfItsTickWaits(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(cost("c-1", MONDAY, 3));
    feed(cost("c-2", MONDAY + 2 * HOUR, 4));
    feed(work(MONDAY + 2 * HOUR, 7));
    advanceTo(MONDAY + HOUR - 1);
    assertThat(statements()).extracting(LedgerFunctionTest::cloud).containsExactly(3L);

    advanceTo(MONDAY + 3 * HOUR - 1);
    assertThat(statements()).extracting(LedgerFunctionTest::cloud).containsExactly(3L, 0L, 4L);
    assertThat(statements())
        .extracting(statement -> statement.measures().own())
        .containsExactly(0L, 0L, 7L);
  }

  @ParameterizedTest
  @EnumSource
  void ticksByItselfWithOneTimer(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    for (int i = 0; i < 100; i++) {
      feed(cost("c-" + i, MONDAY + i));
      feed(work(MONDAY, i));
    }
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    for (long hour = MONDAY + HOUR; hour <= MONDAY + DAY; hour += HOUR) {
      advanceTo(hour - 1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
    assertThat(statements()).hasSize(24);
  }

  @ParameterizedTest
  @EnumSource
  void allThatIsSaidStandsAtTheInstantBeforeItsTick(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(cost("c-1", MONDAY));
    advanceTo(MONDAY + DAY);

    assertThat(harness.getSideOutput(TriplinePipeline.STATEMENTS))
        .isNotEmpty()
        .allSatisfy(
            element -> assertThat(element.getTimestamp()).isEqualTo(element.getValue().asOf() - 1));
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterARestartWhereItWas(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(cost("c-1", MONDAY, 3));
    feed(cost("c-2", MONDAY + 2 * HOUR, 4));
    advanceTo(MONDAY + HOUR + HOUR / 2);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    List<Statement> before = statements();
    harness.close();

    open(backend, Interval.ENDLESS, snapshot);
    feed(cost("c-3", MONDAY + HOUR, 5));
    advanceTo(MONDAY + 3 * HOUR - 1);

    assertThat(before).extracting(LedgerFunctionTest::cloud).containsExactly(3L);
    assertThat(statements())
        .filteredOn(statement -> statement.revision() == 0)
        .extracting(LedgerFunctionTest::cloud)
        .as("what came late, in the hour it is about")
        .containsExactly(5L, 4L);
  }

  @ParameterizedTest
  @EnumSource
  void saysNothingBeforeTheIntervalAndStopsAtItsEnd(Backend backend) throws Exception {
    open(backend, new Interval(MONDAY + 2 * HOUR, MONDAY + 5 * HOUR), null);
    feed(cost("c-1", MONDAY));
    advanceTo(Long.MAX_VALUE);

    assertThat(statements()).isNotEmpty();
    assertThat(statements())
        .extracting(Statement::asOf)
        .allMatch(asOf -> asOf > MONDAY + 2 * HOUR && asOf <= MONDAY + 5 * HOUR);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void stopsWhereAnEndlessRunComesToTheEndOfItsInput(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    feed(cost("c-1", MONDAY));
    feed(cost("c-2", MONDAY + 3 * HOUR));
    advanceTo(TICK);
    advanceTo(Long.MAX_VALUE);

    assertThat(statements()).as("up to what still waited").hasSize(3);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void stateIsBoundedByWindowsNotByHistory(Backend backend) throws Exception {
    open(backend, Interval.ENDLESS, null);
    List<Integer> entries = new ArrayList<>();
    for (int hour = 0; hour < 40 * 24; hour++) {
      feed(cost("c-" + hour, MONDAY + hour * HOUR));
      feed(work(MONDAY + hour * HOUR, 1_000));
      advanceTo(MONDAY + hour * HOUR + HOUR - 1);
      if (hour % 240 == 239) {
        entries.add(Backend.entries(harness));
      }
    }

    assertThat(entries.get(3)).as("entries after 10, 20, 30, 40 days: %s", entries).isPositive();
    assertThat(entries.get(3)).isEqualTo(entries.get(2)).isEqualTo(entries.get(1));
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsOpenIsSaidRightAfterARestoreAtAnotherParallelism(Backend backend)
      throws Exception {
    Watched one = new Watched(backend, null, 1, 0);
    for (int i = 0; i < 20; i++) {
      one.feed(unplanned("service-" + i, MONDAY));
    }
    one.advanceTo(TICK - 1);
    one.feed(unplanned("another", TICK));
    one.advanceTo(TICK + MINUTE);
    assertThat(one.value(CRITICAL)).isEqualTo(20);
    assertThat(one.value("severity_open_incidents{severity=warning}")).isZero();
    assertThat(one.value("services")).isEqualTo(20);
    assertThat(one.value("ticks_behind")).isEqualTo(1);
    OperatorSubtaskState saved = one.snapshot();
    one.close();

    int parts = 3;
    List<Watched> parted = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      parted.add(new Watched(backend, saved, parts, part));
    }
    assertThat(sum(parted, CRITICAL)).isEqualTo(20);
    assertThat(sum(parted, "services")).isEqualTo(20);
    assertThat(parted)
        .allSatisfy(
            part -> {
              assertThat(part.value(CRITICAL)).isBetween(1L, 18L);
              assertThat(part.value("ticks_behind")).isEqualTo(1);
            });

    advanceTo(TICK + 5 * MINUTE - 1, parted);
    assertThat(sum(parted, CRITICAL)).isEqualTo(21);
    assertThat(sum(parted, "services")).isEqualTo(21);
    assertThat(sum(parted, "ticks_behind")).isZero();

    advanceTo(MONDAY + 3 * DAY, parted);
    assertThat(sum(parted, CRITICAL)).isZero();
    assertThat(sum(parted, "services")).isEqualTo(21);
    for (Watched part : parted) {
      part.close();
    }
  }

  private static void advanceTo(long watermark, List<Watched> parts) throws Exception {
    for (Watched part : parts) {
      part.advanceTo(watermark);
    }
  }

  private static long sum(List<Watched> parts, String metric) {
    return parts.stream().mapToLong(part -> part.value(metric)).sum();
  }

  private static Fact unplanned(String serviceId, long recordedAt) {
    return new CostRecorded(
        new FactId("erp", serviceId),
        recordedAt,
        serviceId,
        CostCategory.CLOUD,
        1_000_000,
        recordedAt,
        recordedAt,
        null);
  }

  /** One of several subtasks, its metrics recorded; it is 00:10 by its clock. */
  private static final class Watched {
    private final RecordedMetrics recorded = new RecordedMetrics();
    private final KeyedTwoInputStreamOperatorTestHarness<String, Fact, LaborPosting, ServiceEvent>
        harness;

    Watched(Backend backend, OperatorSubtaskState saved, int parallelism, int subtask)
        throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new LedgerOperator(function(Interval.ENDLESS)) {
                private static final long serialVersionUID = 1L;

                @Override
                public InternalOperatorMetricGroup getMetricGroup() {
                  return recorded.operator();
                }
              },
              Fact::serviceId,
              LaborPosting::serviceId,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              subtask);
      harness.setStateBackend(backend.create());
      harness.setProcessingTime(TICK + 5 * MINUTE);
      if (saved != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                saved, MAX_PARALLELISM, 1, parallelism, subtask));
      }
      harness.open();
    }

    void feed(Fact fact) throws Exception {
      harness.processElement1(fact, SLICES.tickKnowing(fact.recordedAt()) - 1);
    }

    void advanceTo(long watermark) throws Exception {
      harness.processBothWatermarks(new Watermark(watermark));
    }

    long value(String metric) {
      return recorded.value(metric).longValue();
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    void close() throws Exception {
      harness.close();
    }
  }

  private static long cloud(Statement statement) {
    return statement.measures().spend().getOrDefault(CostCategory.CLOUD, 0L);
  }

  private static LaborPosting work(long slice, long millis) {
    return new LaborPosting(
        "service", slice, "p", 0, millis, 0, 0, 0, 0, 0, 0, List.of(), List.of());
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    var output = harness.getSideOutput(TriplinePipeline.STATEMENTS);
    if (output != null) {
      output.stream().map(StreamRecord::getValue).forEach(statements::add);
    }
    return statements;
  }

  private void feed(Fact fact) throws Exception {
    harness.processElement1(fact, SLICES.tickKnowing(fact.recordedAt()) - 1);
  }

  private void feed(LaborPosting posting) throws Exception {
    harness.processElement2(posting, posting.slice() + SLICES.length() - 1);
  }

  private void advanceTo(long watermark) throws Exception {
    harness.processBothWatermarks(new Watermark(watermark));
  }

  private void open(Backend backend, Interval interval, OperatorSubtaskState state)
      throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new LedgerOperator(function(interval)),
            Fact::serviceId,
            LaborPosting::serviceId,
            Types.STRING);
    harness.setStateBackend(backend.create());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static LedgerFunction function(Interval interval) {
    return new LedgerFunction(new LedgerSettings(SLICES, Calendars.standard()), interval);
  }
}
