package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.book.Measure;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Observed;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Condition.BaselineChoice;
import io.tripline.ledger.plan.Condition.Side;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When conditions hold, fail or have no data, and what is told of them. */
class ConditionsTest {
  private static final long MILLION = 1_000_000L;
  private static final Target MARGIN =
      new Target(
          "margin",
          Metric.MARGIN,
          Window.DAY,
          Target.Direction.AT_LEAST,
          null,
          Tolerance.NONE,
          Tolerance.NONE,
          Tolerance.NONE,
          BigDecimal.ZERO,
          0,
          0,
          During.ALWAYS);
  private static final Target DIVERSION =
      new Target(
          "diversion",
          Metric.DIVERSION,
          Window.DAY,
          Target.Direction.AT_MOST,
          new BigDecimal("0.25"),
          Tolerance.NONE,
          Tolerance.NONE,
          Tolerance.NONE,
          BigDecimal.ZERO,
          0,
          0,
          During.ALWAYS);

  private final Stage stage = new Stage("01-05 12:00");

  @ParameterizedTest
  @CsvSource({
    "BELOW, 1,        true",
    "BELOW, 2,        false",
    "BELOW, 3,        false",
    "ABOVE, 1,        false",
    "ABOVE, 2,        false",
    "ABOVE, 3,        true",
  })
  void holdsStrictlyBeyondTheThreshold(Side side, long units, boolean holds) {
    stage.measured(Measure.UNITS, units);

    assertThat(trips(side == Side.ABOVE ? above("2") : RuleDraft.below(Metric.UNITS, "2")))
        .isEqualTo(holds);
  }

