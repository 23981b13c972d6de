package io.tripline.ledger.properties;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A service that keeps to its plan, day by ordinary day: six architects in the office from nine to
 * five, bills every morning, six units a week, each a few hours before or after its time.
 */
final class SteadyServices {
  private static final String SERVICE = "cloud-migration";
  private static final long MINUTE = 60_000L;
  private static final long HOUR = Slices.HOUR;
  private static final long DAY = Slices.DAY;
  private static final long WEEK = 7 * DAY;
  private static final int PEOPLE = 6;
  private static final long DOLLAR = 1_000_000L;

  /** A Monday. */
  static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private final Random random;
  private final int weeks;
  private final List<Fact> facts = new ArrayList<>();
  private int idlers;
  private int ids;

  SteadyServices(long seed, int weeks) {
    random = new Random(seed);
    this.weeks = weeks;
  }

  /** Some of the six work for another service instead. */
  SteadyServices withWorkingElsewhere(int some) {
    idlers = some;
    return this;
  }

  List<Fact> facts() {
    long plannedAt = START + 8 * HOUR;
    facts.add(new PlanPublished(id(), plannedAt, plan(plannedAt + HOUR)));
    for (int person = 0; person < PEOPLE; person++) {
      facts.add(
          new AllocationChanged(
              id(),
              START,
              "allocation-" + person,
              "person-" + person,
              "senior-architect",
              SERVICE,
              1_000_000,
              120 * DOLLAR,
              "office",
              START,
              null,
              false));
    }
    for (int day = 0; day < weeks * 7; day++) {
      if (day > 0) {
        bills(START + day * DAY);
      }
      if (day % 7 < 5) {
        work(START + day * DAY);
      }
    }
    units(plannedAt + HOUR);
    facts.removeIf(fact -> fact.recordedAt() >= START + weeks * WEEK);
    facts.sort(Fact.KNOWN_ORDER);
    return facts;
  }

  /** Yesterday's cloud and software, billed at six in the morning. */
  private void bills(long day) {
    bill(day, CostCategory.CLOUD, 2_500 * DOLLAR / 7);
    bill(day, CostCategory.SOFTWARE, 400 * DOLLAR / 7);
  }

  private void bill(long day, CostCategory category, long amount) {
    facts.add(
        new CostRecorded(
            id(), day + 6 * HOUR, SERVICE, category, amount, day - DAY, day, "yesterday"));
  }

  /** Logged at the end of every hour, so that the feed is never silent for long. */
  private void work(long day) {
    for (int person = 0; person < PEOPLE; person++) {
      String service = person < idlers ? "legacy-support" : SERVICE;
      for (long from = day + 9 * HOUR; from < day + 17 * HOUR; from += HOUR) {
        String name = "work-" + person + "-" + from;
        facts.add(
            change(
                from + HOUR - MINUTE,
                from,
                service,
                "ticket-" + from / WEEK,
                TicketChange.WORK,
                new Work(name, "person-" + person, WorkBasis.LOGGED, from, from + HOUR, false)));
      }
    }
  }

  /** Six a week, spread over working time, each up to three hours early or late. */
  private void units(long from) {
    long between = 40 * HOUR / 6;
    for (int unit = 1; unit <= weeks * 6; unit++) {
      long worked = unit * between;
      long week = worked / (40 * HOUR);
      long ofWeek = worked % (40 * HOUR);
      long due = START + week * WEEK + ofWeek / (8 * HOUR) * DAY + 9 * HOUR + ofWeek % (8 * HOUR);
      long at = Math.max(from, due + (random.nextInt(360) - 180) * MINUTE);
      facts.add(change(at, at, SERVICE, "unit-" + unit, TicketChange.RESOLVED, null));
    }
  }

  private TicketChanged change(
      long recordedAt, long at, String service, String ticket, TicketChange kind, Work work) {
    return new TicketChanged(
        id(), recordedAt, at, service, ticket, "ASSESSMENT", kind, null, null, null, null, work);
  }

  private FactId id() {
    return new FactId("test", "fact-" + ++ids);
  }

  /** The plan that the definitions give as their example. */
  private static Plan plan(long effectiveFrom) {
    Tolerance none = Tolerance.NONE;
    return new Plan(
        SERVICE,
        1,
        effectiveFrom,
        "Cloud Migration advisory",
        "advisory",
        Plan.Objective.CUSTOMER_ACQUISITION,
        Map.of("business", "cfo", "delivery", "head-of-cloud"),
        List.of("cfo"),
        "office",
        new Plan.Unit("assessment", List.of("ASSESSMENT"), 12_000 * DOLLAR),
        new Baseline(
            6_000_000,
            new Baseline.Retainer(40_000 * DOLLAR, Baseline.Period.MONTH),
            List.of(new Baseline.TeamRole("senior-architect", 6_000_000, 120 * DOLLAR)),
            Map.of(CostCategory.CLOUD, 2_500 * DOLLAR, CostCategory.SOFTWARE, 400 * DOLLAR)),
        Map.of(Feed.COST, 10 * HOUR, Feed.TICKET, 4 * HOUR),
        List.of(
            atMost("fidelity", Metric.DIVERSION, Window.HOUR, "0.20", none, absolute("0.10")),
            atMost("fidelity-day", Metric.DIVERSION, Window.DAY, "0.25", none, absolute("0.15")),
            new Target(
                "margin",
                Metric.MARGIN,
                Window.WEEK,
                Target.Direction.AT_LEAST,
                null,
                percent("10"),
                percent("50"),
                percent("10"),
                new BigDecimal("15000.00"),
                10 * MINUTE,
                15 * MINUTE,
                During.WORK),
            new Target(
                "cloud-cost",
                Metric.COST,
                Window.DAY,
                Target.Direction.AT_MOST,
                null,
                percent("15"),
                percent("40"),
                percent("15"),
                BigDecimal.ZERO,
                10 * MINUTE,
                15 * MINUTE,
                During.ALWAYS)),
        List.of(
            new Rule(
                "zombie",
                List.of(
                    new Condition(
                        "fidelity-day", Severity.CRITICAL, null, null, null, null, false, null),
                    new Condition(
                        null,
                        null,
                        Metric.UNITS,
                        Window.DAY,
                        Condition.Side.BELOW,
                        BigDecimal.ONE,
                        false,
                        null)),
                4 * HOUR,
                HOUR,
                During.WORK,
                Rule.Action.DEFUND,
                Rule.Mode.ENFORCE,
                16 * HOUR),
            new Rule(
                "overspend",
                List.of(
                    new Condition(
                        null,
                        null,
                        Metric.COST,
                        Window.PLAN,
                        Condition.Side.ABOVE,
                        new BigDecimal("125"),
                        true,
                        Condition.BaselineChoice.EITHER)),
                10 * MINUTE,
                HOUR,
                During.WORK,
                Rule.Action.REVIEW,
                Rule.Mode.ENFORCE,
                null)));
  }

  private static Target atMost(
      String id, Metric metric, Window window, String bound, Tolerance warn, Tolerance critical) {
    return new Target(
        id,
        metric,
        window,
        Target.Direction.AT_MOST,
        new BigDecimal(bound),
        warn,
        critical,
        warn,
        BigDecimal.ZERO,
        10 * MINUTE,
        15 * MINUTE,
        During.WORK);
  }

  private static Tolerance absolute(String value) {
    return new Tolerance(new BigDecimal(value), false);
  }

  private static Tolerance percent(String value) {
    return new Tolerance(new BigDecimal(value), true);
  }
}
