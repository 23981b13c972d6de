package io.tripline.ledger;

import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.inmemory.MapShelf;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.ledger.service.ServiceLedger;
import io.tripline.ledger.service.TickResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The whole job without Flink: a {@link Timesheet} per person and a {@link ServiceLedger} per
 * service, taken from tick to tick over facts that were admitted already. Options change how the
 * work is cut up, never what it comes to.
 */
public final class InMemoryJob {
  private final LedgerSettings settings;
  private boolean restarting;
  private boolean everyTick;
  private Random shuffler;

  /** A job that has seen nothing. */
  public InMemoryJob(LedgerSettings settings) {
    this.settings = settings;
  }

  /** Builds every timesheet and ledger anew from its state before every tick, as recovery does. */
  public InMemoryJob restartingEveryTick() {
    restarting = true;
    return this;
  }

  /** Asks every timesheet at every tick, also where nothing was announced. */
  public InMemoryJob askingEveryTick() {
    everyTick = true;
    return this;
  }

  /** Hands postings over in random order, some of them cut into two that sum to it. */
  public InMemoryJob shufflingPostings(long seed) {
    shuffler = new Random(seed);
    return this;
  }

  /**
   * What a run said.
   *
   * @param events in written order
   * @param statements every revision, in the order they were made, then by service and hour
   * @param states all latest states that were said
   * @param postings what people's time posted, by tick
   * @param ledgers the services' ledgers at the end
   */
  public record Result(
      List<ServiceEvent> events,
      List<Statement> statements,
      List<ServiceState> states,
      Map<Long, List<LaborPosting>> postings,
      Map<String, Service> ledgers) {}

  /** The first instant of the interval that is evaluated if none is given. */
  public static long defaultFrom(Slices slices, Collection<Fact> facts) {
    return slices.floor(facts.stream().mapToLong(Fact::recordedAt).min().orElseThrow());
  }

  /** The end of the interval that is evaluated if none is given. */
  public static long defaultTo(Slices slices, Collection<Fact> facts) {
    return slices.tickKnowing(facts.stream().mapToLong(Fact::recordedAt).max().orElseThrow());
  }

  /** Runs over facts in any order, evaluating every tick there is between them. */
  public Result run(Collection<Fact> facts) {
    return run(facts, defaultFrom(settings.slices(), facts), defaultTo(settings.slices(), facts));
  }

  /** Runs over facts in any order, evaluating the ticks in {@code (from, to]}. */
  public Result run(Collection<Fact> facts, long from, long to) {
    Slices slices = settings.slices();
    TreeMap<Long, List<Fact>> byTick = new TreeMap<>();
    facts.stream()
        .sorted(Fact.KNOWN_ORDER)
        .forEach(
            fact ->
                byTick
                    .computeIfAbsent(
                        slices.tickKnowing(fact.recordedAt()), tick -> new ArrayList<>())
                    .add(fact));
    Run run = new Run();
    if (!byTick.isEmpty()) {
      for (long tick = byTick.firstKey(); tick <= to; tick += slices.length()) {
        run.tick(tick, byTick.getOrDefault(tick, List.of()), tick > from);
      }
    }
    run.events.sort(ServiceEvent.WRITTEN_ORDER);
    return new Result(run.events, run.statements, run.states, run.postings, run.services);
  }

  /** A service's ledger and the shelves it keeps things on. */
  public static final class Service {
    /** Its hours. */
    public final MapShelf<Long, HourBook> hours = new MapShelf<>();

    /** Its tickets. */
    public final MapShelf<String, TicketHistory> tickets = new MapShelf<>();

    /** Its labor that is not billed. */
    public final MapShelf<Long, LaborHour> labor = new MapShelf<>();

    /** The ledger itself. */
    public ServiceLedger ledger;

    Accounts.Shelves shelves() {
      return new Accounts.Shelves(hours, tickets, labor);
    }
  }

  private final class Run {
    final Map<String, Timesheet> timesheets = new TreeMap<>();
    final Map<String, Long> due = new HashMap<>();
    final Map<String, Service> services = new TreeMap<>();
    final List<ServiceEvent> events = new ArrayList<>();
    final List<Statement> statements = new ArrayList<>();
    final List<ServiceState> states = new ArrayList<>();
    final Map<Long, List<LaborPosting>> postings = new TreeMap<>();

