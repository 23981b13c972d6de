package io.tripline.ledger.book;

import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the statements of hours: one when an hour has ended, and another one each time something
 * known later has changed it. They begin with the first hour that holds anything; if something
 * known later moves that back, the hours between are stated too.
 */
public final class Statements {
  private final String serviceId;
  private final long tick;
  private final PlanTimeline plans;
  private final Shelf<Long, HourBook> hours;
  private final List<Statement> made = new ArrayList<>();

  Statements(String serviceId, long tick, PlanTimeline plans, Shelf<Long, HourBook> hours) {
    this.serviceId = serviceId;
    this.tick = tick;
    this.plans = plans;
    this.hours = hours;
  }

  /** What was made at this tick, by hour. */
  public List<Statement> made() {
    return List.copyOf(made);
  }

  /**
   * Makes those that are due.
   *
   * @param changed hours that were posted on
   * @param firstHour the first hour that holds anything, or null
   * @return the same, as it is now
   */
  Long make(SortedSet<Long> changed, Long firstHour) {
    TreeSet<Long> due = new TreeSet<>(changed.headSet(Slices.hourOf(tick)));
    if (Slices.hourOf(tick) == tick) {
      due.add(tick - Slices.HOUR);
    }
    Long first = firstHour;
    for (long hour : List.copyOf(due)) {
      if ((first == null || hour < first) && !isNothing(hour)) {
        addBetween(due, hour, first == null ? tick : first);
        first = hour;
      }
    }
    if (first != null) {
      due.tailSet(first).forEach(this::make);
    }
    return first;
  }

  private static void addBetween(Set<Long> due, long from, long to) {
    for (long hour = from; hour + Slices.HOUR <= to; hour += Slices.HOUR) {
      due.add(hour);
    }
  }

  private void make(long hour) {
    HourBook book = bookOf(hour);
    int revision = book.revision() + 1;
    hours.put(hour, new HourBook(book.tally(), revision, book.labor()));
    made.add(statement(hour, revision, book.tally()));
  }

  private boolean isNothing(long hour) {
    return bookOf(hour).tally().isNothing()
        && Planned.isNothing(plans.planned(hour, hour + Slices.HOUR))
        && Planned.isNothing(plans.original(hour, hour + Slices.HOUR));
  }

  private HourBook bookOf(long hour) {
    HourBook book = hours.get(hour);
    return book == null ? HourBook.empty(HourBook.NOT_STATED) : book;
  }

  private Statement statement(long hour, int revision, Tally tally) {
    Statement.Planned planned = plans.planned(hour, hour + Slices.HOUR);
    return new Statement(
        serviceId,
        hour,
        revision,
        tick,
        measures(tally, planned.retainer()),
        planned,
        plans.original(hour, hour + Slices.HOUR));
  }

  private static Statement.Measures measures(Tally tally, long retainer) {
    return new Statement.Measures(
        tally.of(Measure.EARNED),
        retainer,
        tally.of(Measure.ALLOCATED_LABOR),
        tally.of(Measure.LABOR),
        spend(tally),
        tally.of(Measure.FINANCE_LABOR),
        tally.of(Measure.UNITS),
        tally.of(Measure.CAPACITY),
        tally.of(Measure.OWN),
        tally.of(Measure.VISITING),
        tally.of(Measure.BENCH),
        tally.of(Measure.BENCH_COST),
        diverted(tally.divertedOut()),
        diverted(tally.divertedIn()),
        tally.of(Measure.OFF_HOURS),
        tally.of(Measure.UNRATED),
        tally.of(Measure.HANDOFFS),
        tally.of(Measure.HANDOFF_WAITING),
        tally.of(Measure.ACCEPTED),
        tally.of(Measure.DECLINED),
        tally.of(Measure.OPENED));
  }

  private static Map<CostCategory, Long> spend(Tally tally) {
    Map<CostCategory, Long> spend = new TreeMap<>();
    for (CostCategory category : CostCategory.values()) {
      if (tally.spend(category) != 0) {
        spend.put(category, tally.spend(category));
      }
    }
    return Map.copyOf(spend);
  }

  private static List<Statement.Diverted> diverted(Map<DiversionKey, TimeAndCost> diverted) {
    List<Statement.Diverted> sorted = new ArrayList<>();
    new TreeMap<>(diverted)
        .forEach(
            (key, amount) ->
                sorted.add(
                    new Statement.Diverted(
                        key.personId(),
                        key.role(),
                        key.otherServiceId(),
                        amount.millis(),
                        amount.cost())));
    return List.copyOf(sorted);
  }
}
