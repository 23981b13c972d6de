package io.tripline.backtest;

import io.tripline.backtest.source.DirectorySource;
import io.tripline.ledger.Slices;
import io.tripline.replay.ReplayProgress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * What a backtest of a hundred candidates costs beside one of one candidate, in CPU time of the
 * whole run, from reading the history to writing the report. Not a test; run its main method, with
 * an empty directory to work in, and the number of services, of weeks and of candidates. The
 * candidates are all for one service, and no two have a target or a rule in common; the points of a
 * sweep are judged in two halves besides.
 */
final class BacktestBenchmark {
  private static final Instant MONDAY = Instant.parse("2025-01-06T00:00:00Z");

  private static final List<String> SWEEP =
      List.of("fidelity.critical=0.05..0.50/0.05", "zombie.units.below=1..10/1");

  private final Path root;
  private final int services;
  private final int weeks;
  private long ids;

  private BacktestBenchmark(Path root, int services, int weeks) {
    this.root = root;
    this.services = services;
    this.weeks = weeks;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int services = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int weeks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 85;
    int candidates = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100;
    new BacktestBenchmark(root, services, weeks).run(candidates);
  }

  private void run(int candidates) throws Exception {
    writeHistory();
    plans("one", 1);
    plans("many", candidates);
    System.out.printf(Locale.ROOT, "%d services, %d weeks, %,d facts%n", services, weeks, ids);
    for (int round = 0; round < 3; round++) {
      double one = measure("one", "one", List.of());
      double many = measure("many", "many", List.of());
      double sweep = measure("sweep", "one", SWEEP);
      System.out.printf(
          Locale.ROOT,
          "CPU: %.1f s with 1 candidate; %.1f s with %d: %.2f times; %.1f s with a sweep of"
              + " 10 × 10 points: %.2f times%n",
          one,
          many,
          candidates,
          many / one,
          sweep,
          sweep / one);
    }
  }

  private double measure(String name, String candidates, List<String> sweeps) throws Exception {
    long before = cpuNanos();
    new Backtest(
            new BacktestRequest(
                DirectorySource.open(root.resolve("history"), "USD", Slices.FIVE_MINUTES),
                List.of(root.resolve(candidates)),
                sweeps,
                null,
                null,
                1),
            new ReportRequest(
                root.resolve("out-" + name), null, Duration.ofDays(1).toMillis(), null, false),
            ReplayProgress.SILENT)
        .run();
    return (cpuNanos() - before) / 1e9;
  }

  private void plans(String name, int count) throws IOException {
    Path directory = Files.createDirectories(root.resolve(name));
    for (int number = 0; number < count; number++) {
      Files.writeString(directory.resolve("candidate-%03d.yaml".formatted(number)), plan(number));
    }
  }

  private static String plan(int number) {
    return """
    serviceId: service-0
    version: 1
    recordedAt: 2025-01-06T00:00:00Z
    name: Advisory
    objective: CUSTOMER_ACQUISITION
    mayOverride: [cfo]
    currency: USD
    unit: {name: assessment, ticketTypes: [ASSESSMENT], value: 12000.00}
    baseline:
      unitsPerWeek: 6
      retainer: {amount: 40000.00, per: MONTH}
      team: [{role: architect, headcount: 4, hourlyCost: 120.00}]
      spendPerWeek: {CLOUD: 2500.00, SOFTWARE: 400.00}
    feeds: {cost: PT10H, ticket: PT24H}
    targets:
      - {id: fidelity, metric: diversion, window: DAY, atMost: 0.25%1$03d, critical: 0.15}
      - {id: utilization, metric: utilization, window: WEEK, atLeast: 0.4%1$03d, critical: 0.2}
      - {id: margin, metric: margin, window: WEEK, atLeast: BASELINE, warn: 1%1$03d%%, critical: 2000%%, floor: 15000.00}
      - {id: cloud-cost, metric: cost, window: DAY, atMost: BASELINE, warn: 15.%1$03d%%, critical: 40%%, during: ALWAYS}
    killSwitch:
      - id: zombie
        when:
          - {target: fidelity, is: CRITICAL}
          - {metric: units, window: DAY, below: 1.%1$03d}
        for: PT4H
        certifyWithin: PT16H
      - id: overspend
        when: [{metric: cost, window: PLAN, above: 125.%1$03d%%, of: EITHER}]
    """
        .formatted(number);
  }

