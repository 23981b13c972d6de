package io.tripline.pipeline;

import static io.tripline.pipeline.Sample.MINUTE;
import static io.tripline.pipeline.Sample.MONDAY;
import static io.tripline.pipeline.Sample.SLICES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.event.ServiceState.RuleState;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.ServiceState.TargetState;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.service.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private long now = MONDAY;
  private final LedgerMetrics metrics =
      new LedgerMetrics(JobMetrics.of(recorded.operator()), SLICES, () -> now);

  @Test
  void incidentsAreCountedBySeverityAndOnlyWhileTheyAreOpen() {
    metrics.stands("a", new Standing(List.of(incident(Severity.WARNING), quiet()), List.of()));
    metrics.stands(
        "b",
        new Standing(List.of(incident(Severity.CRITICAL), incident(Severity.WARNING)), List.of()));
    assertThat(recorded.notZero("severity_open_incidents"))
        .isEqualTo(
            Map.of(
                "severity_open_incidents{severity=warning}", 2L,
                "severity_open_incidents{severity=critical}", 1L));

    metrics.stands("a", new Standing(List.of(incident(Severity.CRITICAL), quiet()), List.of()));
    metrics.stands("b", new Standing(List.of(quiet()), List.of()));
    assertThat(recorded.notZero("severity_open_incidents"))
        .isEqualTo(Map.of("severity_open_incidents{severity=critical}", 1L));
  }

  @Test
  void switchesAreCountedByWhatTheyAskForWhileTheyAreLatched() {
    metrics.stands("a", new Standing(List.of(), List.of(rule(RulePhase.TRIPPED))));
    metrics.stands("b", new Standing(List.of(), List.of(rule(RulePhase.WARNED))));
    metrics.stands("c", new Standing(List.of(), List.of(rule(RulePhase.OVERRIDDEN))));
    assertThat(recorded.notZero("action_mode_phase_latched_switches"))
        .isEqualTo(Map.of(latched("tripped"), 1L, latched("overridden"), 1L));

    metrics.stands("a", new Standing(List.of(), List.of(rule(RulePhase.STANDING))));
    metrics.stands("c", new Standing(List.of(), List.of(rule(RulePhase.ARMED))));
    assertThat(recorded.notZero("action_mode_phase_latched_switches"))
        .isEqualTo(Map.of(latched("standing"), 1L));
  }

  @Test
  void isAsManyTicksBehindAsTheClockHasPassedSinceTheLastThatWasEvaluated() {
    assertThat(recorded.value("ticks_behind")).as("nothing is known yet").isEqualTo(0L);
    assertThat(recorded.value("known_time_timestamp_seconds")).isEqualTo(0.0);

    metrics.reached(MONDAY - 1);
    assertThat(recorded.value("known_time_timestamp_seconds"))
        .isEqualTo((MONDAY - 1) / 1000.0)
        .isEqualTo(1767571199.999);
    assertThat(behindAt(MONDAY)).as("the tick is evaluated").isZero();
    assertThat(behindAt(MONDAY + 5 * MINUTE - 1)).isZero();
    assertThat(behindAt(MONDAY + 5 * MINUTE)).isEqualTo(1);
    assertThat(behindAt(MONDAY + 61 * MINUTE)).isEqualTo(12);

    metrics.reached(MONDAY + 5 * MINUTE - 2);
    assertThat(behindAt(MONDAY + 5 * MINUTE)).as("a millisecond before its timer").isEqualTo(1);
    metrics.reached(MONDAY + 60 * MINUTE);
    assertThat(behindAt(MONDAY)).as("producers ahead of the clock").isZero();
    metrics.reached(Long.MAX_VALUE);
    assertThat(behindAt(MONDAY + 66 * MINUTE)).as("the end of the input is no time").isEqualTo(1);
  }

  private long behindAt(long clock) {
    now = clock;
    return recorded.value("ticks_behind").longValue();
  }

  private static String latched(String phase) {
    return "action_mode_phase_latched_switches{action=defund,mode=enforce,phase=" + phase + "}";
  }

  private static TargetState quiet() {
    return new TargetState("t", "cost", TargetPhase.QUIET, Level.OK, null, null, null, null);
  }

  private static TargetState incident(Severity severity) {
    return new TargetState(
        "t", "cost", TargetPhase.RECOVERING, Level.OK, severity, "id", MONDAY, MONDAY);
  }

  private static RuleState rule(RulePhase phase) {
    return new RuleState(
        "r", phase, Rule.Action.DEFUND, Rule.Mode.ENFORCE, MONDAY, MONDAY, null, null);
  }
}
