package io.tripline.plan;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Plan;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a plan sells and what it expects of a nominal week. */
final class BaselineReader {
  private static final int DECIMALS = 6;

  /** More people or units than any service has; with it, no product overflows. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(9);

  private BaselineReader() {}

  /** What is sold, or null. */
  static Plan.Unit unit(Section plan) {
    Section unit = plan.section("unit", List.of("name", "ticketTypes", "value"));
    if (unit == null) {
      return null;
    }
    String name = unit.required("name", Kind.NAME);
    List<String> ticketTypes = unit.distinct("ticketTypes", Kind.NAME);
    if (ticketTypes.isEmpty()) {
      unit.error("ticketTypes", "names no ticket type; write which ones count, such as [INCIDENT]");
    }
    return new Plan.Unit(name, ticketTypes, millionths(unit.required("value", Kind.AMOUNT)));
  }

  static Baseline baseline(Section plan) {
    Section baseline =
        plan.requiredSection(
            "baseline", List.of("unitsPerWeek", "retainer", "team", "spendPerWeek"));
    if (baseline == null) {
      return null;
    }
    Set<String> roles = new HashSet<>();
    return new Baseline(
        count(baseline, "unitsPerWeek"),
        retainer(baseline),
        baseline.list("team", List.of("role", "headcount", "hourlyCost"), r -> role(r, roles)),
        spend(baseline));
  }

  private static Baseline.Retainer retainer(Section baseline) {
    Section retainer = baseline.section("retainer", List.of("amount", "per"));
    return retainer == null
        ? null
        : new Baseline.Retainer(
            millionths(retainer.required("amount", Kind.AMOUNT)),
            retainer.required("per", Kind.oneOf(Baseline.Period.class)));
  }

  private static Baseline.TeamRole role(Section section, Set<String> roles) {
    String role = section.required("role", Kind.NAME);
    if (role != null && !roles.add(role)) {
      section.error("role", "is \"" + role + "\" again; put both entries into one");
    }
    return new Baseline.TeamRole(
        role,
        count(section, "headcount"),
        millionths(section.required("hourlyCost", Kind.NOT_NEGATIVE)));
  }

  private static Map<CostCategory, Long> spend(Section baseline) {
    Map<CostCategory, Long> spend = new EnumMap<>(CostCategory.class);
    baseline
        .map("spendPerWeek", Kind.oneOf(CostCategory.class), Kind.AMOUNT)
        .forEach((category, amount) -> spend.put(category, millionths(amount)));
    if (spend.containsKey(CostCategory.LABOR)) {
      baseline.error(
          "spendPerWeek", "names LABOR, which is planned by 'baseline.team'; take it away here");
    }
    return Map.copyOf(spend);
  }

  private static long count(Section section, String key) {
    BigDecimal count = section.required(key, Kind.NOT_NEGATIVE);
    if (count != null && count.compareTo(MOST) > 0) {
      section.error(key, "is more than 1000000000 (10^9); write less");
      return 0;
    }
    return millionths(count);
  }

  /** Of a value that could not be read: 0, since nothing comes of the plan any more. */
  private static long millionths(BigDecimal value) {
    return value == null ? 0 : value.movePointRight(DECIMALS).longValueExact();
  }
}
