package io.tripline.ledger.variance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Position.Silence;
import io.tripline.ledger.book.Position.Unplanned;
import io.tripline.ledger.event.VarianceEvent.Reason;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read. */
class HeadlinesTest {
  private static final long HOUR = Slices.HOUR;
  private static final long MINUTE = 60_000L;

  @Test
  void diversionNamesWhoWentWhere() {
    Figures figures =
        new Sketch()
            .with(Measure.CAPACITY, 6 * HOUR)
            .out("p-3", "legacy-support", 58 * MINUTE, 0)
            .out("p-4", "legacy-support", 58 * MINUTE, 0)
            .out("p-5", "legacy-support", 58 * MINUTE, 0)
            .over(Window.HOUR, Situation.at("2026-01-26T15:00:00Z"));
    Target target = Plans.atMost("fidelity", Metric.DIVERSION, Window.HOUR, "0.20").target();

    assertThat(headline(Transition.OPENED, target, figures))
        .isEqualTo(
            "Diversion of cloud-migration is 48.3 % over the last hour, 28.3 points above the 20 %"
                + " allowed: 2 h 54 min of p-3, p-4 and p-5 went to legacy-support.");
    assertThat(headline(Transition.ESCALATED, target, figures))
        .startsWith("Now critical: Diversion of cloud-migration is 48.3 %");
    assertThat(headline(Transition.UPDATED, target, figures))
        .startsWith("Still open: Diversion of cloud-migration is 48.3 %");
  }

  @Test
  void moneyNamesTheLargestPart() {
    Target target = Plans.atLeast("margin", Metric.MARGIN, Window.WEEK, "BASELINE").target();

    assertThat(headline(Transition.OPENED, target, ReasonsTest.week()))
        .isEqualTo(
            "Margin of cloud-migration is 32,792.26 over the last week, 16,540.00 below the"
                + " 49,332.26 planned: the largest part, 10,800.00, is units not delivered because"
                + " time went elsewhere.");
  }

  @Test
  void aCostNamesWhatWasOverspent() {
    Target target = Plans.atMost("cost", Metric.COST, Window.WEEK, "20000").target();

    assertThat(headline(Transition.OPENED, target, ReasonsTest.week()))
        .endsWith("the largest part, 240.00, is more spent on CLOUD.");
  }

  @Test
  void aMetricWithoutLeavesEndsAfterItsNumbers() {
    Target target = Plans.atLeast("units", Metric.UNITS, Window.WEEK, "BASELINE").target();

    assertThat(headline(Transition.OPENED, target, ReasonsTest.week()))
        .isEqualTo(
            "Number of units of cloud-migration is 4 over the last week, 2 below the 6 planned.");
    assertThat(headline(Transition.RESOLVED, target, ReasonsTest.week()))
        .isEqualTo(
            "Number of units of cloud-migration has recovered: 4 over the last week, against at"
                + " least 6.");
  }

  @Test
  void builtInTargetsSpeakForThemselves() {
    Situation situation = new Situation();
    situation.silences.put(Feed.COST, new Silence(10 * HOUR + 5 * MINUTE, 10 * HOUR));
    situation.unplanned = new Unplanned(0, 1_234_500_000L, 3 * HOUR);

    assertThat(headline(Transition.OPENED, new SilenceGauge(Feed.COST), situation))
        .isEqualTo(
            "The cost feed of cloud-migration has been silent for 10 h 5 min of working time,"
                + " where the plan bears 10 h.");
    assertThat(headline(Transition.RESOLVED, new SilenceGauge(Feed.COST), situation))
        .isEqualTo("The cost feed of cloud-migration speaks again.");
    assertThat(headline(Transition.OPENED, new UnplannedGauge(), situation))
        .isEqualTo(
            "1,234.50 of cost and 3 h of work went into cloud-migration in the last 24 hours"
                + " without a plan.");
    assertThat(headline(Transition.RESOLVED, new UnplannedGauge(), situation))
        .isEqualTo("Nothing was done on cloud-migration without a plan for 24 hours.");
  }

  @Test
  void aGapSaysHowLong() {
    Target target = Plans.atMost("gap", Metric.REPORTED_GAP, null, "14400000").target();
    Gauge gauge = new ReportedGapGauge(target, position -> Rational.of(5 * HOUR));

    assertThat(headline(Transition.OPENED, gauge, new Situation()))
        .isEqualTo(
            "cloud-migration has been reported GREEN beside a critical variance for 5 h, where 4 h"
                + " are allowed.");
  }

  @Test
  void anEndBySomebodysHandSaysSo() {
    assertThat(Headlines.ended("a", "t", Reason.DROPPED).text())
        .isEqualTo("The plan of a no longer has the target t.");
    assertThat(Headlines.ended("a", "t", Reason.CLOSED).text())
        .isEqualTo("The plan of a was closed, and with it the target t.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 min",
    "20000, less than a minute",
    "60000, 1 min",
    "3599000, 1 h",
    "3660000, 1 h 1 min",
    "-5400000, -1 h 30 min",
    "4320000000, '1,200 h'"
  })
  void durationsAreHoursAndMinutes(long millis, String text) {
    assertThat(Wording.duration(millis)).isEqualTo(text);
  }

  @Test
  void manyNamesAreCounted() {
    assertThat(Wording.names(List.of("a")).text()).isEqualTo("a");
    assertThat(Wording.names(List.of("a", "b")).text()).isEqualTo("a and b");
    assertThat(Wording.names(List.of("a", "b", "c")).text()).isEqualTo("a, b and c");
    assertThat(Wording.names(List.of("a", "b", "c", "d", "e")).text())
        .isEqualTo("a, b and 3 others");
  }

  @Test
  void theWordsDoNotDependOnWhereTheMachineStands() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Wording.money(Rational.of(-123_456_789, 100))).isEqualTo("-1,234,567.89");
      assertThat(Wording.value(Metric.DIVERSION, Rational.of(12_345, 1000))).isEqualTo("1,234.5 %");
      assertThat(Wording.value(Metric.UNITS, Rational.of(1, 3))).isEqualTo("0.33");
      assertThat(Wording.value(Metric.UNITS, Rational.of(100))).isEqualTo("100");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String headline(Transition transition, Target target, Figures figures) {
    Situation situation = new Situation();
    situation.tick = figures.end();
    situation.figures.put(figures.window(), figures);
    return headline(transition, new MetricGauge(target), situation);
  }

  private static String headline(Transition transition, Gauge gauge, Situation situation) {
    Reading reading = gauge.read(situation);
    return Headlines.of(transition, gauge, situation, reading, gauge.explain(situation, reading))
        .text();
  }
}
