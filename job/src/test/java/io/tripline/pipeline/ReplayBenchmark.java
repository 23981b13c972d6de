package io.tripline.pipeline;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.ledger.inmemory.MapShelf;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.service.ServiceLedger;
import io.tripline.plan.PlanReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What a replay costs: CPU time per fact and per tick of a service, without Flink and with it. Not
 * a test; run its main method, with the number of services, of weeks, and, for one of them only,
 * {@code MEMORY}, {@code HEAP} or {@code ROCKSDB}.
 */
final class ReplayBenchmark {
  private static final String PLAN =
      """
      serviceId: SERVICE
      version: 1
      recordedAt: 2026-01-05T00:00:00Z
      name: Advisory
      portfolio: advisory
      objective: CUSTOMER_ACQUISITION
      owners: {business: cfo, delivery: head}
      mayOverride: [cfo]
      currency: USD
      calendar: office
      unit: {name: assessment, ticketTypes: [ASSESSMENT], value: 12000.00}
      baseline:
        unitsPerWeek: 6
        retainer: {amount: 40000.00, per: MONTH}
        team: [{role: architect, headcount: 4, hourlyCost: 120.00}]
        spendPerWeek: {CLOUD: 2500.00, SOFTWARE: 400.00}
      feeds: {cost: PT10H, ticket: PT24H}
      targets:
        - {id: fidelity, metric: diversion, window: DAY, atMost: 0.25, critical: 0.15}
        - {id: utilization, metric: utilization, window: WEEK, atLeast: 0.5, critical: 0.2}
        - {id: margin, metric: margin, window: WEEK, atLeast: BASELINE, warn: 10%, critical: 50%, floor: 15000.00}
        - {id: cloud-cost, metric: cost, window: DAY, atMost: BASELINE, warn: 15%, critical: 40%, during: ALWAYS}
      killSwitch:
        - id: zombie
          when:
            - {target: fidelity, is: CRITICAL}
            - {metric: units, window: DAY, below: 1}
          for: PT4H
          certifyWithin: PT16H
        - id: overspend
          when: [{metric: cost, window: PLAN, above: 125%, of: EITHER}]
      """;

  private final int services;
  private final int weeks;
  private int ids;
  private final LedgerSettings settings = new LedgerSettings(Sample.SLICES, Calendars.standard());

  private ReplayBenchmark(int services, int weeks) {
    this.services = services;
    this.weeks = weeks;
  }

  public static void main(String[] arguments) throws Exception {
    int services = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int weeks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Set<String> modes =
        arguments.length > 2 ? Set.of(arguments[2]) : Set.of("MEMORY", "HEAP", "ROCKSDB");
    new ReplayBenchmark(services, weeks).run(modes);
  }

  private void run(Set<String> modes) throws Exception {
    List<Fact> facts = history();
    Interval interval = new Interval(Sample.MONDAY, Sample.MONDAY + weeks * 7L * Sample.DAY);
    print("%d services, %d weeks, %d facts", services, weeks, facts.size());
    stateOf(inMemory(facts, interval));
    for (int round = 0; round < 4; round++) {
      if (modes.contains("MEMORY")) {
        measure("in memory", facts.size(), () -> inMemory(facts, interval).events().size());
      }
      for (Backend backend : Backend.values()) {
        if (modes.contains(backend.name())) {
          measure("on " + backend, facts.size(), () -> replay(facts, interval, backend));
        }
      }
    }
  }

  private InMemoryJob.Result inMemory(List<Fact> facts, Interval interval) {
    return new InMemoryJob(settings).run(facts, interval.from(), interval.to());
  }

  private int replay(List<Fact> facts, Interval interval, Backend backend) throws Exception {
    return new ClusterRun(
            settings,
            interval,
            KnownTimeWatermarks.inOrder(Sample.SLICES),
            Scripts.inOrder(facts, 4, 1))
        .through(new ClusterRun.Place(1, backend))
        .transcript()
        .events()
        .size();
  }

  private void measure(String what, int facts, Callable<Integer> run) throws Exception {
    long before = cpuNanos();
    int events = run.call();
    double micros = (cpuNanos() - before) / 1000.0;
    double ticks = (double) services * weeks * 7 * 288;
    print(
        "%-12s %6.1f s CPU, %6.1f µs a fact, %6.1f µs a service's tick, %d events",
        what, micros / 1e6, micros / facts, micros / ticks, events);
  }

