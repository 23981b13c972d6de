package io.tripline.ledger.book;

import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import java.util.EnumMap;
import java.util.Map;

/** Sums of what plans expected. */
final class Planned {
  /** Nothing. */
  static final Statement.Planned NOTHING = new Statement.Planned(0, 0, 0, 0, Map.of(), 0);

  private Planned() {}

  /** The sum. */
  static Statement.Planned sum(Statement.Planned one, Statement.Planned other) {
    if (isNothing(one)) {
      return other;
    }
    if (isNothing(other)) {
      return one;
    }
    return new Statement.Planned(
        Math.addExact(one.earned(), other.earned()),
        Math.addExact(one.units(), other.units()),
        Math.addExact(one.hours(), other.hours()),
        Math.addExact(one.labor(), other.labor()),
        sum(one.spend(), other.spend()),
        Math.addExact(one.retainer(), other.retainer()));
  }

  /** Whether nothing was expected. */
  static boolean isNothing(Statement.Planned planned) {
    return planned.earned() == 0
        && planned.units() == 0
        && planned.hours() == 0
        && planned.labor() == 0
        && planned.retainer() == 0
        && planned.spend().values().stream().allMatch(amount -> amount == 0);
  }

  private static Map<CostCategory, Long> sum(
      Map<CostCategory, Long> one, Map<CostCategory, Long> other) {
    EnumMap<CostCategory, Long> sum = new EnumMap<>(CostCategory.class);
    sum.putAll(one);
    other.forEach((category, amount) -> sum.merge(category, amount, Math::addExact));
    return Map.copyOf(sum);
  }
}
