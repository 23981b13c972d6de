package io.tripline.ledger.variance;

import io.tripline.ledger.book.DiversionKey;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Metrics;
import io.tripline.ledger.book.TimeAndCost;
import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.Leaf.Name;
import io.tripline.ledger.event.Leaf.Unit;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Division;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a variance apart into leaves that sum to it exactly: the classic variances of standard
 * costing (sales volume, selling price, labor rate, …) and those of time that went elsewhere. The
 * formulas are in the contract's reference, "Leaves: why". Everything is exact until a leaf is
 * listed.
 */
final class Reasons {
  private static final long MICROS = 1_000_000L;

  private final String serviceId;
  private final Target target;
  private final Figures figures;
  private final Statement.Planned planned;

  /** Units delivered, and planned. */
  private final Rational units;

  private final Rational plannedUnits;

  /** Micros a unit was to earn, micros a millisecond of work was to cost, milliseconds a unit. */
  private final Rational price;

  private final Rational rate;
  private final Rational unitTime;

  private final long capacity;
  private final long divertedOut;
  private final long divertedIn;
  private final long bench;

  Reasons(String serviceId, Target target, Figures figures) {
    this.serviceId = serviceId;
    this.target = target;
    this.figures = figures;
    planned = figures.planned();
    units = Rational.of(figures.actual().of(Measure.UNITS));
    plannedUnits = Rational.of(planned.units(), MICROS);
    price = quotient(Rational.of(planned.earned()), plannedUnits);
    rate = quotient(Rational.of(planned.labor()), Rational.of(planned.hours()));
    unitTime = quotient(Rational.of(planned.hours()), plannedUnits);
    capacity = figures.actual().of(Measure.CAPACITY);
    divertedOut = figures.actual().allDivertedOut().millis();
    divertedIn = figures.actual().allDivertedIn().millis();
    bench = figures.actual().of(Measure.BENCH);
  }

  /** What is behind a reading of the target over these figures. */
  Explanation explain(Reading reading) {
    List<Leaf> leaves = leaves(reading);
    boolean billed = target.metric().needs().contains(Feed.COST);
    return new Explanation(
        leaves, leaves.isEmpty() ? List.of() : flows(), billed ? figures.allAccrued() : 0);
  }

  private List<Leaf> leaves(Reading reading) {
    return switch (target.metric()) {
      case REVENUE -> moneyLeaves(revenueParts(), Metric.REVENUE, reading);
      case MARGIN -> moneyLeaves(marginParts(), Metric.MARGIN, reading);
      case COST -> moneyLeaves(costParts(), Metric.COST, reading);
      case MARGIN_PCT, UNIT_MARGIN ->
          Apportionment.settle(marginParts(), beyondBaseline(Metric.MARGIN), Unit.MONEY);
      case UNIT_COST -> Apportionment.settle(costParts(), beyondBaseline(Metric.COST), Unit.MONEY);
      case UTILIZATION, DIVERSION ->
          Apportionment.settle(
              timeParts(reading), reading.excess().times(capacity), Unit.MILLISECONDS);
      case UNITS, OVERTIME, HANDOFF_WAITING, DECLINE_RATE, LABOR_GAP, REPORTED_GAP -> List.of();
    };
  }

  private List<Leaf> moneyLeaves(List<Apportionment.Part> parts, Metric metric, Reading reading) {
    Rational difference =
        favourable(metric, reading.actual().minus(reading.target())).times(MICROS);
    if (!target.baseline()) {
      Rational allowance = difference.minus(beyondBaseline(metric));
      parts.add(new Apportionment.Part(Name.ALLOWANCE, null, allowance));
    }
    return Apportionment.settle(parts, difference, Unit.MONEY);
  }

  /** How much better for the margin than planned, in micros. */
  private Rational beyondBaseline(Metric metric) {
    long actual =
        switch (metric) {
          case REVENUE -> figures.revenue();
          case COST -> figures.cost();
          default -> Math.subtractExact(figures.revenue(), figures.cost());
        };
    Rational baseline = Metrics.planned(metric, figures).times(MICROS);
    return favourable(metric, Rational.of(actual).minus(baseline));
  }

  private static Rational favourable(Metric metric, Rational more) {
    return metric == Metric.COST ? more.negate() : more;
  }

  private List<Apportionment.Part> revenueParts() {
    List<Apportionment.Part> parts = new ArrayList<>();
    add(parts, Name.SALES_VOLUME, volume());
    add(parts, Name.SELLING_PRICE, sellingPrice());
    return parts;
  }

