package io.tripline.oracle;

import io.tripline.ledger.event.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service's statements, and what was said in them last. */
final class OracleStatements {
  private static final long HOUR = 3_600_000L;
  private static final long REVISED_FOR = 8 * 24 * HOUR;

  private final Map<Long, Statement> said = new HashMap<>();
  private long first = Long.MAX_VALUE;

  /** What there is to say now: of all hours if older ones may have changed, else of the last. */
  List<Statement> tick(OracleBook book, boolean olderToo) {
    long tick = book.tick;
    long lastEnded = Math.floorDiv(tick, HOUR) * HOUR - HOUR;
    long oldest = Math.floorDiv(tick - REVISED_FOR, HOUR) * HOUR;
    boolean ended = tick - HOUR == lastEnded;
    List<Statement> statements = new ArrayList<>();
    if (!olderToo && !ended) {
      return statements;
    }
    for (long hour = olderToo ? oldest : lastEnded; hour <= lastEnded; hour += HOUR) {
      OracleSums sums = book.hour(hour);
      if (hour < first && !sums.nothing()) {
        first = hour;
      }
      if (hour >= first) {
        Statement before = said.get(hour);
        Statement now =
            new Statement(
                book.service,
                hour,
                before == null ? 0 : before.revision() + 1,
                tick,
                sums.measures(),
                sums.planned.said(),
                sums.original.said());
        if (before == null || !saysTheSame(before, now)) {
          said.put(hour, now);
          statements.add(now);
        }
      }
    }
    return statements;
  }

  private static boolean saysTheSame(Statement a, Statement b) {
    return a.measures().equals(b.measures())
        && a.planned().equals(b.planned())
        && a.original().equals(b.original());
  }
}
