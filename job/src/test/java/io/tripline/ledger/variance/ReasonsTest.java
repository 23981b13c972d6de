package io.tripline.ledger.variance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.Leaf.Name;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaves of figures that can be followed by hand. */
class ReasonsTest {
  private static final long UNIT = 1_000_000L;
  private static final long HOUR = Slices.HOUR;
  private static final long NOON = Situation.at("2026-01-26T15:00:00Z");

  @Test
  void aMarginFallsApartAsInTheContractsReference() {
    Target target = Plans.atLeast("margin", Metric.MARGIN, Window.WEEK, "BASELINE").target();

    Explanation explanation = explain(target, week());

    assertThat(texts(explanation.leaves()))
        .containsExactly(
            "DIVERTED_VOLUME -10800000000",
            "SALES_VOLUME -3600000000",
            "SELLING_PRICE 500000000",
            "LABOR_YIELD -9600000000",
            "STAFFING 0",
            "DIVERSION 7200000000",
            "VISITING 0",
            "LABOR_RATE 0",
            "SPENDING CLOUD -240000000",
            "SPENDING SOFTWARE 0");
    assertThat(sum(explanation.leaves())).isEqualTo(-16_540 * UNIT);
    assertThat(explanation.leaves()).allMatch(leaf -> leaf.unit() == Leaf.Unit.MONEY);
    assertThat(explanation.accrued()).isEqualTo(400 * UNIT);
    assertThat(explanation.flows())
        .containsExactly(
            outward("p-3", 36 * HOUR, 4320 * UNIT, 10_800 * UNIT),
            outward("p-5", 24 * HOUR, 2880 * UNIT, 7200 * UNIT));
  }

  @Test
  void divertedTimeExplainsNoMoreUnitsThanAreMissing() {
    Target target = Plans.atLeast("margin", Metric.MARGIN, Window.WEEK, "BASELINE").target();

    assertThat(texts(explain(target, week(5)).leaves())).contains("DIVERTED_VOLUME -7200000000");
    assertThat(texts(explain(target, week(7)).leaves())).contains("DIVERTED_VOLUME 0");
  }

  @Test
  void aGivenTargetHasAnAllowance() {
    Target target = Plans.atLeast("margin", Metric.MARGIN, Window.WEEK, "50000").target();

    List<Leaf> leaves = explain(target, week()).leaves();

    assertThat(texts(leaves)).last().isEqualTo("ALLOWANCE -667741935");
    assertThat(sum(leaves)).isEqualTo(32_792_258_065L - 50_000 * UNIT);
  }

  @Test
  void revenueHasVolumeAndPriceOnly() {
    Target target = Plans.atLeast("r", Metric.REVENUE, Window.WEEK, "BASELINE").target();

    Explanation explanation = explain(target, week());

    assertThat(texts(explanation.leaves()))
        .containsExactly("SALES_VOLUME -24000000000", "SELLING_PRICE 500000000");
    assertThat(explanation.accrued()).as("no spend in revenue").isZero();
  }

  @Test
  void costLeavesArePositiveWhereCostIsSaved() {
    Target target = Plans.atMost("c", Metric.COST, Window.WEEK, "20000").target();

    assertThat(texts(explain(target, week()).leaves()))
        .containsExactly(
            "STAFFING 0",
            "DIVERSION 7200000000",
            "VISITING 0",
            "LABOR_RATE 0",
            "SPENDING CLOUD -240000000",
            "SPENDING SOFTWARE 0",
            "ALLOWANCE -11700000000");
  }

  @Test
  void aMetricPerUnitCarriesTheLeavesAgainstTheBaselineWithoutAllowance() {
    Target pct = Plans.atLeast("m", Metric.MARGIN_PCT, Window.WEEK, "0.9").target();
    Target unitCost = Plans.atMost("u", Metric.UNIT_COST, Window.WEEK, "1").target();

    List<Leaf> margin = explain(pct, week()).leaves();
    List<Leaf> cost = explain(unitCost, week()).leaves();

    assertThat(margin).noneMatch(leaf -> leaf.name() == Name.ALLOWANCE);
    assertThat(sum(margin)).isEqualTo(-16_540 * UNIT);
    assertThat(cost).noneMatch(leaf -> leaf.name() == Name.ALLOWANCE);
    assertThat(sum(cost)).isEqualTo(6960 * UNIT);
  }

  @Test
  void visitorsAndTheirRateAreTakenApart() {
    Figures figures =
        new Sketch()
            .planned(0, 0, 100 * HOUR, 10_000 * UNIT)
            .with(Measure.CAPACITY, 90 * HOUR)
            .with(Measure.BENCH, 5 * HOUR)
            .with(Measure.LABOR, 12_345 * UNIT)
            .in("x", "other", 15 * HOUR, 3000 * UNIT)
            .over(Window.DAY, NOON);
    Target target = Plans.atMost("c", Metric.COST, Window.DAY, "BASELINE").target();

    Explanation explanation = explain(target, figures);

    assertThat(texts(explanation.leaves()))
        .containsExactly(
            "STAFFING 1000000000", "DIVERSION 0", "VISITING -2000000000", "LABOR_RATE -1345000000");
    assertThat(explanation.flows())
        .containsExactly(
            new Flow(
                Flow.Direction.IN,
                "x",
                "agent",
                "other",
                Situation.SERVICE,
                15 * HOUR,
                3000 * UNIT,
                null));
  }

