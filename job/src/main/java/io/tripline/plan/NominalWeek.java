package io.tripline.plan;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.calendar.WorkingCalendar;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.LongStream;

/**
 * What a plan expects of an ordinary week, in units of the currency, and about what of that falls
 * into a window. Good enough to warn by; the ledger computes what counts.
 */
final class NominalWeek {
  private static final long HOUR = 3_600_000L;
  private static final int HOURS_PER_WEEK = 168;
  private static final BigDecimal HOURS_PER_MONTH = new BigDecimal("730.5");

  private final Plan plan;
  private final WorkingCalendar calendar;
  private final long from;

  /**
   * @param from any time at which the calendar is looked at
   */
  NominalWeek(Plan plan, Calendars calendars, long from) {
    this.plan = plan;
    this.calendar = calendars.calendar(plan.calendar());
    this.from = from;
  }

  BigDecimal units() {
    return natural(plan.baseline().unitsPerWeek());
  }

  BigDecimal earned() {
    return plan.unit() == null ? BigDecimal.ZERO : units().multiply(natural(plan.unit().value()));
  }

  BigDecimal labor() {
    BigDecimal hours = fraction(calendar.nominalWeek(), HOUR);
    return plan.baseline().team().stream()
        .map(role -> natural(role.headcount()).multiply(natural(role.hourlyCost())).multiply(hours))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * About what the plan expects of revenue, margin or units in a window; for PLAN, of its first
   * week.
   */
  BigDecimal expected(Metric metric, Window window) {
    BigDecimal work = shareOfWork(window);
    if (metric == Metric.UNITS) {
      return units().multiply(work);
    }
    BigDecimal hours = BigDecimal.valueOf(hours(window));
    BigDecimal revenue = earned().multiply(work).add(retainerPerHour().multiply(hours));
    if (metric == Metric.REVENUE) {
      return revenue;
    }
    BigDecimal spend =
        spend().multiply(hours).divide(BigDecimal.valueOf(HOURS_PER_WEEK), MathContext.DECIMAL64);
    return revenue.subtract(labor().multiply(work)).subtract(spend);
  }

  private BigDecimal spend() {
    return plan.baseline().spendPerWeek().values().stream()
        .map(NominalWeek::natural)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal retainerPerHour() {
    Baseline.Retainer retainer = plan.baseline().retainer();
    if (retainer == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal hours =
        switch (retainer.per()) {
          case MONTH -> HOURS_PER_MONTH;
          case DAY -> BigDecimal.valueOf(24);
          case HOUR -> BigDecimal.ONE;
        };
    return natural(retainer.amount()).divide(hours, MathContext.DECIMAL64);
  }

  /** The most of a week's work that falls into a window. */
  private BigDecimal shareOfWork(Window window) {
    long length = hours(window) * HOUR;
    long most =
        LongStream.range(0, HOURS_PER_WEEK)
            .map(hour -> from + hour * HOUR)
            .map(start -> calendar.workingTime(start, start + length))
            .max()
            .orElse(0);
    return fraction(most, calendar.nominalWeek());
  }

  private static int hours(Window window) {
    return switch (window) {
      case HOUR -> 1;
      case DAY -> 24;
      case WEEK, PLAN -> HOURS_PER_WEEK;
    };
  }

  private static BigDecimal fraction(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
  }

  private static BigDecimal natural(long millionths) {
    return BigDecimal.valueOf(millionths, 6);
  }
}
