package io.tripline.oracle;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.CalendarSpec;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.ledger.plan.Plan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A made-up history of a few services and people over a few days, the same for the same seed, with
 * everything in it that makes life hard: late bills, corrections, plans that come, change and end,
 * commands valid and not, feeds that fall silent, clocks that change.
 *
 * @param calendars those given, besides {@code always} and {@code office}
 * @param facts admitted facts, in known order
 * @param refusable facts that are to be refused or to count as duplicates; empty unless asked for
 * @param start of the days it is about
 * @param end of the days it is about
 */
public record RandomHistory(
    long seed,
    Slices slices,
    Map<String, CalendarSpec> calendars,
    List<Fact> facts,
    List<Fact> refusable,
    long start,
    long end) {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long HORIZON = 8 * DAY;

  /** A history of admitted facts only. */
  public static RandomHistory of(long seed) {
    return new Writer(seed, false).write();
  }

  /** A history with facts that an admission refuses, besides those it admits. */
  public static RandomHistory withRefusable(long seed) {
    return new Writer(seed, true).write();
  }

  /** What a ledger is told once. */
  public LedgerSettings settings() {
    return new LedgerSettings(slices, new Calendars(calendars));
  }

  private static final class Writer {
    private final long seed;
    private final Random random;
    private final boolean withRefusable;
    private final Slices slices;
    private final long start;
    private final long end;
    private final List<String> services = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private final List<String> calendarNames = new ArrayList<>(List.of("office", "always"));
    private final Map<String, CalendarSpec> calendars = new TreeMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Fact> refusable = new ArrayList<>();
    private final Map<String, List<String>> rulesOf = new HashMap<>();
    private final Map<String, long[]> silences = new HashMap<>();
    private int ids;

    Writer(long seed, boolean withRefusable) {
      this.seed = seed;
      this.random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
      this.withRefusable = withRefusable;
      int days = 2 + random.nextInt(13);
      this.slices =
          new Slices(
              MINUTE
                  * (days <= 3
                      ? number(5, 10, 15, 20)
                      : days <= 7 ? number(15, 20, 30) : number(30, 30, 60)));
      this.start =
          Instant.parse(
                  pick(
                      "2026-01-05T00:00:00Z",
                      "2026-01-27T06:00:00Z",
                      "2026-03-05T00:00:00Z",
                      "2026-03-26T12:00:00Z",
                      "2026-10-22T00:00:00Z",
                      "2026-10-29T03:00:00Z"))
              .toEpochMilli();
      this.end = start + days * DAY;
    }

    RandomHistory write() {
      for (int i = 2 + random.nextInt(3); i > 0; i--) {
        services.add("service-" + i);
      }
      for (int i = 2 + random.nextInt(5); i > 0; i--) {
        people.add("person-" + i);
      }
      calendars();
      for (String service : services) {
        silences(service);
        plans(service);
        costs(service);
        tickets(service);
        statuses(service);
        commands(service);
      }
      people.forEach(this::allocations);
      people.forEach(this::sessions);
      facts.sort(Fact.KNOWN_ORDER);
      List<Fact> admitted = new Admission().admitted(facts);
      if (withRefusable) {
        refusable.removeIf(fact -> fact instanceof AllocationChanged a && !movesOneOf(admitted, a));
        refusable.addAll(duplicatesOf(admitted));
        refusable.sort(Fact.KNOWN_ORDER);
      } else {
        refusable.clear();
      }
      return new RandomHistory(
          seed, slices, calendars, List.copyOf(admitted), List.copyOf(refusable), start, end);
    }

    private void calendars() {
      calendarNames.add("local");
      calendars.put(
          "local",
          new CalendarSpec(
              ZoneId.of(
                  pick(
                      "America/New_York",
                      "Europe/Berlin",
                      "Asia/Kathmandu",
                      "Australia/Lord_Howe",
                      "America/St_Johns")),
              EnumSet.copyOf(Arrays.asList(DayOfWeek.values()).subList(0, 4 + random.nextInt(4))),
              LocalTime.of(6 + random.nextInt(4), (int) number(0, 0, 15, 30)),
              random.nextInt(4) == 0 ? LocalTime.MAX : LocalTime.of(15 + random.nextInt(8), 0),
              chance(30)
                  ? Set.of(
                      LocalDate.ofEpochDay(start / DAY + 1 + random.nextInt(3)),
                      LocalDate.ofEpochDay(start / DAY + 5))
                  : Set.of()));
      calendarNames.add("nights");
      calendars.put(
          "nights",
          new CalendarSpec(
              ZoneId.of(pick("UTC", "Europe/London", "America/Chicago")),
              EnumSet.allOf(DayOfWeek.class),
              LocalTime.MIN,
              chance(50) ? LocalTime.MAX : LocalTime.of(5, 0),
              Set.of()));
      if (chance(10)) {
        calendars.put(
            "office",
            new CalendarSpec(
                ZoneId.of("Europe/Berlin"),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                LocalTime.of(8, 0),
                LocalTime.of(18, 30),
                Set.of()));
      }
    }

    private void silences(String service) {
      for (String feed : List.of("cost/", "ticket/")) {
        if (chance(40)) {
          long from = within(start, end);
          silences.put(feed + service, new long[] {from, from + (4 + random.nextInt(60)) * HOUR});
        }
      }
    }

    private boolean silent(String feed, String service, long recordedAt) {
      long[] silence = silences.get(feed + service);
      return silence != null && recordedAt >= silence[0] && recordedAt < silence[1];
    }

    // ---- plans and what people decide about them

    private void plans(String service) {
      List<String> rules = new ArrayList<>();
      rulesOf.put(service, rules);
      if (chance(10)) {
        return;
      }
      RandomPlan plans = new RandomPlan(random, service, calendarNames);
      int version = 1 + random.nextInt(2);
      long at = onGrid(start + ((long) (random.nextDouble() * random.nextDouble() * 20)) * HOUR);
      Plan plan = plans.first(version, chance(25) ? at + random.nextInt(300) * MINUTE : null);
      publish(plan, at);
      rules.addAll(plan.rules().stream().map(rule -> rule.id()).toList());
      while (at < end && chance(55)) {
        at = onGrid(within(at, end));
        if (chance(30)) {
          facts.add(new PlanClosed(id(), at, service, "no longer offered"));
          at = chance(20) ? at + MINUTE : onGrid(at + random.nextInt(30) * HOUR);
          if (chance(35)) {
            break;
          }
        }
        version += 1 + random.nextInt(2);
        plan =
            plans.next(plan, version, chance(25) ? at + (random.nextInt(600) - 60) * MINUTE : null);
        publish(plan, at);
        rules.addAll(plan.rules().stream().map(rule -> rule.id()).toList());
      }
      if (withRefusable && chance(50)) {
        refusable.add(new PlanPublished(id(), at + HOUR, plan));
      }
    }

    private void publish(Plan plan, long at) {
      facts.add(new PlanPublished(id(), at, plan));
    }

    private void statuses(String service) {
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        facts.add(
            new StatusReported(
                id(),
                onGrid(within(start, end)),
                service,
                pick(
                    ReportedStatus.GREEN,
                    ReportedStatus.GREEN,
                    ReportedStatus.GREEN,
                    ReportedStatus.AMBER,
                    ReportedStatus.RED),
                "pmo"));
      }
    }

    private void commands(String service) {
      List<String> rules = rulesOf.get(service);
      for (int i = random.nextInt(14); i > 0; i--) {
        long at = onGrid(within(start, end));
        String rule =
            rules.isEmpty() || chance(8) ? "nobody" : rules.get(random.nextInt(rules.size()));
        CommandAction action = pick(CommandAction.values());
        Long until =
            action != CommandAction.OVERRIDE
                ? null
                : Long.valueOf(
                    chance(80)
                        ? at + random.nextInt(30 * 60) * MINUTE
                        : at + number(-HOUR, 0, 30 * DAY, 30 * DAY + 1, 40 * DAY));
        facts.add(
            new KillSwitchCommand(
                id(),
                at,
                "command-" + ids,
                service,
                rule,
                action,
                until,
                chance(88) ? "cfo" : pick("board", "intern"),
                "because"));
      }
    }

    // ---- money

    private void costs(String service) {
      CostCategory[] used = {
        CostCategory.CLOUD,
        CostCategory.SOFTWARE,
        CostCategory.LABOR,
        pick(CostCategory.HARDWARE, CostCategory.OTHER, CostCategory.TELECOM)
      };
      for (int i = 5 + random.nextInt(25); i > 0; i--) {
        long from = within(start - 2 * DAY, end);
        if (chance(60)) {
          from = from / HOUR * HOUR;
        }
        long length =
            number(
                0,
                0,
                HOUR,
                HOUR,
                4 * HOUR,
                DAY,
                DAY,
                DAY,
                7 * DAY,
                31 * DAY,
                31 * DAY + 1,
                40 * DAY,
                17 * MINUTE + 13,
                2 * HOUR + 7);
        if (length > 7 * DAY) {
          from -= random.nextInt(30) * DAY;
        }
        long amount = (long) (random.nextDouble() * random.nextDouble() * 3_000_000_000L);
        if (chance(15)) {
          amount = -amount / 3;
        }
        if (chance(10)) {
          amount = random.nextInt(5) - 2L;
        }
        long at = recorded(chance(70) ? from + Math.min(length, 3 * DAY) : from);
        if (!silent("cost/", service, at)) {
          facts.add(
              new CostRecorded(id(), at, service, pick(used), amount, from, from + length, null));
        }
      }
    }

    // ---- tickets

    private void tickets(String service) {
      for (int ticket = 3 + random.nextInt(8); ticket > 0; ticket--) {
        String type = RandomPlan.ticketType(random);
        long at = within(start - DAY, end);
        TicketChange last = TicketChange.OPENED;
        change(service, ticket, type, at, last);
        for (int i = random.nextInt(7); i > 0; i--) {
          at += chance(10) ? 0 : (long) (random.nextDouble() * random.nextDouble() * 20 * HOUR);
          last =
              switch (random.nextInt(8)) {
                case 0, 1 -> TicketChange.HANDED_OFF;
                case 2, 3 -> TicketChange.RESOLVED;
                case 4 ->
                    last == TicketChange.RESOLVED ? TicketChange.REOPENED : TicketChange.RESOLVED;
                case 5 -> TicketChange.REOPENED;
                default -> TicketChange.DECIDED;
              };
          change(service, ticket, type, at, last);
        }
      }
      for (int i = random.nextInt(12); i > 0; i--) {
        change(service, 1 + random.nextInt(4), "SURVEY", within(start, end), TicketChange.DECIDED);
      }
    }

    private void change(
        String service, int ticket, String type, long occurredAt, TicketChange change) {
      long at = recorded(occurredAt);
      if (silent("ticket/", service, at)) {
        return;
      }
      TicketChanged fact =
          new TicketChanged(
              id(),
              at,
              occurredAt,
              service,
              "ticket-" + ticket,
              type,
              change,
              change == TicketChange.RESOLVED && chance(30)
                  ? Long.valueOf(random.nextInt(2_000) * 1_000_000L)
                  : null,
              change == TicketChange.DECIDED ? pick(Decision.values()) : null,
              change == TicketChange.HANDED_OFF ? "first" : null,
              change == TicketChange.HANDED_OFF ? "second" : null,
              null);
      facts.add(fact);
      if (withRefusable && change == TicketChange.HANDED_OFF && chance(20)) {
        refusable.add(
            new TicketChanged(
                id(),
                at,
                at - 9 * DAY,
                service,
                fact.ticketId(),
                type,
                change,
                null,
                null,
                "first",
                "second",
                null));
      }
    }

    // ---- people

    private void allocations(String person) {
      for (int i = random.nextInt(5); i > 0; i--) {
        String allocation = person + "/" + pick("a", "b", "c") + i;
        long from = chance(50) ? start - random.nextInt(20) * DAY : onGrid(within(start, end));
        AllocationChanged fact =
            new AllocationChanged(
                id(),
                chance(60)
                    ? onGrid(start + random.nextInt(180) * MINUTE)
                    : Math.max(start, recorded(Math.max(start, from))),
                allocation,
                person,
                pick("architect", "engineer", "consultant"),
                pick(services),
                number(1_000_000, 1_000_000, 500_000, 500_000, 333_333, 250_000, 10_000, 750_001),
                number(120_000_000, 80_000_000, 33_333_333, 1, 0, 95_120_000),
                pick(calendarNames),
                from,
                chance(60) ? null : Long.valueOf(from + random.nextInt(600) * HOUR + 1_234_567),
                false);
        facts.add(fact);
        for (int updates = random.nextInt(3); updates > 0; updates--) {
          long at = onGrid(within(fact.recordedAt(), end));
          long newFrom =
              chance(70) ? fact.start() : fact.start() + (random.nextInt(40) - 20) * HOUR;
          fact =
              new AllocationChanged(
                  id(),
                  at,
                  allocation,
                  person,
                  chance(70) ? fact.role() : pick("architect", "partner"),
                  fact.serviceId(),
                  chance(50) ? fact.fraction() : number(1_000_000, 400_000, 1, 666_667),
                  chance(60) ? fact.hourlyCost() : number(99_990_000, 150_000_000),
                  chance(70) ? fact.calendar() : pick(calendarNames),
                  newFrom,
                  chance(50)
                      ? fact.end() == null ? null : Long.valueOf(Math.max(newFrom, fact.end()))
                      : Long.valueOf(Math.max(newFrom, within(start, at + DAY))),
                  chance(12));
          facts.add(fact);
          if (withRefusable && chance(20)) {
            refusable.add(
                new AllocationChanged(
                    id(),
                    at,
                    allocation,
                    person,
                    fact.role(),
                    "somewhere-else",
                    fact.fraction(),
                    fact.hourlyCost(),
                    fact.calendar(),
                    fact.start(),
                    fact.end(),
                    false));
          }
        }
      }
    }

    private void sessions(String person) {
      for (int i = 4 + random.nextInt(30); i > 0; i--) {
        String service =
            chance(60) ? services.get(person.length() % services.size()) : pick(services);
        long from = within(start, end);
        if (chance(70)) {
          from = from / DAY * DAY + (8 * 60 + random.nextInt(9 * 60)) * MINUTE;
        }
        WorkBasis basis = chance(65) ? WorkBasis.LOGGED : WorkBasis.STATUS;
        long length = (long) (random.nextDouble() * random.nextDouble() * 8 * HOUR);
        Long to = from + (chance(50) ? length / (15 * MINUTE) * (15 * MINUTE) : length);
        String work = person + "/work-" + i;
        String ticket = "ticket-" + (1 + random.nextInt(6));
        if (basis == WorkBasis.STATUS) {
          boolean left = chance(20);
          long at = recorded(from);
          work(at, service, ticket, new Work(work, person, basis, from, null, false));
          if (!left) {
            to = from + length * (chance(10) ? 6 : 1);
            work(
                Math.max(at + 1, recorded(to)),
                service,
                ticket,
                new Work(work, person, basis, from, to, false));
          }
        } else {
          long at = recorded(chance(90) ? to : from);
          work(at, service, ticket, new Work(work, person, basis, from, to, false));
          if (chance(25)) {
            long shift = (random.nextInt(120) - 60) * MINUTE;
            work(
                at + 1 + random.nextInt(3_000) * MINUTE,
                service,
                ticket,
                new Work(
                    work,
                    person,
                    basis,
                    from + shift,
                    to + shift + random.nextInt(90) * MINUTE,
                    chance(25)));
          }
        }
      }
    }

    private void work(long at, String service, String ticket, Work work) {
      if (!silent("ticket/", service, at)) {
        facts.add(
            new TicketChanged(
                id(),
                at,
                work.start(),
                service,
                ticket,
                RandomPlan.ticketType(random),
                TicketChange.WORK,
                null,
                null,
                null,
                null,
                work));
      }
    }

    // ---- when, and under which name

    /** When something about an instant becomes known: mostly soon, sometimes late, or ahead. */
    private long recorded(long validAt) {
      int kind = random.nextInt(100);
      long delay =
          kind < 55
              ? random.nextInt(30) * MINUTE
              : kind < 75
                  ? random.nextInt(600) * MINUTE
                  : kind < 88
                      ? random.nextInt(80) * HOUR
                      : kind < 93 ? random.nextInt(11 * 24) * HOUR : -random.nextInt(40) * HOUR;
      long at = validAt + delay;
      if (at < start || at >= end) {
        at = within(Math.max(start, Math.min(end - DAY, validAt)), end);
      }
      return chance(30) ? slices.floor(at) : chance(50) ? at / MINUTE * MINUTE : at;
    }

    private long onGrid(long instant) {
      return chance(30)
          ? slices.floor(instant)
          : chance(60) ? Math.floorDiv(instant, 30 * MINUTE) * 30 * MINUTE : instant;
    }

    private long within(long from, long to) {
      return from + (long) (random.nextDouble() * Math.max(1, to - from));
    }

    private FactId id() {
      return new FactId(pick("one", "two"), "e" + random.nextInt(10) + "-" + ++ids);
    }

    /** Whether the allocation is known elsewhere: without that, it is as good as any other. */
    private static boolean movesOneOf(List<Fact> admitted, AllocationChanged moved) {
      return admitted.stream()
          .anyMatch(
              fact ->
                  fact instanceof AllocationChanged known
                      && known.allocationId().equals(moved.allocationId())
                      && Fact.KNOWN_ORDER.compare(known, moved) < 0
                      && (known.end() == null || known.end() > moved.recordedAt()));
    }

    private List<Fact> duplicatesOf(List<Fact> admitted) {
      List<Fact> duplicates = new ArrayList<>();
      for (Fact fact : admitted) {
        if (fact instanceof CostRecorded cost && chance(20)) {
          duplicates.add(
              new CostRecorded(
                  cost.id(),
                  cost.recordedAt() + number(1, MINUTE, DAY, 7 * DAY),
                  cost.serviceId(),
                  cost.category(),
                  cost.amount() + (chance(50) ? 1 : 0),
                  cost.chargePeriodStart(),
                  cost.chargePeriodEnd(),
                  cost.description()));
        }
        if (fact instanceof TicketChanged change && chance(10)) {
          duplicates.add(change);
        }
      }
      return duplicates;
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private long number(long... choices) {
      return choices[random.nextInt(choices.length)];
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
      return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    /** What the stages before the ledger let through. */
    private final class Admission {
      private final Map<String, long[]> reach = new HashMap<>();
      private final Map<String, Integer> versions = new HashMap<>();
      private final Set<FactId> seen = new HashSet<>();

      List<Fact> admitted(List<Fact> inKnownOrder) {
        return inKnownOrder.stream().filter(this::admits).toList();
      }

      private boolean admits(Fact fact) {
        long horizon = slices.tickKnowing(fact.recordedAt()) - HORIZON;
        return seen.add(fact.id()) && admits(fact, horizon);
      }

      private boolean admits(Fact fact, long horizon) {
        if (fact instanceof AllocationChanged a) {
          long to = a.end() == null ? Long.MAX_VALUE : a.end();
          return upsert(a.allocationId(), a.start(), to, horizon);
        }
        if (fact instanceof PlanPublished published) {
          Integer before = versions.get(fact.serviceId());
          boolean higher = before == null || published.plan().version() > before;
          if (higher) {
            versions.put(fact.serviceId(), published.plan().version());
          }
          return higher;
        }
        if (fact instanceof TicketChanged change) {
          if (change.change() == TicketChange.HANDED_OFF) {
            return change.occurredAt() >= horizon;
          }
          if (change.change() == TicketChange.WORK) {
            Work work = change.work();
            long to = work.end() == null ? work.start() + DAY : work.end();
            return upsert(work.workId(), work.start(), to, horizon);
          }
        }
        return true;
      }

      private boolean upsert(String id, long from, long to, long horizon) {
        long[] before = reach.get(id);
        boolean reaches = to >= from && (to > horizon || (before != null && before[1] > horizon));
        if (reaches) {
          reach.put(id, new long[] {from, to});
        } else if (withRefusable) {
          return false;
        }
        return reaches;
      }
    }
  }
}
