package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** All charges known of a service. */
final class OracleCosts {
  private static final long LONGEST_COUNTED = 31 * 86_400_000L;

  private final List<CostRecorded> known = new ArrayList<>();
  private final Slices slices;

  OracleCosts(Slices slices) {
    this.slices = slices;
  }

  void know(CostRecorded cost) {
    known.add(cost);
  }

  /** Adds what charges recorded before some time come to in an interval of whole slices. */
  void add(OracleSums sums, long from, long to, long knownBefore) {
    for (CostRecorded cost : known) {
      if (cost.recordedAt() >= knownBefore) {
        continue;
      }
      long share = share(cost, from, to);
      if (cost.category() == CostCategory.LABOR) {
        sums.financeLabor += share;
      } else {
        sums.spend[cost.category().ordinal()] += share;
      }
    }
  }

  /** What finance says labor cost in an interval of whole slices. */
  long labor(long from, long to) {
    return known.stream()
        .filter(cost -> cost.category() == CostCategory.LABOR)
        .mapToLong(cost -> share(cost, from, to))
        .sum();
  }

  private static long share(CostRecorded cost, long from, long to) {
    long a = cost.chargePeriodStart();
    long b = cost.chargePeriodEnd();
    if (a == b) {
      return from <= a && a < to ? cost.amount() : 0;
    }
    long x = Math.max(a, from);
    long y = Math.min(b, to);
    return x >= y
        ? 0
        : OraclePlanned.share(
            BigInteger.valueOf(cost.amount()), BigInteger.valueOf(b - a), x - a, y - a);
  }

  /** Until when bills of a category came, or null if none did. */
  Long billedUntil(CostCategory category) {
    Long latest = null;
    for (CostRecorded cost : known) {
      long length = cost.chargePeriodEnd() - cost.chargePeriodStart();
      if (cost.category() == category
          && length > 0
          && length <= LONGEST_COUNTED
          && (latest == null || cost.chargePeriodEnd() > latest)) {
        latest = cost.chargePeriodEnd();
      }
    }
    return latest;
  }

  /** The first slice that starts at or after the bills' end; the first of all if none came. */
  long firstUnbilled(CostCategory category) {
    Long until = billedUntil(category);
    return until == null ? Long.MIN_VALUE : slices.ceil(until);
  }

  /** When the newest became known, or null. */
  Long newest() {
    return known.stream().map(CostRecorded::recordedAt).max(Long::compare).orElse(null);
  }
}
