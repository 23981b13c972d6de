package io.tripline.oracle;

import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.oracle.PersonTime.Leg;
import io.tripline.oracle.PersonTime.TimeCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One person's time in any slice, from all that is known of the person: the table of flows taken
 * literally, instant by instant, between the instants at which anything changes.
 */
final class OraclePerson {
  private static final long DAY = 86_400_000L;
  private static final Ratio HOUR = Ratio.of(3_600_000L);

  private final Map<String, OracleCalendar> calendars;
  private final Map<String, AllocationChanged> allocations = new TreeMap<>();
  private final Map<String, Task> tasks = new TreeMap<>();
  private final Map<Situation, Map<String, PersonTime>> worked = new HashMap<>();

  OraclePerson(Map<String, OracleCalendar> calendars) {
    this.calendars = calendars;
  }

  /** Work, and the service it is for. */
  private record Task(String service, Work work) {
    long end() {
      if (work.basis() == WorkBasis.LOGGED) {
        return work.end();
      }
      long atMost = work.start() + DAY;
      return work.end() == null ? atMost : Math.min(work.end(), atMost);
    }
  }

  /** All that a slice's time depends on: only kept so as not to compute the same twice. */
  private record Situation(long slice, List<AllocationChanged> allocations, List<Task> tasks) {}

  /**
   * Takes in the last known version of something; versions come in known order.
   *
   * @return the earliest time that it, or the version before it, is about
   */
  long know(Fact fact) {
    if (fact instanceof AllocationChanged allocation) {
      AllocationChanged before =
          allocation.withdrawn()
              ? allocations.remove(allocation.allocationId())
              : allocations.put(allocation.allocationId(), allocation);
      return before == null ? allocation.start() : Math.min(before.start(), allocation.start());
    }
    TicketChanged change = (TicketChanged) fact;
    Work work = change.work();
    Task before =
        work.withdrawn()
            ? tasks.remove(work.workId())
            : tasks.put(work.workId(), new Task(change.serviceId(), work));
    return before == null ? work.start() : Math.min(before.work().start(), work.start());
  }

  /** The time in {@code [from, to)}, by service. */
  Map<String, PersonTime> between(long from, long to) {
    List<AllocationChanged> inForce = new ArrayList<>();
    for (AllocationChanged a : allocations.values()) {
      if (a.start() < to && (a.end() == null || a.end() > from)) {
        inForce.add(a);
      }
    }
    List<Task> goingOn = new ArrayList<>();
    for (Task task : tasks.values()) {
      if (task.work().start() < to && task.end() > from) {
        goingOn.add(task);
      }
    }
    if (inForce.isEmpty() && goingOn.isEmpty()) {
      return Map.of();
    }
    return worked.computeIfAbsent(
        new Situation(from, inForce, goingOn), s -> new Sums().over(s, to).rounded());
  }

  private boolean open(String calendar, long instant) {
    return calendars.get(calendar).open(instant);
  }

  /** The flows of a slice before they are rounded. */
  private final class Sums {
    private static final int CAPACITY = 0;
    private static final int OWN = 1;
    private static final int VISITING = 2;
    private static final int OFF_HOURS = 3;
    private static final int BENCH = 4;
    private static final int UNRATED = 5;
    private static final int ALLOCATED_LABOR = 6;
    private static final int BENCH_COST = 7;
    private static final int COUNT = 8;

    private record Way(String role, String from, String to) {}

    private final Map<String, Ratio[]> flows = new TreeMap<>();
    private final Map<Way, Ratio[]> diverted =
        new TreeMap<>(
            Comparator.comparing(Way::role).thenComparing(Way::from).thenComparing(Way::to));

    Sums over(Situation situation, long to) {
      TreeSet<Long> changes = new TreeSet<>(List.of(situation.slice(), to));
      for (AllocationChanged a : situation.allocations()) {
        changes.add(a.start());
        if (a.end() != null) {
          changes.add(a.end());
        }
        changes.addAll(calendars.get(a.calendar()).changesBetween(situation.slice(), to));
      }
      for (Task task : situation.tasks()) {
        changes.add(task.work().start());
        changes.add(task.end());
      }
      changes.addAll(calendars.get("office").changesBetween(situation.slice(), to));
      Long at = situation.slice();
      while (at < to) {
        Long next = changes.higher(at);
        add(situation, at, next - at);
        at = next;
      }
      return this;
    }

