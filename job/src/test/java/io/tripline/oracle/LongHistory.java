package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.ledger.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A history of months rather than days, for what only time brings out: bills that come weeks after
 * their month, tickets opened again after two months, sums over the life of a plan.
 */
final class LongHistory {
  private static final long START = Instant.parse("2026-01-26T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000L;
  private static final long HOUR = Slices.HOUR;
  private static final long DAY = Slices.DAY;
  private static final int DAYS = 84;
  private static final long END = START + DAYS * DAY;
  private static final List<String> SERVICES = List.of("service-1", "service-2");

  private final Random random;
  private final List<Fact> facts = new ArrayList<>();
  private int ids;

  private LongHistory(long seed) {
    random = new Random(seed);
  }

  static RandomHistory of(long seed) {
    LongHistory history = new LongHistory(seed);
    SERVICES.forEach(history::plans);
    SERVICES.forEach(history::bills);
    SERVICES.forEach(history::tickets);
    for (int person = 1; person <= 4; person++) {
      history.works("person-" + person, SERVICES.get(person % 2));
    }
    history.facts.removeIf(fact -> fact.recordedAt() >= END);
    history.facts.sort(Fact.KNOWN_ORDER);
    return new RandomHistory(
        seed, new Slices(HOUR), Map.of(), List.copyOf(history.facts), List.of(), START, END);
  }

  private void plans(String service) {
    RandomPlan plans = new RandomPlan(random, service, List.of("office", "always"));
    Plan first = plans.first(1, null);
    facts.add(new PlanPublished(id(), START + 8 * HOUR, first));
    facts.add(new PlanPublished(id(), START + 40 * DAY, plans.next(first, 2, null)));
    facts.add(new StatusReported(id(), START + DAY, service, ReportedStatus.GREEN, "pmo"));
  }

  /**
   * Each week's cloud the week after, each month's software up to 40 days after it, and its labor
   * so that none stays without a bill for 62 days: longer ago, labor is not told apart by slice.
   */
  private void bills(String service) {
    for (int week = 0; week < DAYS / 7; week++) {
      long from = START + week * 7L * DAY;
      bill(service, CostCategory.CLOUD, from, from + 7 * DAY, DAY + random.nextInt(6) * DAY);
    }
    for (String month : List.of("2026-01", "2026-02", "2026-03")) {
      long from = Instant.parse(month + "-01T00:00:00Z").toEpochMilli();
      long to = from + (month.endsWith("02") ? 28 : 31) * DAY;
      bill(service, CostCategory.LABOR, from, to, random.nextInt(25) * DAY);
      bill(service, CostCategory.SOFTWARE, from, to, random.nextInt(40) * DAY);
    }
    for (int i = 0; i < 20; i++) {
      long at = START + random.nextInt(DAYS * 24) * HOUR;
      bill(service, CostCategory.OTHER, at, at + random.nextInt(3) * DAY, random.nextInt(60) * DAY);
    }
  }

  private void bill(String service, CostCategory category, long from, long to, long delay) {
    facts.add(
        new CostRecorded(
            id(),
            Math.max(START, to + delay),
            service,
            category,
            random.nextInt(2_000_000_000) - 300_000_000L,
            from,
            to,
            null));
  }

  private void tickets(String service) {
    for (int ticket = 0; ticket < 60; ticket++) {
      long at = START + random.nextInt(DAYS * 24) * HOUR;
      change(service, ticket, at, TicketChange.OPENED);
      change(service, ticket, at + random.nextInt(50) * HOUR, TicketChange.HANDED_OFF);
      at += 50 * HOUR + random.nextInt(300) * MINUTE;
      change(service, ticket, at, TicketChange.RESOLVED);
      change(service, ticket, at + DAY, TicketChange.DECIDED);
      if (random.nextInt(4) == 0) {
        change(service, ticket, at + random.nextInt(60) * DAY, TicketChange.REOPENED);
      }
    }
  }

  /** Known within two days, but for resolutions, which may take a month. */
  private void change(String service, int ticket, long at, TicketChange change) {
    int days = change == TicketChange.RESOLVED ? 30 : 2;
    facts.add(ticket(service, ticket, at + random.nextInt(days * 24) * HOUR, at, change, null));
  }

  private void works(String person, String service) {
    facts.add(
        new AllocationChanged(
            id(),
            START,
            person,
            person,
            "engineer",
            service,
            800_000,
            90_000_000,
            "office",
            START,
            null,
            false));
    for (int day = 0; day < DAYS; day++) {
      if (day % 7 < 5 && random.nextInt(10) > 0) {
        long from = START + day * DAY + (8 * 60 + random.nextInt(240)) * MINUTE;
        long to = from + random.nextInt(480) * MINUTE;
        String worked = random.nextInt(4) == 0 ? SERVICES.get(random.nextInt(2)) : service;
        Work work = new Work(person + "/" + day, person, WorkBasis.LOGGED, from, to, false);
        long known = to + random.nextInt(5 * 24) * HOUR;
        facts.add(ticket(worked, random.nextInt(60), known, from, TicketChange.WORK, work));
      }
    }
  }

  private TicketChanged ticket(
      String service, int ticket, long known, long at, TicketChange change, Work work) {
    return new TicketChanged(
        id(),
        Math.max(START, known),
        at,
        service,
        "ticket-" + ticket,
        "ASSESSMENT",
        change,
        null,
        change == TicketChange.DECIDED
            ? (random.nextBoolean() ? Decision.ACCEPTED : Decision.DECLINED)
            : null,
        change == TicketChange.HANDED_OFF ? "first" : null,
        change == TicketChange.HANDED_OFF ? "second" : null,
        work);
  }

  private FactId id() {
    return new FactId("test", "fact-" + ++ids);
  }
}