  /** An ordinary life: hourly bills, tickets all day, four people a service who log their work. */
  private void writeHistory() throws IOException {
    Path history = Files.createDirectories(root.resolve("history"));
    try (BufferedWriter cost = Files.newBufferedWriter(history.resolve("cost.jsonl"));
        BufferedWriter tickets = Files.newBufferedWriter(history.resolve("ticket.jsonl"));
        BufferedWriter people = Files.newBufferedWriter(history.resolve("allocation.jsonl"))) {
      staff(people);
      for (Instant hour = MONDAY;
          hour.isBefore(MONDAY.plus(Duration.ofDays(7L * weeks)));
          hour = hour.plus(Duration.ofHours(1))) {
        for (int service = 0; service < services; service++) {
          bill(service, "CLOUD", "14.88", hour, cost);
          bill(service, "SOFTWARE", "2.38", hour, cost);
          ticket(service, hour, tickets);
          work(service, hour, tickets);
        }
      }
    }
  }

  private void staff(BufferedWriter out) throws IOException {
    for (int service = 0; service < services; service++) {
      for (int person = 0; person < 4; person++) {
        write(
            """
            {"type":"AllocationChanged","source":"psa","eventId":"%d","recordedAt":"%s",\
            "allocationId":"a-%3$d-%4$d","personId":"p-%3$d-%4$d","role":"architect",\
            "serviceId":"service-%3$d","fraction":"1","hourlyCost":"120.00","currency":"USD",\
            "start":"%2$s"}\
            """
                .formatted(++ids, MONDAY, service, person),
            out);
      }
    }
  }

  private void bill(int service, String category, String amount, Instant hour, BufferedWriter out)
      throws IOException {
    write(
        """
        {"type":"CostRecorded","source":"erp","eventId":"%d","recordedAt":"%s",\
        "serviceId":"service-%d","category":"%s","amount":"%s","currency":"USD",\
        "chargePeriodStart":"%s","chargePeriodEnd":"%s"}\
        """
            .formatted(
                ++ids,
                hour.plus(Duration.ofMinutes(67)),
                service,
                category,
                amount,
                hour,
                hour.plus(Duration.ofHours(1))),
        out);
  }

  private void ticket(int service, Instant hour, BufferedWriter out) throws IOException {
    long number = Duration.between(MONDAY, hour).toHours();
    change(service, number, hour, "\"Opened\"", out);
    change(
        service,
        number,
        hour.plus(Duration.ofMinutes(20)),
        "\"HandedOff\",\"fromTeam\":\"first\",\"toTeam\":\"second\"",
        out);
    change(service, number, hour.plus(Duration.ofMinutes(50)), "\"Resolved\"", out);
    change(
        service,
        number,
        hour.plus(Duration.ofMinutes(55)),
        "\"Decided\",\"decision\":\"ACCEPTED\"",
        out);
  }

  /** Each of four people works six times a day; one time of six for the last service. */
  private void work(int service, Instant hour, BufferedWriter out) throws IOException {
    int session = hour.atZone(ZoneOffset.UTC).getHour() - 9;
    DayOfWeek day = hour.atZone(ZoneOffset.UTC).getDayOfWeek();
    if (session < 0 || session > 6 || day.getValue() > DayOfWeek.FRIDAY.getValue()) {
      return;
    }
    for (int person = 0; person < 4; person++) {
      change(
          session == person ? services - 1 : service,
          Duration.between(MONDAY, hour).toHours(),
          hour.plus(Duration.ofMinutes(56)),
          """
          "Work","workId":"w-%d","personId":"p-%d-%d","basis":"LOGGED","start":"%s","end":"%s"\
          """
              .formatted(ids, service, person, hour, hour.plus(Duration.ofMinutes(55))),
          out);
    }
  }

  private void change(int service, long number, Instant at, String change, BufferedWriter out)
      throws IOException {
    write(
        """
        {"type":"TicketChanged","source":"jira","eventId":"%d","recordedAt":"%s",\
        "occurredAt":"%s","serviceId":"service-%d","ticketId":"t-%d","ticketType":"%s",\
        "change":{"type":%s}}\
        """
            .formatted(
                ++ids,
                at.plus(Duration.ofMinutes(1)),
                at,
                service,
                number,
                number % 28 == 0 ? "ASSESSMENT" : "INCIDENT",
                change),
        out);
  }

  private static void write(String line, BufferedWriter out) throws IOException {
    out.write(line);
    out.write('\n');
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
