package io.tripline.ledger.variance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Metrics;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the figures, the leaves sum to the difference they explain. Another seed every time;
 * every failure names the one it needs.
 */
class LeavesSumTest {
  private static final int ROUNDS = 2000;
  private static final long END = Situation.at("2026-01-26T15:00:00Z");
  private static final Rational MICROS = Rational.of(1_000_000);

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {
        "REVENUE",
        "COST",
        "MARGIN",
        "MARGIN_PCT",
        "UNIT_MARGIN",
        "UNIT_COST",
        "UTILIZATION",
        "DIVERSION"
      })
  void leavesSumToTheDifference(Metric metric) {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    int explained = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Figures figures = figures(random);
      Target target = target(metric, random);
      Situation situation = new Situation();
      situation.figures.put(Window.WEEK, figures);
      MetricGauge gauge = new MetricGauge(target);
      Reading reading = gauge.read(situation);
      if (!reading.hasData()) {
        continue;
      }
      explained++;
      List<Leaf> leaves = gauge.explain(situation, reading).leaves();
      assertThat(leaves.stream().mapToLong(Leaf::amount).sum())
          .as("seed %d, round %d, %s, %s", seed, round, target, figures)
          .isEqualTo(difference(metric, reading, figures).roundHalfUp());
    }
    assertThat(explained).as("seed %d", seed).isGreaterThan(ROUNDS / 20);
  }

  @Test
  void whatRoundingLeavesOverGoesToTheFirstOfTheLargest() {
    List<Leaf> leaves =
        Apportionment.settle(
            List.of(part(7, 3), part(-10, 3), part(10, 3), part(1, 3)),
            Rational.of(8, 3),
            Leaf.Unit.MONEY);

    // 2, −3, 3 and 0 sum to 2, but 8/3 is nearest to 3
    assertThat(leaves).extracting(Leaf::amount).containsExactly(2L, -2L, 3L, 0L);
  }

  /** What the leaves are to sum to, from the definitions and not from the code. */
  private static Rational difference(Metric metric, Reading reading, Figures figures) {
    return switch (metric) {
      case REVENUE, MARGIN -> reading.actual().minus(reading.target()).times(MICROS);
      case COST -> reading.target().minus(reading.actual()).times(MICROS);
      case MARGIN_PCT, UNIT_MARGIN ->
          Rational.of(figures.revenue() - figures.cost())
              .minus(Metrics.planned(Metric.MARGIN, figures).times(MICROS));
      case UNIT_COST ->
          Metrics.planned(Metric.COST, figures).times(MICROS).minus(Rational.of(figures.cost()));
      default -> reading.excess().times(figures.actual().of(Measure.CAPACITY));
    };
  }

  private static Target target(Metric metric, Random random) {
    boolean baseline = metric.planned() && random.nextBoolean();
    String bound = baseline ? "BASELINE" : String.valueOf(random.nextInt(-3000, 3000) / 1000.0);
    return (random.nextBoolean()
            ? Plans.atMost("t", metric, Window.WEEK, bound)
            : Plans.atLeast("t", metric, Window.WEEK, bound))
        .target();
  }

  private static Figures figures(Random random) {
    boolean nothingSold = random.nextInt(4) == 0;
    boolean nobody = random.nextInt(4) == 0;
    long hours = nobody ? 0 : 1000 + amount(random);
    Sketch sketch =
        new Sketch()
            .planned(
                nothingSold ? 0 : amount(random),
                nothingSold ? 0 : 1000 + amount(random) / 1000,
                hours,
                hours * random.nextLong(1, 200))
            .retainer(random.nextBoolean() ? 0 : amount(random))
            .with(Measure.EARNED, signed(random))
            .with(Measure.UNITS, random.nextInt(-2, 9))
            .with(Measure.CAPACITY, random.nextInt(5) == 0 ? 0 : amount(random))
            .with(Measure.OWN, amount(random))
            .with(Measure.LABOR, amount(random))
            .with(Measure.BENCH, random.nextBoolean() ? 0 : amount(random))
            .with(Measure.CLOUD, signed(random));
    if (random.nextBoolean()) {
      sketch.plannedSpend(CostCategory.CLOUD, amount(random));
    }
    if (random.nextBoolean()) {
      long expected = amount(random);
      sketch.plannedSpend(CostCategory.OTHER, expected);
      sketch.accrued(CostCategory.OTHER, expected / 3);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      sketch.out("p-" + i, "s-" + random.nextInt(3), amount(random), amount(random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      sketch.in("p-" + i, "s-" + random.nextInt(3), amount(random), amount(random));
    }
    return sketch.over(Window.WEEK, END);
  }

  /** Of any size, so that small ones meet large ones. */
  private static long amount(Random random) {
    return random.nextLong(1, 1L << random.nextInt(1, 36));
  }

  private static long signed(Random random) {
    return random.nextBoolean() ? amount(random) : -amount(random);
  }

  private static Apportionment.Part part(long numerator, long denominator) {
    return new Apportionment.Part(Leaf.Name.OTHER, null, Rational.of(numerator, denominator));
  }
}
