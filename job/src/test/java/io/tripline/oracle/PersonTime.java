package io.tripline.oracle;

import java.util.Map;

/**
 * What one person's time comes to on one service in one slice: milliseconds and micros, rounded.
 *
 * @param out time taken from the service, by the role on it and where it went
 * @param in time given to the service, by the role where it came from, and that
 */
record PersonTime(
    long capacity,
    long own,
    long visiting,
    long offHours,
    long bench,
    long unrated,
    long allocatedLabor,
    long benchCost,
    Map<Leg, TimeCost> out,
    Map<Leg, TimeCost> in) {
  static final PersonTime NONE = new PersonTime(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

  /** A role, and the service at the other end. */
  record Leg(String role, String other) {}

  /** Milliseconds and micros. */
  record TimeCost(long millis, long cost) {}

  long labor() {
    return allocatedLabor + benchCost - cost(out) + cost(in);
  }

  private static long cost(Map<Leg, TimeCost> legs) {
    return legs.values().stream().mapToLong(TimeCost::cost).sum();
  }
}
