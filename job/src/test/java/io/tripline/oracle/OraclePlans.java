package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which plan is in force when, from all plans and closures known. */
final class OraclePlans {
  /**
   * A version while it is in force.
   *
   * @param until the slice from which it no longer is; {@link Long#MAX_VALUE} as far as is known
   * @param life from the first plan to the closure, as far as is known
   */
  record InForce(long from, long until, Plan plan, Life life) {}

  /** What begins with a first plan and ends with a closure. */
  record Life(long start, long end, Plan original) {}

  private record Version(long from, Plan plan) {}

  private final List<InForce> inForce = new ArrayList<>();

  /** From facts in known order. */
  OraclePlans(Slices slices, List<Fact> known) {
    List<Version> versions = new ArrayList<>();
    for (Fact fact : known) {
      long tick = slices.tickKnowing(fact.recordedAt());
      if (fact instanceof PlanPublished published) {
        Long effective = published.plan().effectiveFrom();
        long from = effective == null ? tick : Math.max(tick, slices.ceil(effective));
        versions.add(new Version(from, published.plan()));
      } else if (fact instanceof PlanClosed) {
        live(versions, tick);
        versions.clear();
      }
    }
    live(versions, Long.MAX_VALUE);
  }

  private void live(List<Version> versions, long end) {
    TreeSet<Long> starts = new TreeSet<>();
    versions.stream().map(Version::from).filter(from -> from < end).forEach(starts::add);
    if (starts.isEmpty()) {
      return;
    }
    Life life = new Life(starts.first(), end, highest(versions, starts.first()));
    Plan before = null;
    for (Long start : starts) {
      Plan plan = highest(versions, start);
      if (plan.equals(before)) {
        continue;
      }
      if (before != null) {
        InForce ended = inForce.remove(inForce.size() - 1);
        inForce.add(new InForce(ended.from(), start, ended.plan(), life));
      }
      inForce.add(new InForce(start, end, plan, life));
      before = plan;
    }
  }

  private static Plan highest(List<Version> versions, long at) {
    Plan highest = null;
    for (Version version : versions) {
      if (version.from() <= at
          && (highest == null || version.plan().version() > highest.version())) {
        highest = version.plan();
      }
    }
    return highest;
  }

  /** What is in force for the slice, or null. */
  InForce at(long slice) {
    for (InForce one : inForce) {
      if (one.from() <= slice && slice < one.until()) {
        return one;
      }
    }
    return null;
  }

  /** What was last in force before an instant, or null. */
  InForce lastBefore(long instant) {
    InForce last = null;
    for (InForce one : inForce) {
      if (one.from() < instant && (last == null || one.from() > last.from())) {
        last = one;
      }
    }
    return last;
  }
}