  private List<Apportionment.Part> marginParts() {
    Rational divertedVolume = divertedVolume();
    Rational laborYield = laborYield();
    List<Apportionment.Part> parts = new ArrayList<>();
    add(parts, Name.DIVERTED_VOLUME, divertedVolume);
    add(parts, Name.SALES_VOLUME, volume().minus(laborYield).minus(divertedVolume));
    add(parts, Name.SELLING_PRICE, sellingPrice());
    add(parts, Name.LABOR_YIELD, laborYield);
    parts.addAll(costParts());
    return parts;
  }

  private List<Apportionment.Part> costParts() {
    long labor = figures.actual().of(Measure.LABOR);
    List<Apportionment.Part> parts = new ArrayList<>();
    add(parts, Name.STAFFING, rate.times(Math.subtractExact(planned.hours(), capacity)));
    add(parts, Name.DIVERSION, rate.times(divertedOut));
    add(parts, Name.VISITING, rate.times(-(divertedIn + bench)));
    long worked = capacity - divertedOut + divertedIn + bench;
    add(parts, Name.LABOR_RATE, rate.times(worked).minus(Rational.of(labor)));
    for (CostCategory category : CostCategory.values()) {
      long expected = planned.spend().getOrDefault(category, 0L);
      long spent = figures.spend(category);
      if (category != CostCategory.LABOR && (expected != 0 || spent != 0)) {
        Rational saved = Rational.of(Math.subtractExact(expected, spent));
        parts.add(new Apportionment.Part(Name.SPENDING, category.name(), saved));
      }
    }
    return parts;
  }

  /** What more or fewer units than planned are worth at the planned price. */
  private Rational volume() {
    return units.times(price).minus(Rational.of(planned.earned()));
  }

  private Rational sellingPrice() {
    return Rational.of(figures.actual().of(Measure.EARNED)).minus(units.times(price));
  }

  /** Margin of the units that the diverted time would have made, as far as units are missing. */
  private Rational divertedVolume() {
    Rational notMade = quotient(Rational.of(divertedOut), unitTime);
    Rational missing = plannedUnits.minus(units).max(Rational.ZERO);
    Rational unitMargin = price.minus(unitTime.times(rate));
    return notMade.min(missing).times(unitMargin).negate();
  }

  /** The cost of the team that more or fewer units carried. */
  private Rational laborYield() {
    return plannedUnits.signum() == 0
        ? Rational.ZERO
        : units.dividedBy(plannedUnits).minus(Rational.ONE).times(planned.labor());
  }

  private List<Apportionment.Part> timeParts(Reading reading) {
    boolean utilization = target.metric() == Metric.UTILIZATION;
    boolean turned = (target.direction() == Target.Direction.AT_MOST) == utilization;
    Map<String, Long> destinations = figures.actual().netDivertedTo();
    long net = figures.netDiverted();
    List<Apportionment.Part> parts = new ArrayList<>();
    destinations.forEach(
        (service, millis) ->
            parts.add(new Apportionment.Part(Name.DIVERTED, service, Rational.of(millis))));
    if (utilization) {
      long own = figures.actual().of(Measure.OWN);
      add(parts, Name.UNLOGGED, Rational.of(capacity - own - divertedOut));
      add(parts, Name.OTHER, Rational.of(divertedOut - net));
      add(parts, Name.ALLOWANCE, reading.target().minus(Rational.ONE).times(capacity));
    } else {
      add(parts, Name.OTHER, Rational.ZERO);
      add(parts, Name.ALLOWANCE, reading.target().times(capacity).negate());
    }
    if (turned) {
      parts.replaceAll(Apportionment.Part::turned);
    }
    return parts;
  }

  private List<Flow> flows() {
    List<Flow> flows = new ArrayList<>();
    new TreeMap<>(figures.actual().divertedOut())
        .forEach((key, amount) -> flows.add(outward(key, amount)));
    new TreeMap<>(figures.actual().divertedIn())
        .forEach((key, amount) -> flows.add(inward(key, amount)));
    return flows;
  }

  private Flow outward(DiversionKey key, TimeAndCost amount) {
    long value =
        planned.hours() == 0
            ? 0
            : Division.halfUpMulDiv(amount.millis(), planned.earned(), planned.hours());
    return new Flow(
        Flow.Direction.OUT,
        key.personId(),
        key.role(),
        serviceId,
        key.otherServiceId(),
        amount.millis(),
        amount.cost(),
        value);
  }

  private Flow inward(DiversionKey key, TimeAndCost amount) {
    return new Flow(
        Flow.Direction.IN,
        key.personId(),
        key.role(),
        key.otherServiceId(),
        serviceId,
        amount.millis(),
        amount.cost(),
        null);
  }

  private static void add(List<Apportionment.Part> parts, Name name, Rational amount) {
    parts.add(new Apportionment.Part(name, null, amount));
  }

  /** The quotient, or 0 where there is none. */
  private static Rational quotient(Rational dividend, Rational divisor) {
    return divisor.signum() == 0 ? Rational.ZERO : dividend.dividedBy(divisor);
  }
}
