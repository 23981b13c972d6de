package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Window;

/**
 * The formulas of all metrics that are taken over a window, exact. Values are in the metric's own
 * scale: money in units of the currency, ratios with 1 for all, counts. Null stands for NO_DATA.
 */
public final class Metrics {
  private static final long MICROS = 1_000_000L;

  /** Fewer decisions say nothing of the rate. */
  private static final long LEAST_DECISIONS = 5;

  private Metrics() {}

  /**
   * What a metric comes to over a window that ends now, or null without data.
   *
   * @param metric any but REPORTED_GAP, which has no window
   */
  public static Rational actual(Metric metric, Window window, Position position) {
    if (metric == Metric.LABOR_GAP) {
      return laborGap(position.billedLabor(window));
    }
    Figures figures = position.figures(window);
    return figures == null ? null : actual(metric, figures);
  }

  /** What the plans in force expected of a metric, or null if they expected nothing of it. */
  public static Rational planned(Metric metric, Figures figures) {
    return baseline(metric, figures.planned());
  }

  /** What the first plan expected of a metric, or null if it expected nothing of it. */
  public static Rational original(Metric metric, Figures figures) {
    return baseline(metric, figures.original());
  }

  private static Rational actual(Metric metric, Figures figures) {
    Tally actual = figures.actual();
    return switch (metric) {
      case REVENUE -> money(figures.revenue());
      case COST -> money(figures.cost());
      case MARGIN -> money(margin(figures));
      case MARGIN_PCT -> ratio(margin(figures), figures.revenue());
      case UNITS -> Rational.of(actual.of(Measure.UNITS));
      case UNIT_MARGIN -> perUnit(margin(figures), actual.of(Measure.UNITS));
      case UNIT_COST -> perUnit(figures.cost(), actual.of(Measure.UNITS));
      case UTILIZATION -> ofCapacity(actual.of(Measure.OWN), figures);
      case DIVERSION -> ofCapacity(figures.netDiverted(), figures);
      case OVERTIME -> ofCapacity(actual.of(Measure.OFF_HOURS), figures);
      case HANDOFF_WAITING -> ratio(actual.of(Measure.HANDOFF_WAITING), figures.length());
      case DECLINE_RATE -> declineRate(actual);
      case LABOR_GAP, REPORTED_GAP ->
          throw new IllegalArgumentException(metric + " is not made of a window's figures");
    };
  }

  private static Rational baseline(Metric metric, Statement.Planned planned) {
    long revenue = planned.earned() + planned.retainer();
    long cost = planned.labor() + planned.spend().values().stream().reduce(0L, Math::addExact);
    Rational units = Rational.of(planned.units(), MICROS);
    return switch (metric) {
      case REVENUE -> money(revenue);
      case COST -> money(cost);
      case MARGIN -> money(revenue - cost);
      case MARGIN_PCT -> ratio(revenue - cost, revenue);
      case UNITS -> units;
      case UNIT_MARGIN -> units.signum() <= 0 ? null : money(revenue - cost).dividedBy(units);
      case UNIT_COST -> units.signum() <= 0 ? null : money(cost).dividedBy(units);
      default -> null;
    };
  }

  private static long margin(Figures figures) {
    return Math.subtractExact(figures.revenue(), figures.cost());
  }

  private static Rational laborGap(Position.BilledLabor billed) {
    return billed == null
        ? null
        : ratio(Math.subtractExact(billed.finance(), billed.allocated()), billed.allocated());
  }

  private static Rational declineRate(Tally actual) {
    long decisions = actual.of(Measure.ACCEPTED) + actual.of(Measure.DECLINED);
    return decisions < LEAST_DECISIONS ? null : ratio(actual.of(Measure.DECLINED), decisions);
  }

  private static Rational ofCapacity(long millis, Figures figures) {
    long capacity = figures.actual().of(Measure.CAPACITY);
    long least = figures.window() == Window.HOUR ? Slices.HOUR : 4 * Slices.HOUR;
    return capacity < least ? null : ratio(millis, capacity);
  }

  private static Rational money(long micros) {
    return Rational.of(micros, MICROS);
  }

  private static Rational perUnit(long micros, long units) {
    return units <= 0 ? null : Rational.of(micros, MICROS).dividedBy(units);
  }

  private static Rational ratio(long numerator, long denominator) {
    return denominator <= 0 ? null : Rational.of(numerator, denominator);
  }
}
