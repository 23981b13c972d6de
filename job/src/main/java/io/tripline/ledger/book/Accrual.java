package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.calendar.WorkingCalendar;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Division;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Baseline;
import java.util.HashMap;
import java.util.Map;

/**
 * How what a {@link Term} expects builds up: {@code ⌊rate · time since its start⌋}, so that what
 * builds up in the parts of a stretch sums to what builds up in it. Units, earnings, hours and
 * labor build up in the calendar's working time, spend all the time, the retainer evenly over each
 * of its calendar periods.
 */
final class Accrual {
  private static final long MILLION = 1_000_000L;
  private static final long WEEK = 7 * Slices.DAY;

  private final Term term;
  private final WorkingCalendar calendar;
  private final RetainerPeriods retainer;

  /** Per millisecond of working time. */
  private final Rational units;

  private final Rational earned;
  private final Rational hours;
  private final Rational labor;

  Accrual(Term term, Calendars calendars) {
    this.term = term;
    this.calendar = calendars.calendar(term.calendar());
    Baseline baseline = term.baseline();
    this.retainer = new RetainerPeriods(baseline.retainer(), calendar.zone());
    units = Rational.of(baseline.unitsPerWeek(), calendar.nominalWeek());
    earned =
        term.unit() == null
            ? Rational.ZERO
            : units.times(Rational.of(term.unit().value(), MILLION));
    Rational people = Rational.ZERO;
    Rational hourlyCost = Rational.ZERO;
    for (Baseline.TeamRole role : baseline.team()) {
      Rational headcount = Rational.of(role.headcount(), MILLION);
      people = people.plus(headcount);
      hourlyCost = hourlyCost.plus(headcount.times(role.hourlyCost()));
    }
    hours = people;
    labor = hourlyCost.dividedBy(Slices.HOUR);
  }

  /** All that is expected of a stretch, as far as the term lasts. */
  Statement.Planned between(long from, long to) {
    long start = Math.max(from, term.start());
    long end = Math.min(to, term.end());
    if (start >= end) {
      return Planned.NOTHING;
    }
    long workedBefore = calendar.workingTime(term.start(), start);
    long worked = workedBefore + calendar.workingTime(start, end);
    return new Statement.Planned(
        share(earned, workedBefore, worked),
        share(units, workedBefore, worked),
        share(hours, workedBefore, worked),
        share(labor, workedBefore, worked),
        spend(start, end),
        retainer.between(start, end));
  }

  /** Micros of retainer that accrue in a stretch, as far as the term lasts. */
  long retainer(long from, long to) {
    return retainer.between(Math.max(from, term.start()), Math.min(to, term.end()));
  }

  /** Micros of a category that are expected to be spent in a stretch, as far as the term lasts. */
  long spend(CostCategory category, long from, long to) {
    Long perWeek = term.baseline().spendPerWeek().get(category);
    long start = Math.max(from, term.start());
    long end = Math.min(to, term.end());
    return perWeek == null || start >= end
        ? 0
        : Division.floorMulDiv(perWeek, end - term.start(), WEEK)
            - Division.floorMulDiv(perWeek, start - term.start(), WEEK);
  }

  private Map<CostCategory, Long> spend(long start, long end) {
    Map<CostCategory, Long> spend = new HashMap<>();
    for (CostCategory category : term.baseline().spendPerWeek().keySet()) {
      long amount = spend(category, start, end);
      if (amount != 0) {
        spend.put(category, amount);
      }
    }
    return spend;
  }

  private static long share(Rational rate, long before, long until) {
    return rate.times(until).floor() - rate.times(before).floor();
  }
}
