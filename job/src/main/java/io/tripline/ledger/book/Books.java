package io.tripline.ledger.book;

import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.plan.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All postings of a service, summed up as windows and statements need them: the slices of the last
 * hour, the hours of the last eight days on a shelf, and running sums of day, week and plan to
 * which what enters is added and from which what leaves is taken away.
 *
 * <p>At a tick: {@link #advance}, then postings in any order, then {@link #settle}; only then are
 * the sums those of the tick.
 */
public final class Books {
  private static final Tally NOTHING = Tally.EMPTY;

  /**
   * What is remembered between ticks, besides the shelf of hours.
   *
   * @param slices by start of the slice: postings of the last hour
   * @param day sum of the hours from 24 hours before the present one on
   * @param week sum of the hours from 168 hours before the present one on
   * @param plan sum of all slices of the present life
   * @param firstHour start of the first hour that holds anything, or null
   */
  public record State(Map<Long, Tally> slices, Tally day, Tally week, Tally plan, Long firstHour) {
    static final State EMPTY = new State(Map.of(), NOTHING, NOTHING, NOTHING, null);
  }

  private final Slices grid;
  private final Shelf<Long, HourBook> hours;
  private final PostingObserver observer;
  private final Unplanned unplanned;
  private final LaborReconciliation labor;
  private final long tick;
  private final Map<Long, Tally> slices;
  private final Map<Long, TallyBuilder> sliceChanges = new HashMap<>();
  private final TreeMap<Long, HourChange> hourChanges = new TreeMap<>();
  private final TallyBuilder planChange = new TallyBuilder();
  private Tally day;
  private Tally week;
  private Tally plan;
  private Long firstHour;
  private final long lifeStart;

  /** What a tick adds to an hour. */
  private static final class HourChange {
    final TallyBuilder tally = new TallyBuilder();
    LaborHour labor = LaborHour.EMPTY;
  }

  Books(
      Slices grid,
      State state,
      Shelf<Long, HourBook> hours,
      LaborReconciliation labor,
      Unplanned unplanned,
      PostingObserver observer,
      long lifeStart,
      long tick) {
    State before = state == null ? State.EMPTY : state;
    this.grid = grid;
    this.hours = hours;
    this.labor = labor;
    this.unplanned = unplanned;
    this.observer = observer;
    this.lifeStart = lifeStart;
    this.tick = tick;
    slices = new HashMap<>(before.slices());
    day = before.day();
    week = before.week();
    plan = before.plan();
    firstHour = before.firstHour();
  }

  /** Lets go of what the windows that end at the tick no longer hold. */
  void advance() {
    slices.keySet().removeIf(slice -> slice < tick - Slices.HOUR);
    if (Slices.hourOf(tick) == tick) {
      day = less(day, tick - Slices.DAY - Slices.HOUR);
      week = less(week, tick - 7 * Slices.DAY - Slices.HOUR);
      long forgotten = tick - Slices.HORIZON - Slices.HOUR;
      HourBook book = hours.get(forgotten);
      if (book != null) {
        labor.keep(forgotten, book.labor());
        hours.remove(forgotten);
      }
    }
  }

  /** Posts what a person's time adds to a slice. */
  void post(LaborPosting posting) {
    long cost = posting.allocatedLabor() + posting.benchCost();
    TallyBuilder change = new TallyBuilder();
    for (LaborPosting.Diverted out : posting.divertedOut()) {
      change.addDivertedOut(key(posting, out), new TimeAndCost(out.millis(), out.cost()));
      cost = Math.subtractExact(cost, out.cost());
    }
    for (LaborPosting.Diverted in : posting.divertedIn()) {
      change.addDivertedIn(key(posting, in), new TimeAndCost(in.millis(), in.cost()));
      cost = Math.addExact(cost, in.cost());
    }
    change
        .add(Measure.CAPACITY, posting.capacity())
        .add(Measure.OWN, posting.own())
        .add(Measure.VISITING, posting.visiting())
        .add(Measure.OFF_HOURS, posting.offHours())
        .add(Measure.BENCH, posting.bench())
        .add(Measure.UNRATED, posting.unrated())
        .add(Measure.ALLOCATED_LABOR, posting.allocatedLabor())
        .add(Measure.BENCH_COST, posting.benchCost())
        .add(Measure.LABOR, cost);
    post(posting.slice(), change.build());
  }

  /** Posts amounts of a slice that has ended. */
  void post(long slice, Tally amounts) {
    if (slice >= lifeStart) {
      planChange.add(amounts);
    }
    if (slice >= tick - Slices.HORIZON) {
      change(Slices.hourOf(slice)).tally.add(amounts);
    }
    if (slice >= tick - Slices.HOUR) {
      sliceChanges.computeIfAbsent(slice, start -> new TallyBuilder()).add(amounts);
    }
    if (amounts.of(Measure.ALLOCATED_LABOR) != 0) {
      postAllocatedLabor(slice, amounts.of(Measure.ALLOCATED_LABOR));
    }
    unplanned.posted(slice, amounts);
    observer.posted(slice, amounts);
    if (amounts.cost() != 0) {
      observer.costPosted(new Spread(amounts.cost(), slice, slice), slice, slice + grid.length());
    }
  }

  /** Posts the part of a charge that lies in {@code [from, to)}, slices that have ended. */
  void post(CostCategory category, Spread charge, long from, long to) {
    Measure measure = Measure.of(category);
    observer.charged(category, charge, from, to);
    planChange.add(measure, charge.share(Math.max(from, lifeStart), to));
    postToHours(measure, charge, Math.max(from, tick - Slices.HORIZON), to);
    postToSlices(measure, charge, Math.max(from, tick - Slices.HOUR), to);
    if (category == CostCategory.LABOR) {
      postFinanceLabor(charge, from, to);
    } else {
      unplanned.charged(charge, from, to);
      observer.costPosted(charge, from, to);
    }
  }

  /** Makes the sums those of the tick. */
  void settle(Statements statements) {
    plan = plus(plan, planChange.build());
    sliceChanges.forEach(
        (slice, change) -> slices.merge(slice, change.build(), (sum, more) -> plus(sum, more)));
    hourChanges.forEach(this::settle);
    firstHour = statements.make(changedHours(), firstHour);
  }

  /** A life begins: from this tick on, the sum of the plan is that of the new one. */
  void beginLife() {
    plan = NOTHING;
  }

  /** What was posted in a window that ends at the tick. */
  Tally sum(Window window) {
    return switch (window) {
      case HOUR -> lastHour();
      case DAY -> day;
      case WEEK -> week;
      case PLAN -> plan;
    };
  }

  State state() {
    return new State(Map.copyOf(slices), day, week, plan, firstHour);
  }

  private Tally lastHour() {
    TallyBuilder sum = new TallyBuilder();
    slices.forEach(
        (slice, tally) -> {
          if (slice >= tick - Slices.HOUR) {
            sum.add(tally);
          }
        });
    return sum.build();
  }

  private void settle(long hour, HourChange change) {
    Tally more = change.tally.build();
    HourBook book = bookOf(hour);
    if (hour >= Slices.hourOf(tick) - Slices.DAY) {
      day = plus(day, more);
    }
    if (hour >= Slices.hourOf(tick) - 7 * Slices.DAY) {
      week = plus(week, more);
    }
    hours.put(
        hour,
        new HourBook(plus(book.tally(), more), book.revision(), book.labor().plus(change.labor)));
  }

  private SortedSet<Long> changedHours() {
    SortedSet<Long> changed = new TreeSet<>();
    hourChanges.forEach(
        (hour, change) -> {
          if (!change.tally.build().isNothing()) {
            changed.add(hour);
          }
        });
    return changed;
  }

  private HourBook bookOf(long hour) {
    HourBook book = hours.get(hour);
    return book == null ? HourBook.empty(HourBook.NOT_STATED) : book;
  }

  private void postToHours(Measure measure, Spread charge, long from, long to) {
    long start = Math.max(from, charge.start());
    long end = Math.min(to, charge.start() == charge.end() ? charge.end() + 1 : charge.end());
    for (long hour = Slices.hourOf(start); hour < end; hour += Slices.HOUR) {
      long share = charge.share(Math.max(hour, from), Math.min(hour + Slices.HOUR, to));
      if (share != 0) {
        change(hour).tally.add(measure, share);
      }
    }
  }

  private void postToSlices(Measure measure, Spread charge, long from, long to) {
    for (long slice = grid.floor(from); slice < to; slice += grid.length()) {
      long share = charge.share(slice, slice + grid.length());
      if (share != 0) {
        sliceChanges.computeIfAbsent(slice, start -> new TallyBuilder()).add(measure, share);
      }
    }
  }

  private void postAllocatedLabor(long slice, long amount) {
    labor.post(slice, amount, 0);
    if (slice >= tick - Slices.HORIZON) {
      HourChange change = change(Slices.hourOf(slice));
      change.labor = change.labor.plus(sliceOfHour(slice), amount, 0);
    }
  }

  private void postFinanceLabor(Spread charge, long from, long to) {
    long horizon = tick - Slices.HORIZON;
    if (from < horizon) {
      labor.postOld(charge, from, Math.min(to, horizon));
    }
    for (long slice = Math.max(grid.floor(Math.max(from, charge.start())), horizon);
        slice < to && slice <= charge.end();
        slice += grid.length()) {
      long share = charge.share(Math.max(slice, from), Math.min(slice + grid.length(), to));
      if (share != 0) {
        labor.post(slice, 0, share);
        HourChange change = change(Slices.hourOf(slice));
        change.labor = change.labor.plus(sliceOfHour(slice), 0, share);
      }
    }
  }

  private int sliceOfHour(long slice) {
    return (int) ((slice - Slices.hourOf(slice)) / grid.length());
  }

  private HourChange change(long hour) {
    return hourChanges.computeIfAbsent(hour, start -> new HourChange());
  }

  private Tally less(Tally sum, long hour) {
    HourBook book = hours.get(hour);
    return book == null || book.tally().isNothing()
        ? sum
        : new TallyBuilder(sum).subtract(book.tally()).build();
  }

  private static Tally plus(Tally sum, Tally more) {
    return more.isNothing() ? sum : new TallyBuilder(sum).add(more).build();
  }

  private static DiversionKey key(LaborPosting posting, LaborPosting.Diverted diverted) {
    return new DiversionKey(posting.personId(), diverted.role(), diverted.otherServiceId());
  }
}
