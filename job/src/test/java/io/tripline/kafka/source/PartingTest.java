package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.source.IntakeCounts.Kind;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.pipeline.OutcomeCounts;
import io.tripline.pipeline.RecordedMetrics;
import io.tripline.pipeline.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartingTest {
  private static final long NOW = 10_000;
  private static final Origin ORIGIN = new Origin("tripline.governance-0", 1);

  private final List<OneInputStreamOperatorTestHarness<Reading, Admissible>> open =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<Reading, Admissible> harness : open) {
      harness.close();
    }
  }

  @Test
  void partsFactsFromWhatIsNone() throws Exception {
    OneInputStreamOperatorTestHarness<Reading, Admissible> harness = start(null, 1, 0);
    feed(harness, fact(1), refused(Feed.COST), new Reading.Silence(5, 1));

    assertThat(harness.extractOutputValues())
        .containsExactly(((Reading.Read) fact(1)).admissible());
    assertThat(harness.getSideOutput(Parting.UNREAD))
        .singleElement()
        .satisfies(element -> assertThat(element.getValue().feed()).isEqualTo(Feed.COST));
  }

  @Test
  void everythingIsCountedByFeed() throws Exception {
    OneInputStreamOperatorTestHarness<Reading, Admissible> harness = start(null, 1, 0);
    feed(
        harness,
        fact(1),
        fact(2),
        refused(Feed.COST),
        new Reading.Beat(Feed.TICKET, 5, 1),
        new Reading.DisbelievedBeat(Feed.TICKET, 1),
        new Reading.Silence(5, 1));

    assertThat(counts(harness))
        .isEqualTo(
            Map.of(
                "GOVERNANCE.READ", 2L,
                "COST.READ", 1L,
                "COST.REFUSED", 1L,
                "TICKET.HEARTBEAT", 2L,
                "TICKET.HEARTBEAT_DISBELIEVED", 1L));
  }

  @Test
  void whoeverWatchesSeesTheCountsAndHowLateFactsAreRead() throws Exception {
    RecordedMetrics recorded = new RecordedMetrics();
    OneInputStreamOperatorTestHarness<Reading, Admissible> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Parting(() -> Instant.ofEpochMilli(NOW))) {
              private static final long serialVersionUID = 1L;

              @Override
              public InternalOperatorMetricGroup getMetricGroup() {
                return recorded.operator();
              }
            });
    open.add(harness);
    harness.open();
    feed(
        harness,
        fact(1),
        fact(2_000),
        refused(Feed.COST),
        new Reading.DisbelievedBeat(Feed.TICKET, 1));

    assertThat(recorded.notZero("feed_records"))
        .isEqualTo(
            Map.of("feed_records_total{feed=governance}", 2L, "feed_records_total{feed=cost}", 1L));
    assertThat(recorded.notZero("feed_outcome"))
        .isEqualTo(Map.of("feed_outcome_facts_total{feed=cost,outcome=refused}", 1L));
    assertThat(recorded.notZero("feed_heartbeats"))
        .isEqualTo(
            Map.of(
                "feed_heartbeats_total{feed=ticket}", 1L,
                "feed_heartbeats_disbelieved_total{feed=ticket}", 1L));
    assertThat(recorded.notZero("feed_read_lag_seconds_sum"))
        .isEqualTo(Map.of("feed_read_lag_seconds_sum{feed=governance}", 17L));
    assertThat(recorded.value("feed_read_lag_seconds_le_bucket{feed=governance,le=5}"))
        .isEqualTo(0L);
    assertThat(recorded.value("feed_read_lag_seconds_le_bucket{feed=governance,le=15}"))
        .isEqualTo(2L);
    assertThat(recorded.notZero("reason"))
        .isEqualTo(Map.of("reason_dead_letters_total{reason=unreadable}", 1L));
  }

  @Test
  void countsGoOnAtAnotherParallelism() throws Exception {
    OneInputStreamOperatorTestHarness<Reading, Admissible> one = start(null, 2, 0);
    OneInputStreamOperatorTestHarness<Reading, Admissible> other = start(null, 2, 1);
    feed(one, fact(1), fact(2), refused(Feed.COST));
    feed(other, fact(3), new Reading.Beat(Feed.COST, 5, 1));
    OperatorSubtaskState saved =
        AbstractStreamOperatorTestHarness.repackageState(one.snapshot(1, 1), other.snapshot(1, 1));
    feed(one, fact(4));

    OneInputStreamOperatorTestHarness<Reading, Admissible> alone =
        start(rescaled(saved, 2, 1, 0), 1, 0);
    feed(alone, fact(4));
    assertThat(counts(alone))
        .isEqualTo(
            Map.of(
                "GOVERNANCE.READ", 4L, "COST.READ", 1L, "COST.REFUSED", 1L, "COST.HEARTBEAT", 1L));

    Map<String, Long> ofThree = new HashMap<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      counts(start(rescaled(saved, 2, 3, subtask), 3, subtask))
          .forEach((what, count) -> ofThree.merge(what, count, Long::sum));
    }
    assertThat(ofThree)
        .isEqualTo(
            Map.of(
                "GOVERNANCE.READ", 3L, "COST.READ", 1L, "COST.REFUSED", 1L, "COST.HEARTBEAT", 1L));
  }

  private static OperatorSubtaskState rescaled(
      OperatorSubtaskState saved, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        saved, 128, from, to, subtask);
  }

  private OneInputStreamOperatorTestHarness<Reading, Admissible> start(
      OperatorSubtaskState saved, int parallelism, int subtask) throws Exception {
    OneInputStreamOperatorTestHarness<Reading, Admissible> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Parting(() -> Instant.ofEpochMilli(NOW))),
            128,
            parallelism,
            subtask);
    open.add(harness);
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  private static void feed(
      OneInputStreamOperatorTestHarness<Reading, Admissible> harness, Reading... readings)
      throws Exception {
    for (Reading reading : readings) {
      harness.processElement(reading, 0);
    }
  }

  private static Map<String, Long> counts(
      OneInputStreamOperatorTestHarness<Reading, Admissible> harness) throws Exception {
    Map<String, Object> accumulators = new HashMap<>();
    harness
        .getEnvironment()
        .getAccumulatorRegistry()
        .getSnapshot()
        .deserializeUserAccumulators(PartingTest.class.getClassLoader())
        .forEach((name, accumulator) -> accumulators.put(name, accumulator.getLocalValue()));
    Map<String, Long> counts = new HashMap<>();
    for (Feed feed : Feed.values()) {
      for (Kind kind : Kind.values()) {
        counts.put(feed + "." + kind, IntakeCounts.read(accumulators, feed, kind));
      }
      for (Outcome outcome : Outcome.values()) {
        counts.put(feed + "." + outcome, OutcomeCounts.read(accumulators, feed, outcome));
      }
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static Reading fact(long recordedAt) {
    return new Reading.Read(
        new Admissible(
            new PlanClosed(new FactId("pmo", "c-1"), recordedAt, "claims", "done"), ORIGIN, null));
  }

  private static Reading.Refused refused(Feed feed) {
    return new Reading.Refused(
        new Refusal(feed, null, ORIGIN, new byte[0], RefusalReason.UNREADABLE, null, "no"));
  }
}
