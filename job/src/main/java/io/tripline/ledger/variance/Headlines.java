package io.tripline.ledger.variance;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.VarianceEvent.Reason;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One sentence for a person about a variance. The wording is no part of the contract. */
final class Headlines {
  private static final long MICROS = 1_000_000L;

  private Headlines() {}

  /** What an event says. */
  static Headline of(
      Transition transition,
      Gauge gauge,
      Position position,
      Reading reading,
      Explanation explanation) {
    return switch (transition) {
      case OPENED -> gauge.sentence(position, reading, explanation);
      case ESCALATED ->
          Headline.of("Now critical: ").then(gauge.sentence(position, reading, explanation));
      case UPDATED ->
          Headline.of("Still open: ").then(gauge.sentence(position, reading, explanation));
      case RESOLVED -> gauge.relief(position, reading);
    };
  }

  /** The plan has no such target any more. */
  static Headline ended(String serviceId, String targetId, Reason reason) {
    return Headline.of(
        switch (reason) {
          case DROPPED ->
              "The plan of %s no longer has the target %s.".formatted(serviceId, targetId);
          case CLOSED ->
              "The plan of %s was closed, and with it the target %s."
                  .formatted(serviceId, targetId);
        });
  }

  /** A metric is beyond its target. */
  static Headline breach(
      String serviceId, Target target, Reading reading, Explanation explanation) {
    Metric metric = target.metric();
    boolean above = target.direction() == Target.Direction.AT_MOST;
    String bound =
        target.baseline()
            ? Wording.value(metric, reading.target()) + " planned"
            : Wording.value(metric, reading.target()) + (above ? " allowed" : " required");
    String said =
        "%s of %s is %s %s, %s %s the %s"
            .formatted(
                name(metric),
                serviceId,
                Wording.value(metric, reading.actual()),
                Wording.window(target.window()),
                Wording.difference(metric, reading.excess()),
                above ? "above" : "below",
                bound);
    return cause(target, explanation)
        .map(cause -> Headline.of(said + ": ").then(cause))
        .orElseGet(() -> Headline.of(said))
        .then(".");
  }

  /** A metric is back where it should be. */
  static Headline relief(String serviceId, Target target, Reading reading) {
    return Headline.of(
        "%s of %s has recovered: %s %s, against %s %s."
            .formatted(
                name(target.metric()),
                serviceId,
                Wording.value(target.metric(), reading.actual()),
                Wording.window(target.window()),
                target.direction() == Target.Direction.AT_MOST ? "at most" : "at least",
                Wording.value(target.metric(), reading.target())));
  }

  /** All is reported well, and is not. */
  static Headline reportedGap(String serviceId, Reading reading) {
    return Headline.of(
        "%s has been reported GREEN beside a critical variance for %s, where %s are allowed."
            .formatted(
                serviceId,
                Wording.value(Metric.REPORTED_GAP, reading.actual()),
                Wording.value(Metric.REPORTED_GAP, reading.target())));
  }

  /** A feed is silent. */
  static Headline silence(String serviceId, String feed, Reading reading) {
    return Headline.of(
        "The %s feed of %s has been silent for %s of working time, where the plan bears %s."
            .formatted(
                feed,
                serviceId,
                Wording.duration(reading.actual().roundHalfUp()),
                Wording.duration(reading.target().roundHalfUp())));
  }

  /** There is cost or work without a plan. */
  static Headline unplanned(String serviceId, Position.Unplanned unplanned) {
    return Headline.of(
        "%s of cost and %s of work went into %s in the last 24 hours without a plan."
            .formatted(
                Wording.money(Rational.of(unplanned.cost(), MICROS)),
                Wording.duration(unplanned.work()),
                serviceId));
  }

  private static Optional<Headline> cause(Target target, Explanation explanation) {
    return switch (target.metric()) {
      case UTILIZATION, DIVERSION -> timeCause(explanation);
      default -> moneyCause(target, explanation).map(Headline::of);
    };
  }

  /** The destination that most of the time went to. */
  private static Optional<Headline> timeCause(Explanation explanation) {
    return explanation.leaves().stream()
        .filter(leaf -> leaf.name() == Leaf.Name.DIVERTED && leaf.amount() > 0)
        .max(Comparator.comparingLong(Leaf::amount))
        .map(leaf -> diverted(leaf, explanation.flows()));
  }

  private static Headline diverted(Leaf leaf, List<Flow> flows) {
    Map<String, Long> time =
        flows.stream()
            .filter(flow -> flow.direction() == Flow.Direction.OUT && flow.to().equals(leaf.of()))
            .collect(
                Collectors.groupingBy(
                    Flow::personId, TreeMap::new, Collectors.summingLong(Flow::millis)));
    List<String> people =
        time.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    String others = people.size() == 1 ? " of one person" : " of " + people.size() + " people";
    return Headline.of(Wording.duration(leaf.amount()))
        .then(Headline.withPeople(" of ", others))
        .then(Wording.names(people))
        .then(" went to " + leaf.of());
  }

  /** The leaf that did most to bring the breach about. */
  private static Optional<String> moneyCause(Target target, Explanation explanation) {
    boolean towardsCost = target.metric() == Metric.COST || target.metric() == Metric.UNIT_COST;
    boolean adverse = (target.direction() == Target.Direction.AT_MOST) == towardsCost;
    return explanation.leaves().stream()
        .filter(leaf -> leaf.name() != Leaf.Name.ALLOWANCE)
        .filter(leaf -> adverse ? leaf.amount() < 0 : leaf.amount() > 0)
        .max(Comparator.comparingLong(leaf -> Math.abs(leaf.amount())))
        .map(Headlines::effect);
  }

  private static String effect(Leaf leaf) {
    boolean adverse = leaf.amount() < 0;
    String what =
        switch (leaf.name()) {
          case DIVERTED_VOLUME -> "units not delivered because time went elsewhere";
          case SALES_VOLUME -> adverse ? "fewer units delivered" : "more units delivered";
          case SELLING_PRICE -> adverse ? "units sold below price" : "units sold above price";
          case LABOR_YIELD ->
              adverse ? "the team's cost spread over fewer units" : "more units from the same team";
          case STAFFING -> adverse ? "more people than planned" : "fewer people than planned";
          case DIVERSION -> "people who worked elsewhere";
          case VISITING -> "people of other services who worked here";
          case LABOR_RATE -> adverse ? "people dearer than planned" : "people cheaper than planned";
          case SPENDING -> (adverse ? "more spent on " : "less spent on ") + leaf.of();
          case DIVERTED, UNLOGGED, OTHER, ALLOWANCE -> leaf.name().name();
        };
    return "the largest part, %s, is %s"
        .formatted(Wording.money(Rational.of(Math.abs(leaf.amount()), MICROS)), what);
  }

  private static String name(Metric metric) {
    return switch (metric) {
      case REVENUE -> "Revenue";
      case COST -> "Cost";
      case MARGIN -> "Margin";
      case MARGIN_PCT -> "Margin on revenue";
      case UNITS -> "Number of units";
      case UNIT_MARGIN -> "Margin per unit";
      case UNIT_COST -> "Cost per unit";
      case UTILIZATION -> "Utilization";
      case DIVERSION -> "Diversion";
      case OVERTIME -> "Overtime";
      case HANDOFF_WAITING -> "Mean number of handed-off tickets waiting";
      case DECLINE_RATE -> "Decline rate";
      case LABOR_GAP -> "Gap between finance's labor and the allocated labor";
      case REPORTED_GAP -> "Reporting gap";
    };
  }
}
