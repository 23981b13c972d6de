package io.tripline.oracle;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.Leaf.Name;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why: the table of leaves, and the flows beside it. */
final class OracleLeaves {
  private static final Ratio MILLION = Ratio.of(1_000_000);

  private final OracleSums s;
  private final OracleSums.Planned p;
  private final List<Name> names = new ArrayList<>();
  private final List<String> ofs = new ArrayList<>();
  private final List<Ratio> amounts = new ArrayList<>();

  private OracleLeaves(OracleSums sums) {
    s = sums;
    p = sums.planned;
  }

  static List<Leaf> of(Target target, OracleTargets.Reading reading, OracleSums window) {
    OracleLeaves leaves = new OracleLeaves(window);
    Ratio bound = target.baseline() ? null : reading.target().times(MILLION);
    long revenue = window.revenue();
    long plannedRevenue = window.planned.earned + window.planned.retainer;
    Ratio margin = Ratio.of(revenue - window.cost());
    Ratio plannedMargin = Ratio.of(plannedRevenue - window.planned.cost());
    Ratio cost = Ratio.of(window.cost());
    Ratio plannedCost = Ratio.of(window.planned.cost());
    return switch (target.metric()) {
      case REVENUE -> {
        leaves.revenue();
        leaves.allowance(bound, Ratio.of(plannedRevenue), false);
        Ratio to = bound == null ? Ratio.of(plannedRevenue) : bound;
        yield leaves.rounded(Ratio.of(revenue).minus(to), Leaf.Unit.MONEY);
      }
      case MARGIN -> {
        leaves.margin();
        leaves.allowance(bound, plannedMargin, false);
        yield leaves.rounded(margin.minus(bound == null ? plannedMargin : bound), Leaf.Unit.MONEY);
      }
      case MARGIN_PCT, UNIT_MARGIN -> {
        leaves.margin();
        yield leaves.rounded(margin.minus(plannedMargin), Leaf.Unit.MONEY);
      }
      case COST -> {
        leaves.cost();
        leaves.allowance(bound, plannedCost, true);
        yield leaves.rounded((bound == null ? plannedCost : bound).minus(cost), Leaf.Unit.MONEY);
      }
      case UNIT_COST -> {
        leaves.cost();
        yield leaves.rounded(plannedCost.minus(cost), Leaf.Unit.MONEY);
      }
      case UTILIZATION, DIVERSION -> leaves.time(target, reading);
      default -> List.of();
    };
  }

  private Ratio unitsPlanned() {
    return Ratio.millionths(p.units);
  }

  private Ratio price() {
    return Ratio.of(p.earned).overOrZero(unitsPlanned());
  }

  private Ratio rate() {
    return Ratio.of(p.labor).overOrZero(Ratio.of(p.hours));
  }

  private Ratio hoursOfUnit() {
    return Ratio.of(p.hours).overOrZero(unitsPlanned());
  }

  private void margin() {
    Ratio undelivered = unitsPlanned().minus(Ratio.of(s.units)).max(Ratio.ZERO);
    Ratio lost = Ratio.of(s.outMillis()).overOrZero(hoursOfUnit()).min(undelivered);
    Ratio contribution = price().minus(hoursOfUnit().times(rate()));
    Ratio diverted = lost.times(contribution).negated();
    Ratio yield =
        p.units == 0
            ? Ratio.ZERO
            : Ratio.of(s.units).over(unitsPlanned()).minus(Ratio.ONE).times(p.labor);
    Ratio atPrice = price().times(s.units);
    leaf(Name.DIVERTED_VOLUME, diverted);
    leaf(Name.SALES_VOLUME, atPrice.minus(Ratio.of(p.earned)).minus(yield).minus(diverted));
    leaf(Name.SELLING_PRICE, Ratio.of(s.earned).minus(atPrice));
    leaf(Name.LABOR_YIELD, yield);
    cost();
  }

  private void revenue() {
    Ratio atPrice = price().times(s.units);
    leaf(Name.SALES_VOLUME, atPrice.minus(Ratio.of(p.earned)));
    leaf(Name.SELLING_PRICE, Ratio.of(s.earned).minus(atPrice));
  }

