package io.tripline.backtest.report;

import io.tripline.ledger.event.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;

/**
 * A day (UTC) of a trial's books as they stood at the end of the run, summed up from statements:
 * nothing is accrued in it. Money in micros, durations in milliseconds, planned units in
 * millionths.
 *
 * @param revenue earned and retainer
 * @param planned by the plan in force
 * @param original by the first plan that came into force
 * @param labor allocatedLabor, less divertedOutCost, and divertedInCost and benchCost
 * @param divertedOut time of people that went to other services
 * @param divertedIn time of other services' people that came
 * @param divertedOutCost what it cost, and was not charged here
 * @param divertedInCost what it cost, and was charged here
 * @param benchCost of people who came without having been missed elsewhere
 */
record Day(
    LocalDate date,
    long revenue,
    long labor,
    long spend,
    long financeLabor,
    long allocatedLabor,
    long units,
    long capacity,
    long own,
    long visiting,
    long divertedOut,
    long divertedIn,
    long divertedOutCost,
    long divertedInCost,
    long benchCost,
    Expected planned,
    Expected original) {

  /** What a plan expected of a day. */
  record Expected(long revenue, long labor, long spend, long units, long hours) {
    static final Expected NOTHING = new Expected(0, 0, 0, 0, 0);

    Expected plus(Statement.Planned hour) {
      return new Expected(
          revenue + hour.earned() + hour.retainer(),
          labor + hour.labor(),
          spend + sum(hour.spend().values()),
          units + hour.units(),
          hours + hour.hours());
    }

    long margin() {
      return revenue - labor - spend;
    }
  }

  static LocalDate of(Statement hour) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(hour.hour()), ZoneOffset.UTC);
  }

  static Day empty(LocalDate date) {
    return new Day(
        date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Expected.NOTHING, Expected.NOTHING);
  }

  Day plus(Statement hour) {
    Statement.Measures measures = hour.measures();
    return new Day(
        date,
        revenue + measures.earned() + measures.retainer(),
        labor + measures.labor(),
        spend + sum(measures.spend().values()),
        financeLabor + measures.financeLabor(),
        allocatedLabor + measures.allocatedLabor(),
        units + measures.units(),
        capacity + measures.capacity(),
        own + measures.own(),
        visiting + measures.visiting(),
        divertedOut + millis(measures.divertedOut()),
        divertedIn + millis(measures.divertedIn()),
        divertedOutCost + cost(measures.divertedOut()),
        divertedInCost + cost(measures.divertedIn()),
        benchCost + measures.benchCost(),
        planned.plus(hour.planned()),
        original.plus(hour.original()));
  }

  long margin() {
    return revenue - labor - spend;
  }

  private static long millis(Collection<Statement.Diverted> diverted) {
    return diverted.stream().mapToLong(Statement.Diverted::millis).sum();
  }

  private static long cost(Collection<Statement.Diverted> diverted) {
    return diverted.stream().mapToLong(Statement.Diverted::cost).sum();
  }

  private static long sum(Collection<Long> amounts) {
    return amounts.stream().mapToLong(Long::longValue).sum();
  }

  /** Days by date, taken from hours. */
  static void add(Statement hour, Map<LocalDate, Day> days) {
    days.compute(of(hour), (date, day) -> (day == null ? empty(date) : day).plus(hour));
  }
}
