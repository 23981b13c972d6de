package io.tripline.oracle;

import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.Metrics;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.inmemory.MapShelf;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps the ledger's books beside the oracle's, and compares every metric of every window, as it
 * was and as it was planned, whether or not a target looks at it.
 */
final class MetricsComparison {
  /** Ticks between comparisons, so that they take a part of the time and not most of it. */
  private static final long EVERY = 4;

  private final RandomHistory history;
  private final Map<Key, List<Fact>> facts = new HashMap<>();
  private final Map<Key, List<LaborPosting>> postings = new HashMap<>();
  private final Map<String, Accounts> accounts = new HashMap<>();
  private String first;

  private record Key(String service, long tick) {}

  MetricsComparison(RandomHistory history, Map<Long, List<LaborPosting>> posted) {
    this.history = history;
    for (Fact fact : history.facts()) {
      if (!(fact instanceof AllocationChanged)) {
        Key key = new Key(fact.serviceId(), history.slices().tickKnowing(fact.recordedAt()));
        facts.computeIfAbsent(key, k -> new java.util.ArrayList<>()).add(fact);
      }
    }
    posted.forEach(
        (tick, all) ->
            all.forEach(
                posting ->
                    postings
                        .computeIfAbsent(
                            new Key(posting.serviceId(), tick), k -> new java.util.ArrayList<>())
                        .add(posting)));
  }

  /** What was different first, or null. */
  String firstDifference() {
    return first;
  }

  /** Takes the ledger's books to the tick that the oracle's book stands at. */
  void compare(OracleBook book) {
    Key key = new Key(book.service, book.tick);
    List<Fact> known = facts.getOrDefault(key, List.of());
    Accounts ledger = accounts.computeIfAbsent(book.service, this::opened);
    Position position =
        ledger
            .book(book.tick, known, postings.getOrDefault(key, List.of()), (cost, from, to) -> {})
            .position();
    if (Math.floorMod(book.tick / history.slices().length() + history.seed(), EVERY) == 0) {
      for (Window window : Window.values()) {
        compare(book, position, window);
      }
    }
    ledger.turn(known);
  }

  private Accounts opened(String service) {
    return new Accounts(
        history.settings(),
        service,
        null,
        new Accounts.Shelves(
            new MapShelf<Long, HourBook>(),
            new MapShelf<String, TicketHistory>(),
            new MapShelf<Long, LaborHour>()));
  }

  private void compare(OracleBook book, Position position, Window window) {
    OracleSums sums = book.window(window);
    Figures figures = position.figures(window);
    for (Metric metric : Metric.values()) {
      boolean possible =
          metric != Metric.REPORTED_GAP && (metric != Metric.LABOR_GAP || window != Window.HOUR);
      if (possible && first == null) {
        same(
            book,
            metric,
            window,
            "",
            OracleMetrics.actual(book, metric, window),
            position.plan() == null ? null : Metrics.actual(metric, window, position));
        if (metric.planned() && sums != null && figures != null) {
          same(
              book,
              metric,
              window,
              "planned ",
              OracleMetrics.baseline(metric, sums.planned),
              Metrics.planned(metric, figures));
          same(
              book,
              metric,
              window,
              "original ",
              OracleMetrics.baseline(metric, sums.original),
              Metrics.original(metric, figures));
        }
      }
    }
  }

  private void same(
      OracleBook book, Metric metric, Window window, String kind, Ratio expected, Rational got) {
    boolean same =
        expected == null
            ? got == null
            : got != null
                && expected.numerator().equals(got.numerator())
                && expected.denominator().equals(got.denominator());
    if (!same && first == null) {
      first =
          "%s at %s, %s%s over %s: expected %s, got %s"
              .formatted(
                  book.service,
                  Instant.ofEpochMilli(book.tick),
                  kind,
                  metric.label(),
                  window,
                  Objects.toString(expected),
                  Objects.toString(got));
    }
  }
}
