package io.tripline.ledger.inmemory;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Objection;
import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.ledger.service.ServiceLedger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the whole job over facts that fit into memory: admission, a timesheet per person and a
 * ledger per service, which are the pipeline's own, taken from tick to tick. What it says is, event
 * by event, what a replay of the same facts and interval says. It starts in no time, which is what
 * it is for.
 *
 * <p>For one run, and one thread.
 */
public final class LedgerRun {
  private final LedgerSettings settings;
  private final Admission admission = new Admission();
  private final Map<String, Timesheet> timesheets = new HashMap<>();
  private final TreeMap<String, Long> due = new TreeMap<>();
  private final TreeMap<String, ServiceLedger> ledgers = new TreeMap<>();
  private final List<ServiceEvent> events = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();

  private LedgerRun(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * What a run said.
   *
   * @param events in written order
   * @param refused facts that do not count, in the order in which they became known; duplicates are
   *     not among them
   */
  public record Result(List<ServiceEvent> events, List<Refused> refused) {}

  /** A fact that does not count, and why. */
  public record Refused(Fact fact, Objection objection) {}

  /**
   * Runs over facts.
   *
   * @param facts in any order; those recorded at or after {@code to} are left out
   * @param from a tick, in milliseconds since the epoch: what is known up to it is booked, but
   *     nothing is evaluated
   * @param to a tick, the last one
   */
  public static Result over(Collection<Fact> facts, LedgerSettings settings, long from, long to) {
    TreeMap<Long, List<Fact>> byTick = new TreeMap<>();
    for (Fact fact : facts) {
      if (fact.recordedAt() < to) {
        byTick
            .computeIfAbsent(
                settings.slices().tickKnowing(fact.recordedAt()), tick -> new ArrayList<>())
            .add(fact);
      }
    }
    LedgerRun run = new LedgerRun(settings);
    if (!byTick.isEmpty()) {
      Slices slices = settings.slices();
      for (long tick = byTick.firstKey(); tick <= to; tick += slices.length()) {
        run.tick(tick, byTick.getOrDefault(tick, List.of()), tick > from);
      }
    }
    run.events.sort(ServiceEvent.WRITTEN_ORDER);
    return new Result(List.copyOf(run.events), List.copyOf(run.refused));
  }

  private void tick(long tick, List<Fact> known, boolean evaluate) {
    List<Fact> admitted =
        admission.admit(
            tick, known, (fact, objection) -> refused.add(new Refused(fact, objection)));
    Map<String, List<LaborPosting>> postings = post(tick, admitted);
    Map<String, List<Fact>> facts = new HashMap<>();
    for (Fact fact : admitted) {
      if (!(fact instanceof AllocationChanged)) {
        facts.computeIfAbsent(fact.serviceId(), service -> new ArrayList<>()).add(fact);
      }
    }
    facts.keySet().forEach(this::open);
    postings.keySet().forEach(this::open);
    ledgers.forEach(
        (service, ledger) ->
            events.addAll(
                ledger
                    .tick(
                        tick,
                        facts.getOrDefault(service, List.of()),
                        postings.getOrDefault(service, List.of()),
                        evaluate)
                    .events()));
  }

  /** What people's time posts at a tick, by service. */
  private Map<String, List<LaborPosting>> post(long tick, List<Fact> admitted) {
    Map<String, List<Fact>> facts = new HashMap<>();
    for (Fact fact : admitted) {
      String person = personOf(fact);
      if (person != null) {
        facts.computeIfAbsent(person, id -> new ArrayList<>()).add(fact);
        due.put(person, tick);
      }
    }
    Map<String, List<LaborPosting>> postings = new HashMap<>();
    for (Map.Entry<String, Long> person : due.entrySet()) {
      if (person.getValue() <= tick) {
        Timesheet timesheet =
            timesheets.computeIfAbsent(person.getKey(), id -> new Timesheet(settings, id, null));
        for (LaborPosting posting :
            timesheet.tick(tick, facts.getOrDefault(person.getKey(), List.of()))) {
          postings.computeIfAbsent(posting.serviceId(), id -> new ArrayList<>()).add(posting);
        }
        person.setValue(timesheet.nextTick(tick));
      }
    }
    return postings;
  }

  private void open(String service) {
    ledgers.computeIfAbsent(
        service,
        id ->
            new ServiceLedger(
                settings,
                id,
                null,
                new Accounts.Shelves(new MapShelf<>(), new MapShelf<>(), new MapShelf<>())));
  }

  private static String personOf(Fact fact) {
    if (fact instanceof AllocationChanged allocation) {
      return allocation.personId();
    }
    return fact instanceof TicketChanged changed && changed.change() == TicketChange.WORK
        ? changed.work().personId()
        : null;
  }
}
