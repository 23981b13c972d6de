package io.tripline.oracle;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up plans, their targets so tight that incidents open, and their rules so that they trip. */
public final class RandomPlan {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final String[] TICKET_TYPES = {"ASSESSMENT", "INCIDENT", "CHANGE"};

  private final Random random;
  private final String service;
  private final List<String> calendars;
  private int targets;
  private int rules;

  /** Plans of a service; {@code calendars} are the names they may use. */
  public RandomPlan(Random random, String service, List<String> calendars) {
    this.random = random;
    this.service = service;
    this.calendars = calendars;
  }

  static String ticketType(Random random) {
    return TICKET_TYPES[random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(2)];
  }

  /** A plan out of nothing. */
  public Plan first(int version, Long effectiveFrom) {
    return plan(version, effectiveFrom, calendar(), unit(), baseline(), feeds(), targets(), null);
  }

  /** Some of it kept, some changed, some dropped. */
  public Plan next(Plan before, int version, Long effectiveFrom) {
    List<Target> kept = new ArrayList<>();
    for (Target target : before.targets()) {
      if (chance(75)) {
        kept.add(chance(60) ? target : target(target.id()));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      kept.add(target("target-" + ++targets));
    }
    return plan(
        version,
        effectiveFrom,
        chance(70) ? before.calendar() : calendar(),
        chance(60) ? before.unit() : unit(),
        chance(40) ? before.baseline() : baseline(),
        chance(60) ? before.feedSilence() : feeds(),
        kept,
        before);
  }

  private Plan plan(
      int version,
      Long effectiveFrom,
      String calendar,
      Plan.Unit unit,
      Baseline baseline,
      Map<Feed, Long> feeds,
      List<Target> targets,
      Plan before) {
    List<Rule> rules = new ArrayList<>();
    if (before != null) {
      for (Rule rule : before.rules()) {
        boolean possible =
            rule.when().stream()
                .allMatch(
                    c ->
                        !c.onTarget()
                            || targets.stream().anyMatch(t -> t.id().equals(c.targetId())));
        if (possible && chance(55)) {
          rules.add(rule);
        } else if (chance(50)) {
          rules.add(rule(rule.id(), targets));
        }
      }
    }
    for (int i = before == null ? 1 + random.nextInt(4) : random.nextInt(2); i > 0; i--) {
      rules.add(rule("rule-" + ++this.rules, targets));
    }
    return new Plan(
        service,
        version,
        effectiveFrom,
        "a plan for " + service,
        null,
        pick(Plan.Objective.values()),
        Map.of("business", "cfo"),
        chance(30) ? List.of("cfo", "board") : List.of("cfo"),
        calendar,
        unit,
        baseline,
        feeds,
        List.copyOf(targets),
        List.copyOf(rules));
  }

  private String calendar() {
    return chance(40) ? "always" : calendars.get(random.nextInt(calendars.size()));
  }

  private Plan.Unit unit() {
    if (chance(7)) {
      return null;
    }
    return new Plan.Unit(
        "thing",
        chance(70) ? List.of("ASSESSMENT") : List.of("ASSESSMENT", "INCIDENT"),
        number(50_000_000L, 400_000_000L, 1_200_000_000L, 333_333_333L));
  }

  private Baseline baseline() {
    Map<CostCategory, Long> spend = new EnumMap<>(CostCategory.class);
    spend.put(CostCategory.CLOUD, number(2_500_000_000L, 700_000_001L));
    if (chance(60)) {
      spend.put(CostCategory.SOFTWARE, number(400_000_000L, 1L));
    }
    if (chance(30)) {
      spend.put(CostCategory.FACILITIES, 99_999_999L);
    }
    List<Baseline.TeamRole> team = new ArrayList<>();
    for (int i = chance(8) ? 0 : 1 + random.nextInt(2); i > 0; i--) {
      team.add(
          new Baseline.TeamRole(
              pick("architect", "engineer"),
              number(500_000L, 1_000_000L, 2_000_000L, 1_333_333L),
              number(120_000_000L, 95_120_001L, 60_000_000L)));
    }
    return new Baseline(
        number(6_000_000L, 2_500_000L, 20_000_000L, 1_333_333L, 0L),
        chance(35)
            ? null
            : new Baseline.Retainer(
                number(40_000_000_000L, 5_000_000_000L, 100_000_000L, 7L),
                pick(Baseline.Period.values())),
        team,
        spend);
  }

  private Map<Feed, Long> feeds() {
    Map<Feed, Long> feeds = new EnumMap<>(Feed.class);
    if (chance(60)) {
      feeds.put(Feed.COST, number(10L, 20L, 3L, 40L) * HOUR);
    }
    if (chance(60)) {
      feeds.put(Feed.TICKET, number(4L, 8L, 2L, 24L) * HOUR);
    }
    return feeds;
  }

  private List<Target> targets() {
    List<Target> some = new ArrayList<>();
    for (int i = 3 + random.nextInt(9); i > 0; i--) {
      some.add(target("target-" + ++targets));
    }
    return some;
  }

  private Target target(String id) {
    Metric metric = chance(12) ? Metric.REPORTED_GAP : pick(Metric.values());
    Window window = window(metric);
    boolean baseline = metric.planned() && chance(65);
    Target.Direction direction = direction(metric);
    boolean percent = (metric.planned() && chance(50)) || chance(10);
    BigDecimal unit = unitOf(metric);
    BigDecimal step = percent ? new BigDecimal(pick("5", "10", "2.5")) : unit;
    int warn = chance(40) ? 0 : random.nextInt(4);
    int clear = chance(50) ? warn : warn == 0 ? 0 : random.nextInt(warn + 1);
    Integer critical = chance(25) ? null : Integer.valueOf(warn + random.nextInt(5));
    return new Target(
        id,
        metric,
        window,
        direction,
        baseline ? null : unit.multiply(BigDecimal.valueOf(random.nextInt(9) - 2)),
        tolerance(step, warn, percent),
        critical == null ? null : tolerance(step, critical, percent),
        tolerance(step, clear, percent),
        chance(75) ? BigDecimal.ZERO : unit.multiply(new BigDecimal("0.7")),
        number(0L, 10L, 10L, 15L, 45L, 30L) * MINUTE,
        number(0L, 15L, 15L, 60L, 240L) * MINUTE,
        chance(55) ? During.ALWAYS : During.WORK);
  }

  private Window window(Metric metric) {
    if (metric == Metric.REPORTED_GAP) {
      return null;
    }
    return metric == Metric.LABOR_GAP
        ? pick(Window.DAY, Window.WEEK, Window.PLAN)
        : pick(Window.HOUR, Window.DAY, Window.DAY, Window.WEEK, Window.PLAN);
  }

  private Target.Direction direction(Metric metric) {
    boolean more =
        switch (metric) {
          case REVENUE, MARGIN, MARGIN_PCT, UNITS, UNIT_MARGIN, UTILIZATION -> true;
          default -> false;
        };
    return more == !chance(15) ? Target.Direction.AT_LEAST : Target.Direction.AT_MOST;
  }

  private BigDecimal unitOf(Metric metric) {
    return switch (metric) {
      case REVENUE, COST, MARGIN -> new BigDecimal(pick("250", "1000.5"));
      case UNIT_MARGIN, UNIT_COST -> new BigDecimal("150");
      case UNITS -> new BigDecimal(pick("1", "0.5"));
      case MARGIN_PCT, UTILIZATION, DIVERSION, OVERTIME, DECLINE_RATE, LABOR_GAP ->
          new BigDecimal(pick("0.1", "0.05", "0.2"));
      case HANDOFF_WAITING -> new BigDecimal("0.3");
      case REPORTED_GAP -> BigDecimal.valueOf(number(30L, 120L) * MINUTE);
    };
  }

  private static Tolerance tolerance(BigDecimal step, int steps, boolean percent) {
    return new Tolerance(step.multiply(BigDecimal.valueOf(steps)), percent);
  }

  private Rule rule(String id, List<Target> targets) {
    List<Condition> when = new ArrayList<>();
    for (int i = chance(60) ? 1 : 2; i > 0; i--) {
      when.add(condition(targets));
    }
    return new Rule(
        id,
        when,
        number(0L, 10L, 60L, 240L, 480L) * MINUTE,
        number(0L, 60L, 60L, 15L, 180L) * MINUTE,
        chance(55) ? During.ALWAYS : During.WORK,
        pick(Rule.Action.values()),
        chance(75) ? Rule.Mode.ENFORCE : Rule.Mode.MONITOR,
        chance(40) ? null : Long.valueOf(number(30L, 480L, 960L, 1440L) * MINUTE));
  }

  private Condition condition(List<Target> targets) {
    if (!targets.isEmpty() && chance(55)) {
      return new Condition(
          targets.get(random.nextInt(targets.size())).id(),
          chance(60) ? Severity.CRITICAL : Severity.WARNING,
          null,
          null,
          null,
          null,
          false,
          null);
    }
    Metric metric = pick(Metric.values());
    boolean percent = metric.planned() && chance(65);
    Condition.Side side =
        (direction(metric) == Target.Direction.AT_LEAST)
            ? Condition.Side.BELOW
            : Condition.Side.ABOVE;
    BigDecimal threshold =
        percent
            ? new BigDecimal(pick("100", "125", "80", "-20", "102.5"))
            : unitOf(metric).multiply(BigDecimal.valueOf(random.nextInt(8)));
    return new Condition(
        null,
        null,
        metric,
        window(metric),
        side,
        threshold,
        percent,
        pick(Condition.BaselineChoice.values()));
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
}