    void tick(long tick, List<Fact> facts, boolean evaluate) {
      Map<String, List<Fact>> ofPeople = new TreeMap<>();
      Map<String, List<Fact>> ofServices = new TreeMap<>();
      for (Fact fact : facts) {
        String person = personOf(fact);
        if (person != null) {
          ofPeople.computeIfAbsent(person, id -> new ArrayList<>()).add(fact);
        }
        if (!(fact instanceof AllocationChanged)) {
          ofServices.computeIfAbsent(fact.serviceId(), id -> new ArrayList<>()).add(fact);
        }
      }
      List<LaborPosting> posted = new ArrayList<>();
      ofPeople.keySet().forEach(id -> due.put(id, tick));
      for (String person : List.copyOf(new TreeMap<>(due).keySet())) {
        if (everyTick || due.get(person) <= tick) {
          posted.addAll(timesheet(person, tick, ofPeople.getOrDefault(person, List.of())));
        }
      }
      if (!posted.isEmpty()) {
        postings.put(tick, List.copyOf(posted));
      }
      Map<String, List<LaborPosting>> ofLedgers = new LinkedHashMap<>();
      for (LaborPosting posting : shuffled(posted)) {
        ofLedgers.computeIfAbsent(posting.serviceId(), id -> new ArrayList<>()).add(posting);
      }
      ofServices.keySet().forEach(id -> services.computeIfAbsent(id, this::opened));
      ofLedgers.keySet().forEach(id -> services.computeIfAbsent(id, this::opened));
      services.forEach(
          (id, service) ->
              ledger(
                  id,
                  service,
                  tick,
                  ofServices.getOrDefault(id, List.of()),
                  ofLedgers.getOrDefault(id, List.of()),
                  evaluate));
    }

    private List<LaborPosting> timesheet(String person, long tick, List<Fact> facts) {
      Timesheet timesheet = timesheets.get(person);
      if (timesheet == null) {
        timesheet = new Timesheet(settings, person, null);
      } else if (restarting) {
        timesheet = new Timesheet(settings, person, timesheet.state());
      }
      timesheets.put(person, timesheet);
      List<LaborPosting> posted = timesheet.tick(tick, facts);
      due.put(person, timesheet.nextTick(tick));
      return posted;
    }

    private Service opened(String id) {
      Service service = new Service();
      service.ledger = new ServiceLedger(settings, id, null, service.shelves());
      return service;
    }

    private void ledger(
        String id,
        Service service,
        long tick,
        List<Fact> facts,
        List<LaborPosting> postings,
        boolean evaluate) {
      if (restarting) {
        service.ledger = new ServiceLedger(settings, id, service.ledger.state(), service.shelves());
      }
      TickResult result = service.ledger.tick(tick, facts, postings, evaluate);
      events.addAll(result.events());
      statements.addAll(result.statements());
      if (result.state() != null) {
        states.add(result.state());
      }
    }
  }

  private static String personOf(Fact fact) {
    if (fact instanceof AllocationChanged allocation) {
      return allocation.personId();
    }
    return fact instanceof TicketChanged change && change.work() != null
        ? change.work().personId()
        : null;
  }

  private List<LaborPosting> shuffled(List<LaborPosting> postings) {
    if (shuffler == null) {
      return postings;
    }
    List<LaborPosting> parts = new ArrayList<>();
    for (LaborPosting posting : postings) {
      if (shuffler.nextBoolean()) {
        parts.add(posting);
      } else {
        parts.addAll(cut(posting));
      }
    }
    Collections.shuffle(parts, shuffler);
    return parts;
  }

  private List<LaborPosting> cut(LaborPosting p) {
    LaborPosting first =
        new LaborPosting(
            p.serviceId(),
            p.slice(),
            p.personId(),
            p.capacity() / 2,
            p.own(),
            p.visiting() / 3,
            0,
            p.bench() - 7,
            0,
            p.allocatedLabor() / 5,
            p.benchCost(),
            p.divertedOut(),
            List.of());
    LaborPosting rest =
        new LaborPosting(
            p.serviceId(),
            p.slice(),
            p.personId(),
            p.capacity() - first.capacity(),
            0,
            p.visiting() - first.visiting(),
            p.offHours(),
            7,
            p.unrated(),
            p.allocatedLabor() - first.allocatedLabor(),
            0,
            List.of(),
            p.divertedIn());
    return List.of(first, rest);
  }
}
