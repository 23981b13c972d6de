package io.tripline.plan;

import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Condition.BaselineChoice;
import io.tripline.ledger.plan.Condition.Side;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the kill-switch rules of one plan. */
final class RuleReader {
  static final List<String> KEYS =
      List.of("id", "when", "for", "clearAfter", "during", "action", "mode", "certifyWithin");

  private static final List<String> CONDITION_KEYS =
      List.of("target", "is", "metric", "window", "above", "below", "of");
  private static final long FOR = Duration.ofMinutes(10).toMillis();
  private static final long CLEAR_AFTER = Duration.ofHours(1).toMillis();

  private final Problems problems;
  private final Set<String> targetIds;
  private final Set<String> ids = new HashSet<>();

  RuleReader(Problems problems, Set<String> targetIds) {
    this.problems = problems;
    this.targetIds = targetIds;
  }

  /** Null if anything is wrong with it. */
  Rule read(Section section) {
    int before = problems.errors();
    String id = section.required("id", Kind.NAME);
    if (id != null && !ids.add(id)) {
      section.error("id", "is \"" + id + "\" again; every rule needs an id of its own");
    }
    List<Condition> when = section.list("when", CONDITION_KEYS, this::condition);
    if (when.isEmpty() && problems.errors() == before) {
      section.error("when", "names no condition; write at least one");
    }
    Long forMillis = section.optional("for", Kind.DURATION, FOR);
    Long clearAfter = section.optional("clearAfter", Kind.DURATION, CLEAR_AFTER);
    During during = section.optional("during", Kind.oneOf(During.class), During.WORK);
    Rule.Action action =
        section.optional("action", Kind.oneOf(Rule.Action.class), Rule.Action.REVIEW);
    Rule.Mode mode = section.optional("mode", Kind.oneOf(Rule.Mode.class), Rule.Mode.ENFORCE);
    Long certifyWithin = section.optional("certifyWithin", Kind.DURATION, null);
    return problems.errors() > before
        ? null
        : new Rule(id, when, forMillis, clearAfter, during, action, mode, certifyWithin);
  }

  private Condition condition(Section section) {
    if (section.has("target")) {
      return onTarget(section);
    }
    if (section.has("metric")) {
      return onMetric(section);
    }
    section.error(
        "target",
        "or 'metric' is missing; write {target: id, is: CRITICAL} or"
            + " {metric: units, window: DAY, below: 1}");
    return null;
  }

  private Condition onTarget(Section section) {
    for (String key : List.of("metric", "window", "above", "below", "of")) {
      if (section.has(key)) {
        section.error(key, "stands beside 'target'; write two conditions, or take it away");
      }
    }
    String target = section.required("target", Kind.NAME);
    if (target != null && !targetIds.contains(target)) {
      section.error(
          "target",
          "is \"%s\", which this plan has not got%s; write one of %s"
              .formatted(target, Nearest.suggestion(target, targetIds), targetIds));
    }
    Severity is = section.optional("is", Kind.oneOf(Severity.class), Severity.CRITICAL);
    return new Condition(target, is, null, null, null, null, false, null);
  }

  private static Condition onMetric(Section section) {
    if (section.has("is")) {
      section.error("is", "needs 'target'; with 'metric', write 'above' or 'below'");
    }
    Metric metric = section.required("metric", MetricKinds.METRIC);
    Window window = TargetReader.window(section, metric);
    Side side = side(section);
    if (metric == null || side == null) {
      return null;
    }
    String key = side == Side.ABOVE ? "above" : "below";
    boolean percent = section.written(key).endsWith("%");
    BigDecimal threshold =
        section.required(key, percent ? percentage() : MetricKinds.value(metric));
    if (percent && !metric.planned()) {
      section.error(
          key,
          "is a percentage, but a plan has no baseline of %s; write %s"
              .formatted(metric.label(), MetricKinds.value(metric).wanted()));
    }
    return new Condition(
        null, null, metric, window, side, threshold, percent, choice(section, key, percent));
  }

  private static Side side(Section section) {
    boolean above = section.has("above");
    if (above == section.has("below")) {
      section.error(
          above ? "below" : "above",
          above
              ? "stands beside 'above'; write two conditions, or keep one of them"
              : "or 'below' is missing; write beyond what the condition holds");
      return null;
    }
    return above ? Side.ABOVE : Side.BELOW;
  }

  private static Kind<BigDecimal> percentage() {
    return new Kind<>("a percentage such as 125%", MetricKinds::percent);
  }

  private static BaselineChoice choice(Section section, String key, boolean percent) {
    if (section.has("of") && !percent) {
      section.error(
          "of", "says of which baseline, but '" + key + "' is no percentage; take it away");
    }
    return section.optional("of", Kind.oneOf(BaselineChoice.class), BaselineChoice.EITHER);
  }
}