  @Test
  void comparesExactly() {
    // 3 of 9 hours is above 0.333333, and not above a third
    stage.measured(Measure.CAPACITY, 9 * 3_600_000L).measured(Measure.OWN, 3 * 3_600_000L);

    assertThat(trips(RuleDraft.above(Metric.UTILIZATION, "0.333333"))).isTrue();
    assertThat(trips(RuleDraft.above(Metric.UTILIZATION, "0.3333333333333333334"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // cost of 120 against 100 by the plan and 90 by the first one
    "ABOVE, 120,   CURRENT,  false",
    "ABOVE, 119.9, CURRENT,  true",
    "ABOVE, 133,   ORIGINAL, true",
    "ABOVE, 134,   ORIGINAL, false",
    "ABOVE, 125,   EITHER,   true",
    "ABOVE, 134,   EITHER,   false",
    "BELOW, 130,   CURRENT,  true",
    "BELOW, 130,   ORIGINAL, false",
    "BELOW, 130,   EITHER,   true",
    "BELOW, 115,   EITHER,   false",
  })
  void takesPercentagesOfTheBaselineAskedFor(
      Side side, String percent, BaselineChoice of, boolean holds) {
    stage.measured(Measure.LABOR, 120 * MILLION).expected(labor(100), labor(90));

    assertThat(trips(RuleDraft.percent(Metric.COST, side, percent, of))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "ABOVE, 125, CURRENT,  125.000000",
    "ABOVE, 125, ORIGINAL, 112.500000",
    "ABOVE, 125, EITHER,   112.500000",
    "BELOW, 125, EITHER,   125.000000",
    "BELOW, -20, EITHER,   -18.000000",
    "ABOVE, -20, EITHER,   -20.000000",
  })
  void tellsTheThresholdThatIsPassedFirst(
      Side side, String percent, BaselineChoice of, String threshold) {
    stage.measured(Measure.LABOR, 120 * MILLION).expected(labor(100), labor(90));

    assertThat(observed(RuleDraft.percent(Metric.COST, side, percent, of)).threshold())
        .isEqualTo(threshold);
  }

  @Test
  void eitherIsTheOneThatCanBeComputed() {
    stage
        .measured(Measure.EARNED, MILLION)
        .measured(Measure.LABOR, 2 * MILLION)
        .expected(earned(0, 1), earned(4, 1));
    Condition condition =
        RuleDraft.percent(Metric.MARGIN_PCT, Side.BELOW, "50", BaselineChoice.EITHER);

    assertThat(observed(condition).threshold()).isEqualTo("0.375000");
    assertThat(trips(condition)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"CURRENT", "EITHER"})
  void hasNoDataIfNoBaselineCanBeComputed(BaselineChoice of) {
    stage.measured(Measure.EARNED, MILLION).expected(earned(0, 1), earned(0, 1));
    Condition condition = RuleDraft.percent(Metric.MARGIN_PCT, Side.ABOVE, "-999", of);

    assertThat(observed(condition).value()).isNull();
    assertThat(observed(condition).threshold()).isNull();
    assertThat(trips(condition)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"COST, false", "TICKET, false", "ALLOCATION, true"})
  void hasNoDataWhileAFeedItNeedsIsSilent(Feed feed, boolean holds) {
    stage.measured(Measure.LABOR, MILLION).silent(feed);

    assertThat(trips(RuleDraft.above(Metric.COST, "0"))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "OK,       WARNING,  false",
    "WARNING,  WARNING,  true",
    "WARNING,  CRITICAL, false",
    "CRITICAL, WARNING,  true",
    "CRITICAL, CRITICAL, true",
    "NO_DATA,  WARNING,  false",
    "FROZEN,   WARNING,  false",
    ",         WARNING,  false",
  })
  void holdsIfTheTargetIsAtLeastAtThatLevel(Level level, Severity is, boolean holds) {
    stage.level("diversion", level).holding();

    assertThat(trips(RuleDraft.level("diversion", is))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"OK, true", "NO_DATA, false", "FROZEN, false", ", false"})
  void aTargetThatIsOkFailsAndOneWithoutDataDoesNot(Level level, boolean standsDown) {
    stage.level("diversion", Level.CRITICAL).holding();
    stage.planned(
        Stage.plan(
            1,
            "always",
            List.of(DIVERSION),
            RuleDraft.of("zombie")
                .when(RuleDraft.level("diversion", Severity.CRITICAL))
                .clearAfter(Duration.ZERO)
                .rule()));
    stage.tick();

    List<KillSwitchEvent> events = stage.level("diversion", level).tick();

    assertThat(events.isEmpty()).isNotEqualTo(standsDown);
  }

  @Test
  void oneConditionWithoutDataLeavesAllUndecided() {
    stage.failing();
    stage.planned(
        RuleDraft.of("zombie")
            .when(RuleDraft.NO_UNITS, RuleDraft.below(Metric.DECLINE_RATE, "1"))
            .clearAfter(Duration.ZERO)
            .rule());

    // armed to warned needs both
    assertThat(stage.holding().until("01-05 13:00")).isEmpty();
    stage.measured(Measure.ACCEPTED, 5);
    assertThat(stage.until("01-05 13:05")).containsExactly("01-05 13:05 WARNED");
    // the first one fails, but as the second says nothing, nothing is stood down
    stage.measured(Measure.ACCEPTED, 4).failing();
    assertThat(stage.until("01-05 14:00")).isEmpty();
    stage.measured(Measure.ACCEPTED, 5);
    assertThat(stage.until("01-05 14:05")).containsExactly("01-05 14:05 STOOD_DOWN");
  }

  @Test
  void asksTheTargetsForTheReportedGap() {
    Condition condition = RuleDraft.above(Metric.REPORTED_GAP, "3600000");

    assertThat(trips(condition)).isFalse();
    stage.reportedGap(Duration.ofHours(1));
    assertThat(trips(condition)).isFalse();
    stage.reportedGap(Duration.ofMinutes(61));
    assertThat(trips(condition)).isTrue();
    assertThat(observed(condition).value()).isEqualTo("3660000.000000");
  }

  @Test
  void tellsWhatAConditionOnAMetricSaw() {
    stage.measured(Measure.CAPACITY, 9 * 3_600_000L).measured(Measure.OWN, 3 * 3_600_000L);

    assertThat(observed(RuleDraft.above(Metric.UTILIZATION, "0.25")))
        .isEqualTo(
            new Observed(
                null,
                "utilization",
                Window.DAY,
                new BigDecimal("0.333333"),
                new BigDecimal("0.250000"),
                Side.ABOVE,
                null,
                true));
  }

  @Test
  void tellsWhatAConditionOnATargetSaw() {
    stage
        .measured(Measure.LABOR, 120 * MILLION)
        .expected(earned(4, 1), earned(0, 0))
        .level("margin", Level.WARNING);

    assertThat(observed(RuleDraft.level("margin", Severity.CRITICAL)))
        .isEqualTo(
            new Observed(
                "margin",
                "margin",
                Window.DAY,
                new BigDecimal("-120.000000"),
                new BigDecimal("3.000000"),
                null,
                Severity.WARNING,
                false));
    stage.measured(Measure.CAPACITY, 9 * 3_600_000L).level("diversion", Level.OK);
    assertThat(observed(RuleDraft.level("diversion", Severity.CRITICAL)))
        .isEqualTo(
            new Observed(
                "diversion",
                "diversion",
                Window.DAY,
                new BigDecimal("0.000000"),
                new BigDecimal("0.250000"),
                null,
                null,
                false));
  }

  @Test
  void tellsNothingOfATargetWithoutData() {
    stage.measured(Measure.CAPACITY, 9 * 3_600_000L).level("diversion", Level.FROZEN);

    assertThat(observed(RuleDraft.level("diversion", Severity.WARNING)))
        .isEqualTo(
            new Observed("diversion", "diversion", Window.DAY, null, null, null, null, false));
  }

  private static Condition above(String threshold) {
    return RuleDraft.above(Metric.UNITS, threshold);
  }

  private static Statement.Planned labor(long amount) {
    return new Statement.Planned(0, 0, 0, amount * MILLION, Map.of(), 0);
  }

  private static Statement.Planned earned(long amount, long spend) {
    return new Statement.Planned(
        amount * MILLION, 0, 0, 0, Map.of(CostCategory.CLOUD, spend * MILLION), 0);
  }

  /** Whether a rule with that condition alone trips at the next tick. */
  private boolean trips(Condition condition) {
    return stage.afresh().planned(planOf(condition)).tick().stream()
        .anyMatch(event -> event.transition() == KillSwitchEvent.Transition.TRIPPED);
  }

  /** What it saw, told by the rejection of a command. */
  private Observed observed(Condition condition) {
    stage.afresh().planned(planOf(condition)).order(CommandAction.REARM);
    return stage.tick().get(0).observed().get(0);
  }

  private static Plan planOf(Condition condition) {
    return Stage.plan(
        1,
        "office",
        List.of(MARGIN, DIVERSION),
        RuleDraft.of("zombie").when(condition).lasting(Duration.ZERO).rule());
  }
}
