package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that is known of one service at a tick, and its measures over any interval. */
final class OracleBook {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final long HORIZON = 8 * DAY;

  final String service;
  final Slices slices;
  private final Map<String, OracleCalendar> calendars;
  private final OracleTimes times;
  private final List<Fact> governance = new ArrayList<>();
  private final List<TicketChanged> ticketFacts = new ArrayList<>();
  private final TreeMap<Long, OracleSums> bySlice = new TreeMap<>();
  private final Map<Long, OracleSums> byHour = new HashMap<>();
  private final Map<Long, OracleSums> planned = new HashMap<>();
  private final Map<Window, OracleSums> windows = new HashMap<>();
  final OracleCosts costs;
  OracleTickets tickets;
  OraclePlans plans;
  long tick;

  OracleBook(
      String service, Slices slices, Map<String, OracleCalendar> calendars, OracleTimes times) {
    this.service = service;
    this.slices = slices;
    this.calendars = calendars;
    this.times = times;
    costs = new OracleCosts(slices);
    plans = new OraclePlans(slices, List.of());
    tickets = new OracleTickets(slices, plans, List.of());
  }

  /**
   * Takes in what became known at a tick.
   *
   * @param changed slices in which somebody's time came out different
   * @return whether any slice before the one that closes may have changed
   */
  boolean tick(long now, List<Fact> facts, Set<Long> changed) {
    tick = now;
    windows.clear();
    boolean ticketsChanged = false;
    for (Fact fact : facts) {
      if (fact instanceof CostRecorded cost) {
        costs.know(cost);
      } else if (fact instanceof TicketChanged change) {
        ticketFacts.add(change);
        ticketsChanged = true;
      } else {
        governance.add(fact);
      }
    }
    plans = new OraclePlans(slices, governance);
    if (!facts.isEmpty()) {
      tickets = new OracleTickets(slices, plans, ticketFacts);
    }
    long closing = now - slices.length();
    close(closing);
    changed.forEach(this::close);
    if (ticketsChanged) {
      for (long slice = now - HORIZON; slice < closing; slice += slices.length()) {
        waitAnew(slice);
      }
    }
    return !facts.isEmpty() || changed.stream().anyMatch(slice -> slice < closing);
  }

  private void close(long slice) {
    OracleSums sums = new OracleSums();
    times
        .of(new OracleTimes.Place(service, slice))
        .forEach((person, time) -> sums.add(person, time));
    sums.handoffWaiting = tickets.waitedIn(slice, slice + slices.length());
    OracleSums expected = planned.computeIfAbsent(slice, this::planned);
    sums.planned.add(expected.planned);
    sums.original.add(expected.original);
    bySlice.put(slice, sums);
    byHour.remove(hourOf(slice));
  }

  private void waitAnew(long slice) {
    long waited = tickets.waitedIn(slice, slice + slices.length());
    OracleSums sums = bySlice.get(slice);
    if (waited != (sums == null ? 0 : sums.handoffWaiting)) {
      close(slice);
    }
  }

  /** What plans expect of a slice, which nothing changes once it has closed. */
  private OracleSums planned(long slice) {
    OracleSums sums = new OracleSums();
    OraclePlans.InForce inForce = plans.at(slice);
    if (inForce != null) {
      OraclePlans.Life life = inForce.life();
      add(sums.planned, inForce.plan(), inForce.from(), slice);
      add(sums.original, life.original(), life.start(), slice);
    }
    return sums;
  }

  private void add(OracleSums.Planned sums, Plan plan, long since, long slice) {
    OracleCalendar calendar = calendarOf(plan.calendar());
    OraclePlanned.add(sums, plan, calendar, since, slice, slice + slices.length());
  }

  OracleCalendar calendarOf(String name) {
    return calendars.get(name);
  }

  /** What is in force for the slice that ends now, or null. */
  OraclePlans.InForce inForce() {
    return plans.at(tick - slices.length());
  }