  @Test
  void diversionIsTimePerDestinationNetOfWhatCameBack() {
    Figures figures =
        new Sketch()
            .with(Measure.CAPACITY, 10 * HOUR)
            .out("p-1", "b", 4 * HOUR, 0)
            .out("p-2", "a", HOUR, 0)
            .in("p-1", "b", HOUR, 0)
            .over(Window.HOUR, NOON);
    Target target = Plans.atMost("d", Metric.DIVERSION, Window.HOUR, "0.2").target();

    Explanation explanation = explain(target, figures);

    assertThat(texts(explanation.leaves()))
        .containsExactly(
            "DIVERTED a 3600000", "DIVERTED b 10800000", "OTHER 0", "ALLOWANCE -7200000");
    assertThat(explanation.leaves()).allMatch(leaf -> leaf.unit() == Leaf.Unit.MILLISECONDS);
    assertThat(explanation.flows()).extracting(Flow::millis).containsExactly(4 * HOUR, HOUR, HOUR);
  }

  @Test
  void utilizationLacksWhatWasDivertedAndWhatNobodyLogged() {
    Figures figures =
        new Sketch()
            .with(Measure.CAPACITY, 10 * HOUR)
            .with(Measure.OWN, 5 * HOUR)
            .out("p-1", "b", 3 * HOUR, 0)
            .in("p-1", "b", HOUR, 0)
            .over(Window.DAY, NOON);

    assertThat(
            texts(
                explain(Plans.atLeast("u", Metric.UTILIZATION, Window.DAY, "0.9").target(), figures)
                    .leaves()))
        .containsExactly(
            "DIVERTED b 7200000", "UNLOGGED 7200000", "OTHER 3600000", "ALLOWANCE -3600000");
    assertThat(
            texts(
                explain(Plans.atMost("u", Metric.UTILIZATION, Window.DAY, "0.3").target(), figures)
                    .leaves()))
        .containsExactly(
            "DIVERTED b -7200000", "UNLOGGED -7200000", "OTHER -3600000", "ALLOWANCE 25200000");
  }

  @Test
  void otherMetricsHaveNeitherLeavesNorFlows() {
    for (Metric metric :
        List.of(Metric.UNITS, Metric.OVERTIME, Metric.HANDOFF_WAITING, Metric.DECLINE_RATE)) {
      Target target = Plans.atMost("x", metric, Window.WEEK, "0").target();
      Reading reading = Reading.of(target, Rational.ONE, Rational.ZERO);

      Explanation explanation = new Reasons(Situation.SERVICE, target, week()).explain(reading);

      assertThat(explanation).as(metric.label()).isEqualTo(Explanation.NONE);
    }
  }

  /** Four of six units, 60 of 240 hours elsewhere, 500 above price, cloud 240 above plan. */
  static Figures week() {
    return week(4);
  }

  private static Figures week(int units) {
    return new Sketch()
        .planned(72_000 * UNIT, 6 * UNIT, 240 * HOUR, 28_800 * UNIT)
        .plannedSpend(CostCategory.CLOUD, 2500 * UNIT)
        .plannedSpend(CostCategory.SOFTWARE, 400 * UNIT)
        .retainer(9_032_258_065L)
        .with(Measure.UNITS, units)
        .with(Measure.EARNED, 48_500 * UNIT)
        .with(Measure.CAPACITY, 240 * HOUR)
        .with(Measure.LABOR, 21_600 * UNIT)
        .with(Measure.CLOUD, 2740 * UNIT)
        .accrued(CostCategory.SOFTWARE, 400 * UNIT)
        .out("p-3", "legacy-support", 36 * HOUR, 4320 * UNIT)
        .out("p-5", "legacy-support", 24 * HOUR, 2880 * UNIT)
        .over(Window.WEEK, NOON);
  }

  /** The explanation of a target's reading over figures. */
  static Explanation explain(Target target, Figures figures) {
    Situation situation = new Situation();
    situation.tick = figures.end();
    situation.figures.put(figures.window(), figures);
    MetricGauge gauge = new MetricGauge(target);
    return gauge.explain(situation, gauge.read(situation));
  }

  private static Flow outward(String person, long millis, long cost, long value) {
    return new Flow(
        Flow.Direction.OUT,
        person,
        "architect",
        Situation.SERVICE,
        "legacy-support",
        millis,
        cost,
        value);
  }

  private static List<String> texts(List<Leaf> leaves) {
    return leaves.stream()
        .map(
            leaf -> leaf.name() + (leaf.of() == null ? " " : " " + leaf.of() + " ") + leaf.amount())
        .toList();
  }

  private static long sum(List<Leaf> leaves) {
    return leaves.stream().mapToLong(Leaf::amount).sum();
  }
}