  private void cost() {
    long visited = s.inMillis() + s.bench;
    leaf(Name.STAFFING, rate().times(p.hours - s.capacity));
    leaf(Name.DIVERSION, rate().times(s.outMillis()));
    leaf(Name.VISITING, rate().times(-visited));
    leaf(
        Name.LABOR_RATE,
        rate().times(s.capacity - s.outMillis() + visited).minus(Ratio.of(s.labor)));
    for (CostCategory category : CostCategory.values()) {
      int c = category.ordinal();
      long actual = s.spend[c] + s.accrued[c];
      if (p.spend[c] != 0 || actual != 0) {
        leaf(Name.SPENDING, category.name(), Ratio.of(p.spend[c] - actual));
      }
    }
  }

  private void allowance(Ratio bound, Ratio baseline, boolean cost) {
    if (bound != null) {
      leaf(Name.ALLOWANCE, cost ? bound.minus(baseline) : baseline.minus(bound));
    }
  }

  private List<Leaf> time(Target target, OracleTargets.Reading reading) {
    boolean utilization = target.metric() == Metric.UTILIZATION;
    boolean turned = utilization == (target.direction() == Target.Direction.AT_MOST);
    Ratio capacity = Ratio.of(s.capacity);
    Ratio difference = Ratio.ZERO;
    for (Map.Entry<String, Long> net : s.netOut().entrySet()) {
      if (net.getValue() > 0) {
        leaf(Name.DIVERTED, net.getKey(), Ratio.of(net.getValue()));
        difference = difference.plus(Ratio.of(net.getValue()));
      }
    }
    if (utilization) {
      Ratio unlogged = Ratio.of(s.capacity - s.own - s.outMillis());
      leaf(Name.UNLOGGED, unlogged);
      leaf(Name.OTHER, Ratio.of(s.capacity - s.own).minus(difference).minus(unlogged));
      leaf(Name.ALLOWANCE, Ratio.ONE.minus(reading.target()).times(capacity).negated());
    } else {
      leaf(Name.OTHER, Ratio.ZERO);
      leaf(Name.ALLOWANCE, reading.target().times(capacity).negated());
    }
    if (turned) {
      amounts.replaceAll(Ratio::negated);
    }
    return rounded(reading.excess().times(capacity), Leaf.Unit.MILLISECONDS);
  }

  private void leaf(Name name, Ratio amount) {
    leaf(name, null, amount);
  }

  private void leaf(Name name, String of, Ratio amount) {
    names.add(name);
    ofs.add(of);
    amounts.add(amount);
  }

  private List<Leaf> rounded(Ratio total, Leaf.Unit unit) {
    long[] rounded = new long[amounts.size()];
    long rest = total.rounded();
    int largest = 0;
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = amounts.get(i).rounded();
      rest -= rounded[i];
      if (Math.abs(rounded[i]) > Math.abs(rounded[largest])) {
        largest = i;
      }
    }
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < rounded.length; i++) {
      long amount = rounded[i] + (i == largest ? rest : 0);
      leaves.add(new Leaf(names.get(i), ofs.get(i), amount, unit));
    }
    return leaves;
  }

  /** Who was diverted where, gross. */
  static List<Flow> flows(Metric metric, OracleSums window, String service) {
    boolean explained =
        switch (metric) {
          case REVENUE, COST, MARGIN, MARGIN_PCT, UNIT_MARGIN, UNIT_COST, UTILIZATION, DIVERSION ->
              true;
          default -> false;
        };
    List<Flow> flows = new ArrayList<>();
    if (!explained) {
      return flows;
    }
    Ratio value = Ratio.of(window.planned.earned).overOrZero(Ratio.of(window.planned.hours));
    window.out.forEach(
        (way, amount) -> {
          if (amount[0] != 0 || amount[1] != 0) {
            flows.add(
                new Flow(
                    Flow.Direction.OUT,
                    way.person(),
                    way.role(),
                    service,
                    way.other(),
                    amount[0],
                    amount[1],
                    value.times(amount[0]).rounded()));
          }
        });
    window.in.forEach(
        (way, amount) -> {
          if (amount[0] != 0 || amount[1] != 0) {
            flows.add(
                new Flow(
                    Flow.Direction.IN,
                    way.person(),
                    way.role(),
                    way.other(),
                    service,
                    amount[0],
                    amount[1],
                    null));
          }
        });
    return flows;
  }
}