  List<Fact> governance() {
    return governance;
  }

  /** When the feed's newest fact became known, or null. */
  Long newest(Feed feed) {
    return feed == Feed.COST
        ? costs.newest()
        : ticketFacts.stream().map(Fact::recordedAt).max(Long::compare).orElse(null);
  }

  /** What the slices of an hour hold, remembered until one of them changes. */
  private OracleSums ofHour(long hour) {
    return byHour.computeIfAbsent(
        hour,
        start -> {
          OracleSums sums = new OracleSums();
          bySlice.subMap(start, start + HOUR).values().forEach(sums::addSlice);
          return sums;
        });
  }

  private static long hourOf(long instant) {
    return Math.floorDiv(instant, HOUR) * HOUR;
  }

  /** All measures of an interval of whole slices, nothing accrued. */
  OracleSums between(long from, long to) {
    OracleSums sums = new OracleSums();
    sums.from = from;
    sums.to = to;
    if (from < to) {
      long at = from;
      while (at < to) {
        boolean wholeHour = at == hourOf(at) && at + HOUR <= to;
        OracleSums part = wholeHour ? ofHour(at) : bySlice.get(at);
        if (part != null) {
          sums.addSlice(part);
        }
        at += wholeHour ? HOUR : slices.length();
      }
      costs.add(sums, from, to, tick);
      tickets.add(sums, from, to);
    }
    return sums;
  }

  /**
   * The measures of an hour as its statement has them: what becomes known of a slice when it is
   * older than the horizon changes sums over the life of a plan, and nothing else.
   */
  OracleSums hour(long hour) {
    long horizon = tick - HORIZON;
    if (hour >= horizon) {
      return between(hour, hour + HOUR);
    }
    OracleSums sums = new OracleSums();
    for (long slice = hour; slice < hour + HOUR; slice += slices.length()) {
      long end = slice + slices.length();
      long known = Math.min(tick, slice + HORIZON);
      if (bySlice.containsKey(slice)) {
        sums.addSlice(bySlice.get(slice));
      }
      costs.add(sums, slice, end, known);
      List<TicketChanged> knownThen =
          ticketFacts.stream().filter(change -> change.recordedAt() < known).toList();
      new OracleTickets(slices, plans, knownThen).add(sums, slice, end);
    }
    return sums;
  }

  /** The measures of a window that ends now, with what is accrued; null where it has no data. */
  OracleSums window(Window window) {
    return windows.computeIfAbsent(window, this::summed);
  }

  private OracleSums summed(Window window) {
    Long from = start(window);
    if (from == null) {
      return null;
    }
    OracleSums sums = between(from, tick);
    for (CostCategory category : CostCategory.values()) {
      if (category != CostCategory.LABOR) {
        long unbilled = Math.max(from, costs.firstUnbilled(category));
        if (unbilled < tick) {
          for (OracleSums slice : bySlice.subMap(unbilled, tick).values()) {
            sums.accrued[category.ordinal()] += slice.planned.spend[category.ordinal()];
          }
        }
      }
    }
    return sums;
  }

  /** Where a window that ends now begins; null where it has no data. */
  Long start(Window window) {
    OraclePlans.InForce inForce = inForce();
    if (inForce == null) {
      return null;
    }
    long first = inForce.life().start();
    return (window == Window.PLAN ? tick - DAY : nominal(window)) < first
        ? null
        : Long.valueOf(nominalStart(window, first));
  }

  /** Where a window that ends now begins, in a life that began at {@code first}. */
  long nominalStart(Window window, long first) {
    return window == Window.PLAN ? first : nominal(window);
  }

  private long nominal(Window window) {
    long hour = hourOf(tick);
    return switch (window) {
      case HOUR -> tick - HOUR;
      case DAY -> hour - DAY;
      case WEEK -> hour - 7 * DAY;
      case PLAN -> throw new IllegalArgumentException("begins with the plan");
    };
  }
}
