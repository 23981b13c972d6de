package io.tripline.oracle;

import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All measures of a service over some interval. */
final class OracleSums {
  static final int CATEGORIES = CostCategory.values().length;

  long from;
  long to;
  long earned;
  long units;
  long allocatedLabor;
  long labor;
  final long[] spend = new long[CATEGORIES];
  long financeLabor;
  long capacity;
  long own;
  long visiting;
  long bench;
  long benchCost;
  long offHours;
  long unrated;
  long handoffs;
  long handoffWaiting;
  long accepted;
  long declined;
  long opened;
  final Map<Way, long[]> out = new TreeMap<>(Way.ORDER);
  final Map<Way, long[]> in = new TreeMap<>(Way.ORDER);
  final Planned planned = new Planned();
  final Planned original = new Planned();

  /** Planned spend of bills that have not come; of windows only. */
  final long[] accrued = new long[CATEGORIES];

  /** Who, as what, and the service at the other end. */
  record Way(String person, String role, String other) {
    static final Comparator<Way> ORDER =
        Comparator.comparing(Way::person).thenComparing(Way::role).thenComparing(Way::other);
  }

  /** What a plan expects; units in millionths. */
  static final class Planned {
    long earned;
    long units;
    long hours;
    long labor;
    long retainer;
    final long[] spend = new long[CATEGORIES];

    long cost() {
      return labor + sum(spend);
    }

    void add(Planned other) {
      earned += other.earned;
      units += other.units;
      hours += other.hours;
      labor += other.labor;
      retainer += other.retainer;
      plus(spend, other.spend);
    }

    Statement.Planned said() {
      return new Statement.Planned(earned, units, hours, labor, byCategory(spend), retainer);
    }
  }

  void add(String person, PersonTime time) {
    capacity += time.capacity();
    own += time.own();
    visiting += time.visiting();
    offHours += time.offHours();
    bench += time.bench();
    unrated += time.unrated();
    allocatedLabor += time.allocatedLabor();
    benchCost += time.benchCost();
    labor += time.labor();
    time.out().forEach((leg, amount) -> add(out, person, leg, amount));
    time.in().forEach((leg, amount) -> add(in, person, leg, amount));
  }

  /** Adds what a slice holds of people's time, of waiting, and of plans. */
  void addSlice(OracleSums slice) {
    capacity += slice.capacity;
    own += slice.own;
    visiting += slice.visiting;
    offHours += slice.offHours;
    bench += slice.bench;
    unrated += slice.unrated;
    allocatedLabor += slice.allocatedLabor;
    benchCost += slice.benchCost;
    labor += slice.labor;
    handoffWaiting += slice.handoffWaiting;
    slice.out.forEach((way, amount) -> plus(out.computeIfAbsent(way, w -> new long[2]), amount));
    slice.in.forEach((way, amount) -> plus(in.computeIfAbsent(way, w -> new long[2]), amount));
    planned.add(slice.planned);
    original.add(slice.original);
  }

  private static void add(
      Map<Way, long[]> ways, String person, PersonTime.Leg leg, PersonTime.TimeCost amount) {
    plus(
        ways.computeIfAbsent(new Way(person, leg.role(), leg.other()), w -> new long[2]),
        new long[] {amount.millis(), amount.cost()});
  }

  /** What was posted: labor and spend, nothing accrued. */
  long posted() {
    return labor + sum(spend);
  }

  long cost() {
    return posted() + sum(accrued);
  }

  long revenue() {
    return earned + planned.retainer;
  }

  long outMillis() {
    return out.values().stream().mapToLong(amount -> amount[0]).sum();
  }

  long inMillis() {
    return in.values().stream().mapToLong(amount -> amount[0]).sum();
  }

  /** What went out to each other service, less what the same person brought from there. */
  Map<String, Long> netOut() {
    Map<String, Map<String, Long>> net = new TreeMap<>();
    out.forEach(
        (way, amount) ->
            net.computeIfAbsent(way.other(), o -> new TreeMap<>())
                .merge(way.person(), amount[0], Long::sum));
    in.forEach(
        (way, amount) -> {
          if (net.containsKey(way.other())) {
            net.get(way.other()).computeIfPresent(way.person(), (p, ms) -> ms - amount[0]);
          }
        });
    Map<String, Long> byOther = new TreeMap<>();
    net.forEach(
        (other, people) ->
            byOther.put(other, people.values().stream().mapToLong(ms -> Math.max(0, ms)).sum()));
    return byOther;
  }

  boolean nothing() {
    Statement.Planned none = new Planned().said();
    return measures().equals(new OracleSums().measures())
        && planned.said().equals(none)
        && original.said().equals(none);
  }

  Statement.Measures measures() {
    return new Statement.Measures(
        earned,
        planned.retainer,
        allocatedLabor,
        labor,
        byCategory(spend),
        financeLabor,
        units,
        capacity,
        own,
        visiting,
        bench,
        benchCost,
        diverted(out),
        diverted(in),
        offHours,
        unrated,
        handoffs,
        handoffWaiting,
        accepted,
        declined,
        opened);
  }

  private static List<Statement.Diverted> diverted(Map<Way, long[]> ways) {
    return ways.entrySet().stream()
        .filter(e -> e.getValue()[0] != 0 || e.getValue()[1] != 0)
        .map(
            e ->
                new Statement.Diverted(
                    e.getKey().person(),
                    e.getKey().role(),
                    e.getKey().other(),
                    e.getValue()[0],
                    e.getValue()[1]))
        .toList();
  }

  private static Map<CostCategory, Long> byCategory(long[] amounts) {
    Map<CostCategory, Long> map = new EnumMap<>(CostCategory.class);
    for (CostCategory category : CostCategory.values()) {
      if (amounts[category.ordinal()] != 0) {
        map.put(category, amounts[category.ordinal()]);
      }
    }
    return map;
  }

  static long sum(long[] amounts) {
    return Arrays.stream(amounts).sum();
  }

  static void plus(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
