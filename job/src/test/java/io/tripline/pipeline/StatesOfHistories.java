package io.tripline.pipeline;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.ledger.service.ServiceLedger;
import io.tripline.oracle.RandomHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that the pipeline would keep over some random histories, seen at several moments, and
 * of each type the few values that have all in them that any of them has.
 */
final class StatesOfHistories {
  private final Map<Class<?>, List<Object>> kept = new LinkedHashMap<>();

  StatesOfHistories(long... seeds) {
    for (long seed : seeds) {
      RandomHistory history = RandomHistory.of(seed);
      for (int third = 1; third <= 3; third++) {
        look(history, history.start() + (history.end() - history.start()) * third / 3);
      }
    }
  }

  private void look(RandomHistory history, long now) {
    List<Fact> known = history.facts().stream().filter(fact -> fact.recordedAt() < now).toList();
    if (known.isEmpty()) {
      return;
    }
    long from = InMemoryJob.defaultFrom(history.slices(), known);
    long to = history.slices().ceil(now);
    waiting(history, known);
    InMemoryJob.Result result = new InMemoryJob(history.settings()).run(known, from, to);
    result.postings().values().forEach(postings -> keep(LaborPosting.class, postings));
    for (InMemoryJob.Service service : result.ledgers().values()) {
      keep(ServiceLedger.State.class, List.of(service.ledger.state()));
      keep(HourBook.class, service.hours.contents().values());
      keep(TicketHistory.class, service.tickets.contents().values());
      keep(LaborHour.class, service.labor.contents().values());
    }
    timesheets(history, known, to);
  }

  private void waiting(RandomHistory history, List<Fact> known) {
    for (Fact fact : known) {
      long tick = history.slices().tickKnowing(fact.recordedAt());
      keep(Fact.class, List.of(fact));
      keep(Admitted.class, List.of(new Admitted(Sample.read(fact, 1), true)));
      keep(WaitingRoom.Seat.class, List.of(new WaitingRoom.Seat(tick, 7)));
      if (UpsertRegister.key(fact) != null) {
        UpsertRegister.Known version = UpsertRegister.judge(fact, null, tick).known();
        keep(UpsertRegister.Known.class, version == null ? List.of() : List.of(version));
      }
    }
  }

  private void timesheets(RandomHistory history, List<Fact> known, long to) {
    Map<String, TreeMap<Long, List<Fact>>> people = new TreeMap<>();
    for (Fact fact : known) {
      String person = personOf(fact);
      if (person != null) {
        people
            .computeIfAbsent(person, id -> new TreeMap<>())
            .computeIfAbsent(
                history.slices().tickKnowing(fact.recordedAt()), tick -> new ArrayList<>())
            .add(fact);
      }
    }
    people.forEach(
        (person, facts) -> {
          Timesheet timesheet = new Timesheet(history.settings(), person, null);
          long step = history.slices().length();
          for (long tick = facts.firstKey(); tick <= to; tick += step) {
            timesheet.tick(tick, facts.getOrDefault(tick, List.of()));
          }
          keep(Timesheet.State.class, List.of(timesheet.state()));
        });
  }

  private static String personOf(Fact fact) {
    if (fact instanceof AllocationChanged allocation) {
      return allocation.personId();
    }
    return fact instanceof TicketChanged change && change.change() == TicketChange.WORK
        ? change.work().personId()
        : null;
  }

  private void keep(Class<?> type, Iterable<?> values) {
    values.forEach(kept.computeIfAbsent(type, unused -> new ArrayList<>())::add);
  }

  /** A few values that between them have everything set that any value of the type has. */
  <T> List<T> fullest(Class<T> type) {
    List<T> chosen = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    Map<Object, Set<String>> candidates = new LinkedHashMap<>();
    kept.getOrDefault(type, List.of()).forEach(value -> candidates.put(value, shapes(value)));
    while (true) {
      Object best = null;
      int gain = 0;
      for (Map.Entry<Object, Set<String>> candidate : candidates.entrySet()) {
        candidate.getValue().removeAll(shown);
        if (candidate.getValue().size() > gain) {
          best = candidate.getKey();
          gain = candidate.getValue().size();
        }
      }
      if (best == null) {
        return chosen;
      }
      shown.addAll(candidates.get(best));
      chosen.add(type.cast(best));
    }
  }

  /** Which fields are set, whatever to and however often. */
  private static Set<String> shapes(Object value) {
    Set<String> shapes = new HashSet<>();
    for (String line : GoldenState.describe(List.of(value))) {
      shapes.add(
          line.replaceAll(" = .*", "").replaceAll("\\[\\d+]", "[]").replaceAll("\\{.*?}", "{}"));
    }
    return shapes;
  }
}
