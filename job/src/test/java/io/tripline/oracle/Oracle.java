package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.CalendarSpec;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A second reckoning of everything, from the definitions alone and by the plainest means: exact
 * fractions, all facts, and each window summed up anew at every tick. It shares no code with the
 * ledger; facts, plans and events are the words both speak.
 */
public final class Oracle {
  private final Slices slices;
  private final Map<String, OracleCalendar> calendars;
  private final OracleTimes times;
  private final Map<String, Service> services = new TreeMap<>();
  private final List<ServiceEvent> events = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  public Oracle(Slices slices, Map<String, CalendarSpec> given) {
    this.slices = slices;
    calendars = OracleCalendar.all(given);
    times = new OracleTimes(slices, calendars);
  }

  /** What it said. */
  public record Result(List<ServiceEvent> events, List<Statement> statements) {}

  private static final class Service {
    final OracleBook book;
    final OracleStatements statements = new OracleStatements();
    final OracleVerdicts verdicts;

    Service(OracleBook book) {
      this.book = book;
      verdicts = new OracleVerdicts(book);
    }
  }

  /**
   * Evaluates the ticks in {@code (from, to]}.
   *
   * @param eachBook is shown each service's book at each tick
   */
  Result run(Collection<Fact> facts, long from, long to, Consumer<OracleBook> eachBook) {
    TreeMap<Long, List<Fact>> known = new TreeMap<>();
    facts.stream()
        .sorted(Fact.KNOWN_ORDER)
        .forEach(
            fact ->
                known
                    .computeIfAbsent(slices.tickKnowing(fact.recordedAt()), t -> new ArrayList<>())
                    .add(fact));
    if (!known.isEmpty()) {
      for (long tick = known.firstKey(); tick <= to; tick += slices.length()) {
        tick(tick, known.getOrDefault(tick, List.of()), tick > from, eachBook);
      }
    }
    events.sort(ServiceEvent.WRITTEN_ORDER);
    return new Result(events, statements);
  }

  private void tick(long tick, List<Fact> facts, boolean evaluate, Consumer<OracleBook> eachBook) {
    Map<String, Set<Long>> changed = new HashMap<>();
    for (OracleTimes.Place place : times.tick(tick, facts)) {
      changed.computeIfAbsent(place.service(), s -> new HashSet<>()).add(place.slice());
    }
    Map<String, List<Fact>> byService = new HashMap<>();
    for (Fact fact : facts) {
      if (!(fact instanceof AllocationChanged)) {
        byService.computeIfAbsent(fact.serviceId(), s -> new ArrayList<>()).add(fact);
      }
    }
    changed.keySet().forEach(this::known);
    byService.keySet().forEach(this::known);
    services.forEach(
        (id, service) -> {
          List<Fact> ofService = byService.getOrDefault(id, List.of());
          boolean olderToo = service.book.tick(tick, ofService, changed.getOrDefault(id, Set.of()));
          List<Statement> said = service.statements.tick(service.book, olderToo);
          if (evaluate) {
            statements.addAll(said);
            events.addAll(service.verdicts.tick(ofService));
          }
          eachBook.accept(service.book);
        });
  }

  private void known(String service) {
    services.computeIfAbsent(
        service, id -> new Service(new OracleBook(id, slices, calendars, times)));
  }
}
