package io.tripline.plan;

import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/** Warns of what a plan may say, but its writer will probably regret. */
final class PlanWarnings {
  private static final Set<Metric> LUMPY = Set.of(Metric.REVENUE, Metric.MARGIN, Metric.UNITS);

  private final Plan plan;
  private final NominalWeek week;
  private final Section section;
  private final Problems problems;

  PlanWarnings(Plan plan, NominalWeek week, Section section, Problems problems) {
    this.plan = plan;
    this.week = week;
    this.section = section;
    this.problems = problems;
  }

  void note() {
    List<Section> targets = section.sections("targets");
    for (int i = 0; i < targets.size(); i++) {
      noteLumps(plan.targets().get(i), targets.get(i));
      noteHourlyDiversion(targets.get(i));
    }
    section.sections("killSwitch").stream()
        .flatMap(rule -> rule.sections("when").stream())
        .forEach(this::noteHourlyDiversion);
    if (plan.unit() == null && plan.baseline().unitsPerWeek() > 0) {
      problems.warning(
          section.place("baseline"),
          "'baseline.unitsPerWeek' expects units, but the plan sells none; add 'unit', or write 0");
    }
  }

  private void noteLumps(Target target, Section where) {
    boolean sells = plan.unit() != null && plan.baseline().unitsPerWeek() > 0;
    if (!sells || !target.baseline() || !LUMPY.contains(target.metric())) {
      return;
    }
    BigDecimal unit =
        target.metric() == Metric.UNITS
            ? BigDecimal.ONE
            : BigDecimal.valueOf(plan.unit().value(), 6);
    BigDecimal warn = target.warn().value();
    if (target.warn().percent()) {
      BigDecimal expected = week.expected(target.metric(), target.window()).abs();
      warn = expected.multiply(warn).movePointLeft(2);
    }
    BigDecimal tolerated = warn.max(target.floor());
    if (unit.compareTo(tolerated) > 0) {
      problems.warning(
          where.place("id"),
          ("'%s' tolerates about %s, less than the %s that one %s brings: units come in lumps, and"
                  + " one that is late looks like a breach; write 'floor' of %s or more")
              .formatted(
                  where.place().path(),
                  shortly(tolerated),
                  shortly(unit),
                  plan.unit().name(),
                  shortly(unit)));
    }
  }

  private void noteHourlyDiversion(Section where) {
    boolean diversion =
        where.has("metric") && where.written("metric").equals(Metric.DIVERSION.label());
    if (diversion && where.written("window").equals(Window.HOUR.name())) {
      problems.warning(
          where.place("window"),
          where.path("window")
              + " is HOUR: for people split between services, only DAY or longer tells diversion"
              + " from an ordinary morning; write DAY unless everybody works for one service"
              + " alone");
    }
  }

  private static String shortly(BigDecimal value) {
    BigDecimal rounded = value.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }
}