  private void stateOf(InMemoryJob.Result result) throws Exception {
    InMemoryJob.Service service = result.ledgers().values().iterator().next();
    print("state of a service: %d bytes", bytes(ServiceLedger.State.class, service.ledger.state()));
    shelf("hours", HourBook.class, service.hours);
    shelf("tickets", TicketHistory.class, service.tickets);
    shelf("older labor", LaborHour.class, service.labor);
  }

  private static <V> void shelf(String name, Class<V> type, MapShelf<?, V> shelf)
      throws IOException {
    int bytes = 0;
    for (V value : shelf.contents().values()) {
      bytes += bytes(type, value);
    }
    print("on the shelf of %s: %d entries, %d bytes", name, shelf.contents().size(), bytes);
  }

  private static <T> int bytes(Class<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 12);
    RecordTypes.of(type)
        .createSerializer(new SerializerConfigImpl(TriplinePipeline.configuration()))
        .serialize(value, out);
    return out.length();
  }

  /** An ordinary life: hourly bills, tickets all day, four people a service who log their work. */
  private List<Fact> history() {
    List<Fact> facts = new ArrayList<>();
    long end = Sample.MONDAY + weeks * 7L * Sample.DAY;
    for (int service = 0; service < services; service++) {
      String id = "service-" + service;
      facts.add(new PlanPublished(id("plan"), Sample.MONDAY, plan(id)));
      for (int person = 0; person < 4; person++) {
        staff(id, person, end, facts);
      }
      for (long hour = Sample.MONDAY; hour < end - Sample.HOUR; hour += Sample.HOUR) {
        bill(id, hour, facts);
        ticket(id, hour, facts);
      }
    }
    return facts;
  }

  private void staff(String service, int number, long end, List<Fact> facts) {
    String person = service + "/person-" + number;
    facts.add(
        new AllocationChanged(
            id("allocation"),
            Sample.MONDAY,
            person,
            person,
            "architect",
            service,
            1_000_000,
            120_000_000,
            "office",
            Sample.MONDAY,
            null,
            false));
    for (long day = Sample.MONDAY; day < end; day += Sample.DAY) {
      for (int session = 0; session < 6; session++) {
        long from = day + 9 * Sample.HOUR + session * 75L * Sample.MINUTE;
        // One session of six goes to the neighbour.
        String worked = session == number ? "service-" + (services - 1) : service;
        Work work =
            new Work(
                person + "@" + from,
                person,
                WorkBasis.LOGGED,
                from,
                from + 70 * Sample.MINUTE,
                false);
        facts.add(change(worked, "t", from + 71 * Sample.MINUTE, TicketChange.WORK, null, work));
      }
    }
  }

  private void bill(String service, long hour, List<Fact> facts) {
    for (CostCategory category : List.of(CostCategory.CLOUD, CostCategory.SOFTWARE)) {
      facts.add(
          new CostRecorded(
              id("bill"),
              hour + Sample.HOUR + 7 * Sample.MINUTE,
              service,
              category,
              category == CostCategory.CLOUD ? 14_880_000 : 2_380_000,
              hour,
              hour + Sample.HOUR,
              null));
    }
  }

  private void ticket(String service, long hour, List<Fact> facts) {
    String ticket = "ticket-" + hour / Sample.HOUR;
    facts.add(change(service, ticket, hour, TicketChange.OPENED, null, null));
    facts.add(
        change(service, ticket, hour + 20 * Sample.MINUTE, TicketChange.HANDED_OFF, null, null));
    facts.add(
        change(service, ticket, hour + 50 * Sample.MINUTE, TicketChange.RESOLVED, null, null));
    facts.add(
        change(
            service,
            ticket,
            hour + 55 * Sample.MINUTE,
            TicketChange.DECIDED,
            Decision.ACCEPTED,
            null));
  }

  private TicketChanged change(
      String service, String ticket, long at, TicketChange change, Decision decision, Work work) {
    boolean handedOff = change == TicketChange.HANDED_OFF;
    return new TicketChanged(
        id("ticket"),
        at + Sample.MINUTE,
        work == null ? at : work.start(),
        service,
        ticket,
        at % (28 * Sample.HOUR) < Sample.HOUR ? "ASSESSMENT" : "INCIDENT",
        change,
        null,
        decision,
        handedOff ? "first" : null,
        handedOff ? "second" : null,
        work);
  }

  private FactId id(String source) {
    return new FactId(source, source + "-" + ++ids);
  }

  private Plan plan(String service) {
    return new PlanReader("USD", settings.calendars())
        .read(PLAN.replace("SERVICE", service))
        .plan();
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
