package io.tripline.oracle;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Window;

/** The table of metrics, in the metrics' own scales; null is NO_DATA. */
final class OracleMetrics {
  private static final long HOUR = 3_600_000L;

  private OracleMetrics() {}

  /** What a metric is over a window that ends now; not of REPORTED_GAP. */
  static Ratio actual(OracleBook book, Metric metric, Window window) {
    OracleSums s = book.window(window);
    if (s == null) {
      return null;
    }
    long least = window == Window.HOUR ? HOUR : 4 * HOUR;
    return switch (metric) {
      case REVENUE -> Ratio.millionths(s.revenue());
      case COST -> Ratio.millionths(s.cost());
      case MARGIN -> Ratio.millionths(s.revenue() - s.cost());
      case MARGIN_PCT -> share(s.revenue() - s.cost(), s.revenue());
      case UNITS -> Ratio.of(s.units);
      case UNIT_MARGIN -> share(s.revenue() - s.cost(), s.units * 1_000_000);
      case UNIT_COST -> share(s.cost(), s.units * 1_000_000);
      case UTILIZATION -> s.capacity < least ? null : share(s.own, s.capacity);
      case DIVERSION ->
          s.capacity < least
              ? null
              : share(s.netOut().values().stream().mapToLong(ms -> ms).sum(), s.capacity);
      case OVERTIME -> s.capacity < least ? null : share(s.offHours, s.capacity);
      case HANDOFF_WAITING -> Ratio.of(s.handoffWaiting, s.to - s.from);
      case DECLINE_RATE ->
          s.accepted + s.declined < 5 ? null : share(s.declined, s.accepted + s.declined);
      case LABOR_GAP -> laborGap(book, s);
      case REPORTED_GAP -> throw new IllegalArgumentException("has no window");
    };
  }

  private static Ratio laborGap(OracleBook book, OracleSums window) {
    Long billed = book.costs.billedUntil(CostCategory.LABOR);
    if (billed == null) {
      return null;
    }
    long until = Math.min(window.to, book.slices.floor(billed));
    if (until <= window.from) {
      return null;
    }
    OracleSums part = book.between(window.from, until);
    return share(part.financeLabor - part.allocatedLabor, part.allocatedLabor);
  }

  /** The same from what was planned and, if there is a retainer, from that. */
  static Ratio baseline(Metric metric, OracleSums.Planned p) {
    long revenue = p.earned + p.retainer;
    return switch (metric) {
      case REVENUE -> Ratio.millionths(revenue);
      case COST -> Ratio.millionths(p.cost());
      case MARGIN -> Ratio.millionths(revenue - p.cost());
      case MARGIN_PCT -> share(revenue - p.cost(), revenue);
      case UNITS -> Ratio.millionths(p.units);
      case UNIT_MARGIN -> share(revenue - p.cost(), p.units);
      case UNIT_COST -> share(p.cost(), p.units);
      default -> throw new IllegalArgumentException(metric + " has no baseline");
    };
  }

  private static Ratio share(long part, long whole) {
    return whole <= 0 ? null : Ratio.of(part, whole);
  }
}