    /** The table, for a stretch of time in which nothing changes. */
    private void add(Situation situation, long at, long millis) {
      List<AllocationChanged> all = new ArrayList<>();
      List<AllocationChanged> open = new ArrayList<>();
      for (AllocationChanged a : situation.allocations()) {
        if (a.start() <= at && (a.end() == null || a.end() > at)) {
          all.add(a);
          if (open(a.calendar(), at)) {
            open.add(a);
          }
        }
      }
      boolean statusCounts = all.isEmpty() ? open("office", at) : !open.isEmpty();
      List<String> workedOn = new ArrayList<>();
      for (Task task : situation.tasks()) {
        boolean counts = task.work().basis() == WorkBasis.LOGGED || statusCounts;
        if (counts && task.work().start() <= at && task.end() > at) {
          workedOn.add(task.service());
        }
      }
      TreeSet<String> services = new TreeSet<>(workedOn);
      all.forEach(a -> services.add(a.serviceId()));
      Ratio time = Ratio.of(millis);
      Ratio fractions = fractions(all);
      Ratio meanCost = cost(all).overOrZero(fractions);
      Ratio openFractions = fractions(open).max(Ratio.ONE);
      Map<String, Ratio> share = new HashMap<>();
      Map<String, Ratio> shortOf = new TreeMap<>();
      Map<String, Ratio> overOf = new TreeMap<>();
      Ratio allOver = Ratio.ZERO;
      for (String s : services) {
        long on = workedOn.stream().filter(s::equals).count();
        Ratio w = workedOn.isEmpty() ? Ratio.ZERO : Ratio.of(on, workedOn.size());
        share.put(s, w);
        List<AllocationChanged> openHere = of(s, open);
        Ratio capacity = fractions(openHere);
        boolean known = !of(s, all).isEmpty();
        add(s, CAPACITY, capacity.times(time));
        add(s, ALLOCATED_LABOR, cost(openHere).times(time).over(HOUR));
        add(s, known ? OWN : VISITING, w.times(time));
        if (all.isEmpty()) {
          add(s, UNRATED, w.times(time));
        }
        if (open.isEmpty() && known && !workedOn.isEmpty()) {
          add(s, OFF_HOURS, fractions(of(s, all)).over(fractions).times(time));
        }
        if (!workedOn.isEmpty()) {
          Ratio entitled = capacity.over(openFractions);
          shortOf.put(s, entitled.minus(w).max(Ratio.ZERO));
          overOf.put(s, w.minus(entitled).max(Ratio.ZERO));
          allOver = allOver.plus(overOf.get(s));
        }
      }
      Map<String, Ratio> divertedTo = new HashMap<>();
      for (String s : shortOf.keySet()) {
        for (String d : overOf.keySet()) {
          Ratio part = shortOf.get(s).times(overOf.get(d)).overOrZero(allOver);
          if (part.signum() > 0) {
            divertedTo.merge(d, part, Ratio::plus);
            List<AllocationChanged> from = of(s, open);
            Ratio rate = cost(from).over(fractions(from));
            Ratio[] sums =
                diverted.computeIfAbsent(
                    new Way(from.get(0).role(), s, d), w -> new Ratio[] {Ratio.ZERO, Ratio.ZERO});
            sums[0] = sums[0].plus(part.times(time));
            sums[1] = sums[1].plus(part.times(rate).times(time).over(HOUR));
          }
        }
      }
      if (!open.isEmpty()) {
        for (String s : services) {
          if (of(s, all).isEmpty()) {
            Ratio bench = share.get(s).minus(divertedTo.getOrDefault(s, Ratio.ZERO));
            add(s, BENCH, bench.times(time));
            add(s, BENCH_COST, bench.times(meanCost).times(time).over(HOUR));
          }
        }
      }
    }

    private void add(String service, int flow, Ratio amount) {
      Ratio[] sums =
          flows.computeIfAbsent(
              service,
              s -> {
                Ratio[] zeros = new Ratio[COUNT];
                java.util.Arrays.fill(zeros, Ratio.ZERO);
                return zeros;
              });
      sums[flow] = sums[flow].plus(amount);
    }

    Map<String, PersonTime> rounded() {
      TreeSet<String> services = new TreeSet<>(flows.keySet());
      Map<String, PersonTime> times = new TreeMap<>();
      for (String s : services) {
        Ratio[] f = flows.get(s);
        Map<Leg, TimeCost> out = new HashMap<>();
        Map<Leg, TimeCost> in = new HashMap<>();
        diverted.forEach(
            (way, sums) -> {
              TimeCost rounded = new TimeCost(sums[0].rounded(), sums[1].rounded());
              if (rounded.millis() == 0 && rounded.cost() == 0) {
                return;
              }
              if (way.from().equals(s)) {
                out.put(new Leg(way.role(), way.to()), rounded);
              }
              if (way.to().equals(s)) {
                in.put(new Leg(way.role(), way.from()), rounded);
              }
            });
        PersonTime time =
            new PersonTime(
                f[CAPACITY].rounded(),
                f[OWN].rounded(),
                f[VISITING].rounded(),
                f[OFF_HOURS].rounded(),
                f[BENCH].rounded(),
                f[UNRATED].rounded(),
                f[ALLOCATED_LABOR].rounded(),
                f[BENCH_COST].rounded(),
                out,
                in);
        if (!time.equals(PersonTime.NONE)) {
          times.put(s, time);
        }
      }
      return times;
    }
  }

  private static List<AllocationChanged> of(String service, List<AllocationChanged> allocations) {
    return allocations.stream().filter(a -> a.serviceId().equals(service)).toList();
  }

  private static Ratio fractions(List<AllocationChanged> allocations) {
    return Ratio.millionths(allocations.stream().mapToLong(AllocationChanged::fraction).sum());
  }

  /** Micros an hour. */
  private static Ratio cost(List<AllocationChanged> allocations) {
    Ratio sum = Ratio.ZERO;
    for (AllocationChanged a : allocations) {
      sum = sum.plus(Ratio.millionths(a.fraction()).times(a.hourlyCost()));
    }
    return sum;
  }
}
