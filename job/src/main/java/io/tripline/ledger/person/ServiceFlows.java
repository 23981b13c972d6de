package io.tripline.ledger.person;

import io.tripline.ledger.math.Rational;
import io.tripline.ledger.person.LaborPosting.Diverted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The exact sums of a person's flows on one service in one slice. */
final class ServiceFlows {
  /** What is summed for each service; times in milliseconds, money in micros. */
  enum Kind {
    CAPACITY,
    OWN,
    VISITING,
    OFF_HOURS,
    BENCH,
    UNRATED,
    ALLOCATED_LABOR,
    BENCH_COST
  }

  /** The other end of a diversion, with the person's role where the time was taken from. */
  private record Counterpart(String role, String serviceId) implements Comparable<Counterpart> {
    @Override
    public int compareTo(Counterpart other) {
      int byRole = role.compareTo(other.role);
      return byRole != 0 ? byRole : serviceId.compareTo(other.serviceId);
    }
  }

  private record TimeAndCost(Rational millis, Rational cost) {
    TimeAndCost plus(TimeAndCost other) {
      return new TimeAndCost(millis.plus(other.millis), cost.plus(other.cost));
    }
  }

  private final Rational[] sums = new Rational[Kind.values().length];
  private final Map<Counterpart, TimeAndCost> divertedOut = new TreeMap<>();
  private final Map<Counterpart, TimeAndCost> divertedIn = new TreeMap<>();

  ServiceFlows() {
    Arrays.fill(sums, Rational.ZERO);
  }

  void add(Kind kind, Rational amount) {
    sums[kind.ordinal()] = sums[kind.ordinal()].plus(amount);
  }

  void addDivertedOut(String role, String to, Rational millis, Rational cost) {
    add(divertedOut, new Counterpart(role, to), new TimeAndCost(millis, cost));
  }

  void addDivertedIn(String role, String from, Rational millis, Rational cost) {
    add(divertedIn, new Counterpart(role, from), new TimeAndCost(millis, cost));
  }

  private static void add(
      Map<Counterpart, TimeAndCost> diverted, Counterpart counterpart, TimeAndCost amount) {
    diverted.merge(counterpart, amount, TimeAndCost::plus);
  }

  /** Every sum rounded half up, once. */
  LaborPosting rounded(String serviceId, long slice, String personId) {
    return new LaborPosting(
        serviceId,
        slice,
        personId,
        rounded(Kind.CAPACITY),
        rounded(Kind.OWN),
        rounded(Kind.VISITING),
        rounded(Kind.OFF_HOURS),
        rounded(Kind.BENCH),
        rounded(Kind.UNRATED),
        rounded(Kind.ALLOCATED_LABOR),
        rounded(Kind.BENCH_COST),
        rounded(divertedOut),
        rounded(divertedIn));
  }

  private long rounded(Kind kind) {
    return sums[kind.ordinal()].roundHalfUp();
  }

  private static List<Diverted> rounded(Map<Counterpart, TimeAndCost> diverted) {
    if (diverted.isEmpty()) {
      return List.of();
    }
    List<Diverted> rounded = new ArrayList<>(diverted.size());
    diverted.forEach(
        (counterpart, sum) -> {
          long millis = sum.millis().roundHalfUp();
          long cost = sum.cost().roundHalfUp();
          if (millis != 0 || cost != 0) {
            rounded.add(new Diverted(counterpart.role(), counterpart.serviceId(), millis, cost));
          }
        });
    return List.copyOf(rounded);
  }
}
