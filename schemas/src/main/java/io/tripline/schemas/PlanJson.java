package io.tripline.schemas;

import io.tripline.schemas.avro.Baseline;
import io.tripline.schemas.avro.FeedSilence;
import io.tripline.schemas.avro.LevelCondition;
import io.tripline.schemas.avro.MetricCondition;
import io.tripline.schemas.avro.Plan;
import io.tripline.schemas.avro.PlannedSpend;
import io.tripline.schemas.avro.Retainer;
import io.tripline.schemas.avro.Rule;
import io.tripline.schemas.avro.SoldUnit;
import io.tripline.schemas.avro.Target;
import io.tripline.schemas.avro.TargetDirection;
import io.tripline.schemas.avro.TeamRole;
import io.tripline.schemas.avro.Tolerance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a plan as the fields of a plan file. */
final class PlanJson {
  private static final String REPORTED_GAP = "reported_gap";

  private PlanJson() {}

  static JsonObject write(Plan plan, Instant recordedAt, JsonObject json) {
    return json.text("serviceId", plan.getServiceId())
        .whole("version", plan.getVersion())
        .time("recordedAt", recordedAt)
        .time("effectiveFrom", plan.getEffectiveFrom())
        .text("name", plan.getName())
        .text("portfolio", plan.getPortfolio())
        .symbol("objective", plan.getObjective())
        .object("owners", owners(plan.getOwners()))
        .texts("mayOverride", plan.getMayOverride())
        .text("currency", plan.getCurrency())
        .text("calendar", plan.getCalendar())
        .object("unit", plan.getUnit() == null ? null : unit(plan.getUnit()))
        .object("baseline", baseline(plan.getBaseline()))
        .object("feeds", feeds(plan.getFeeds()))
        .objects("targets", plan.getTargets(), PlanJson::target)
        .objects("killSwitch", plan.getKillSwitch(), PlanJson::rule);
  }

  private static JsonObject owners(Map<String, String> owners) {
    JsonObject json = new JsonObject();
    new TreeMap<>(owners).forEach(json::text);
    return json;
  }

  private static JsonObject unit(SoldUnit unit) {
    return new JsonObject()
        .text("name", unit.getName())
        .texts("ticketTypes", unit.getTicketTypes())
        .decimal("value", unit.getValue());
  }

  private static JsonObject baseline(Baseline baseline) {
    Retainer retainer = baseline.getRetainer();
    return new JsonObject()
        .decimal("unitsPerWeek", baseline.getUnitsPerWeek())
        .object(
            "retainer",
            retainer == null
                ? null
                : new JsonObject()
                    .decimal("amount", retainer.getAmount())
                    .symbol("per", retainer.getPer()))
        .objects("team", baseline.getTeam(), PlanJson::teamRole)
        .object("spendPerWeek", spend(baseline.getSpendPerWeek()));
  }

  private static JsonObject teamRole(TeamRole role) {
    return new JsonObject()
        .text("role", role.getRole())
        .decimal("headcount", role.getHeadcount())
        .decimal("hourlyCost", role.getHourlyCost());
  }

  private static JsonObject spend(List<PlannedSpend> spend) {
    JsonObject json = new JsonObject();
    spend.stream()
        .sorted(Comparator.comparing(PlannedSpend::getCategory))
        .forEach(s -> json.decimal(s.getCategory().name(), s.getPerWeek()));
    return json;
  }

  private static JsonObject feeds(FeedSilence feeds) {
    return new JsonObject()
        .text("cost", duration(feeds.getCost()))
        .text("ticket", duration(feeds.getTicket()));
  }

  private static JsonObject target(Target target) {
    String metric = target.getMetric();
    BigDecimal bound = target.getBound();
    return new JsonObject()
        .text("id", target.getId())
        .text("metric", metric)
        .symbol("window", target.getWindow())
        .text(
            target.getDirection() == TargetDirection.AT_LEAST ? "atLeast" : "atMost",
            bound == null ? "BASELINE" : value(bound, metric))
        .text("warn", tolerance(target.getWarn(), metric))
        .text(
            "critical",
            target.getCritical() == null ? null : tolerance(target.getCritical(), metric))
        .text("clear", tolerance(target.getClear(), metric))
        .text("floor", value(target.getFloor(), metric))
        .text("for", duration(target.getForMillis()))
        .text("clearAfter", duration(target.getClearAfterMillis()))
        .symbol("during", target.getDuring());
  }

  private static JsonObject rule(Rule rule) {
    return new JsonObject()
        .text("id", rule.getId())
        .objects("when", rule.getWhen(), PlanJson::condition)
        .text("for", duration(rule.getForMillis()))
        .text("clearAfter", duration(rule.getClearAfterMillis()))
        .symbol("during", rule.getDuring())
        .symbol("action", rule.getAction())
        .symbol("mode", rule.getMode())
        .text("certifyWithin", duration(rule.getCertifyWithinMillis()));
  }

  private static JsonObject condition(Object condition) {
    if (condition instanceof LevelCondition level) {
      return new JsonObject().text("target", level.getTarget()).symbol("is", level.getIs());
    }
    MetricCondition metric = (MetricCondition) condition;
    return new JsonObject()
        .text("metric", metric.getMetric())
        .symbol("window", metric.getWindow())
        .text(
            metric.getSide().name().toLowerCase(Locale.ROOT),
            metric.getPercent()
                ? percent(metric.getThreshold())
                : value(metric.getThreshold(), metric.getMetric()))
        .symbol("of", metric.getPercent() ? metric.getOf() : null);
  }

  private static String tolerance(Tolerance tolerance, String metric) {
    return tolerance.getPercent()
        ? percent(tolerance.getValue())
        : value(tolerance.getValue(), metric);
  }

  private static String percent(BigDecimal hundredths) {
    return hundredths.stripTrailingZeros().toPlainString() + '%';
  }

  /** A value in the metric's own scale: a decimal, or a duration. */
  private static String value(BigDecimal value, String metric) {
    return metric.equals(REPORTED_GAP) ? duration(value.longValueExact()) : Decimals.text(value);
  }

  private static String duration(Long millis) {
    return millis == null ? null : Duration.ofMillis(millis).toString();
  }
}
