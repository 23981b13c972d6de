package io.tripline.outlet;

import static io.tripline.outlet.Contract.decimal;
import static io.tripline.outlet.Contract.each;
import static io.tripline.outlet.Contract.timeOrNull;
import static io.tripline.outlet.Contract.valueOrNull;
import static io.tripline.outlet.Contract.word;
import static io.tripline.outlet.Contract.wordOrNull;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.schemas.avro.BaselineChoice;
import io.tripline.schemas.avro.ConditionSide;
import io.tripline.schemas.avro.During;
import io.tripline.schemas.avro.FeedSilence;
import io.tripline.schemas.avro.LevelCondition;
import io.tripline.schemas.avro.MetricCondition;
import io.tripline.schemas.avro.Objective;
import io.tripline.schemas.avro.PlannedSpend;
import io.tripline.schemas.avro.Retainer;
import io.tripline.schemas.avro.RetainerPeriod;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.SoldUnit;
import io.tripline.schemas.avro.TargetDirection;
import io.tripline.schemas.avro.TeamRole;
import io.tripline.schemas.avro.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans as records of the contract, for whoever publishes one that was read from a file. */
public final class PlanRecords {
  private PlanRecords() {}

  /**
   * The plan as a record; nothing is left out.
   *
   * @param currency ISO 4217 code of the job's one currency, which the ledger does not know
   */
  public static io.tripline.schemas.avro.Plan of(Plan plan, String currency) {
    return io.tripline.schemas.avro.Plan.newBuilder()
        .setServiceId(plan.serviceId())
        .setVersion(plan.version())
        .setEffectiveFrom(timeOrNull(plan.effectiveFrom()))
        .setName(plan.name())
        .setPortfolio(plan.portfolio())
        .setObjective(word(Objective.class, plan.objective()))
        .setOwners(plan.owners())
        .setMayOverride(plan.mayOverride())
        .setCurrency(currency)
        .setCalendar(plan.calendar())
        .setUnit(plan.unit() == null ? null : unit(plan.unit()))
        .setBaseline(baseline(plan.baseline()))
        .setFeeds(
            new FeedSilence(plan.feedSilence().get(Feed.COST), plan.feedSilence().get(Feed.TICKET)))
        .setTargets(each(plan.targets(), PlanRecords::target))
        .setKillSwitch(each(plan.rules(), PlanRecords::rule))
        .build();
  }

  private static SoldUnit unit(Plan.Unit unit) {
    return new SoldUnit(unit.name(), unit.ticketTypes(), decimal(unit.value()));
  }

  private static io.tripline.schemas.avro.Baseline baseline(Baseline baseline) {
    return io.tripline.schemas.avro.Baseline.newBuilder()
        .setUnitsPerWeek(decimal(baseline.unitsPerWeek()))
        .setRetainer(baseline.retainer() == null ? null : retainer(baseline.retainer()))
        .setTeam(
            each(
                baseline.team(),
                role ->
                    new TeamRole(
                        role.role(), decimal(role.headcount()), decimal(role.hourlyCost()))))
        .setSpendPerWeek(spendPerWeek(baseline.spendPerWeek()))
        .build();
  }

  private static Retainer retainer(Baseline.Retainer retainer) {
    return new Retainer(decimal(retainer.amount()), word(RetainerPeriod.class, retainer.per()));
  }

  /** All that is planned, zero too; only the order is the categories'. */
  private static List<PlannedSpend> spendPerWeek(Map<CostCategory, Long> spend) {
    List<PlannedSpend> planned = new ArrayList<>(spend.size());
    for (CostCategory category : CostCategory.values()) {
      Long perWeek = spend.get(category);
      if (perWeek != null) {
        planned.add(
            new PlannedSpend(
                word(io.tripline.schemas.avro.CostCategory.class, category), decimal(perWeek)));
      }
    }
    return planned;
  }

  private static io.tripline.schemas.avro.Target target(Target target) {
    return io.tripline.schemas.avro.Target.newBuilder()
        .setId(target.id())
        .setMetric(target.metric().label())
        .setWindow(wordOrNull(Window.class, target.window()))
        .setDirection(word(TargetDirection.class, target.direction()))
        .setBound(valueOrNull(target.bound()))
        .setWarn(tolerance(target.warn()))
        .setCritical(target.critical() == null ? null : tolerance(target.critical()))
        .setClear(tolerance(target.clear()))
        .setFloor(valueOrNull(target.floor()))
        .setForMillis(target.forMillis())
        .setClearAfterMillis(target.clearAfterMillis())
        .setDuring(word(During.class, target.during()))
        .build();
  }

  private static io.tripline.schemas.avro.Tolerance tolerance(Tolerance tolerance) {
    return new io.tripline.schemas.avro.Tolerance(
        valueOrNull(tolerance.value()), tolerance.percent());
  }

  private static io.tripline.schemas.avro.Rule rule(Rule rule) {
    return io.tripline.schemas.avro.Rule.newBuilder()
        .setId(rule.id())
        .setWhen(each(rule.when(), PlanRecords::condition))
        .setForMillis(rule.forMillis())
        .setClearAfterMillis(rule.clearAfterMillis())
        .setDuring(word(During.class, rule.during()))
        .setAction(word(RuleAction.class, rule.action()))
        .setMode(word(RuleMode.class, rule.mode()))
        .setCertifyWithinMillis(rule.certifyWithinMillis())
        .build();
  }

  private static Object condition(Condition condition) {
    if (condition.onTarget()) {
      return new LevelCondition(condition.targetId(), word(Severity.class, condition.is()));
    }
    return MetricCondition.newBuilder()
        .setMetric(condition.metric().label())
        .setWindow(wordOrNull(Window.class, condition.window()))
        .setSide(word(ConditionSide.class, condition.side()))
        .setThreshold(valueOrNull(condition.threshold()))
        .setPercent(condition.percent())
        .setOf(word(BaselineChoice.class, condition.of()))
        .build();
  }
}
