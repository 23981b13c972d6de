package io.tripline.ledger.variance;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.DiversionKey;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Tally;
import io.tripline.ledger.book.TimeAndCost;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Figures of a window, put together by hand. Money in micros, time in milliseconds. */
final class Sketch {
  private final long[] amounts = new long[Measure.COUNT];
  private final Map<DiversionKey, TimeAndCost> out = new HashMap<>();
  private final Map<DiversionKey, TimeAndCost> in = new HashMap<>();
  private final Map<CostCategory, Long> plannedSpend = new EnumMap<>(CostCategory.class);
  private final Map<CostCategory, Long> accrued = new EnumMap<>(CostCategory.class);
  private long earned;
  private long units;
  private long hours;
  private long labor;
  private long retainer;

  Sketch with(Measure measure, long amount) {
    amounts[measure.ordinal()] = amount;
    return this;
  }

  Sketch out(String person, String to, long millis, long cost) {
    out.put(new DiversionKey(person, "architect", to), new TimeAndCost(millis, cost));
    return this;
  }

  Sketch in(String person, String from, long millis, long cost) {
    in.put(new DiversionKey(person, "agent", from), new TimeAndCost(millis, cost));
    return this;
  }

  Sketch retainer(long amount) {
    retainer = amount;
    return this;
  }

  /** What was expected, units in millionths. */
  Sketch planned(long expectedEarned, long expectedUnits, long expectedHours, long expectedLabor) {
    earned = expectedEarned;
    units = expectedUnits;
    hours = expectedHours;
    labor = expectedLabor;
    return this;
  }

  Sketch plannedSpend(CostCategory category, long amount) {
    plannedSpend.put(category, amount);
    return this;
  }

  Sketch accrued(CostCategory category, long amount) {
    accrued.put(category, amount);
    return this;
  }

  Figures over(Window window, long end) {
    long length =
        switch (window) {
          case HOUR -> Slices.HOUR;
          case DAY -> Slices.DAY;
          case WEEK -> 7 * Slices.DAY;
          case PLAN -> 30 * Slices.DAY;
        };
    Statement.Planned planned =
        new Statement.Planned(earned, units, hours, labor, Map.copyOf(plannedSpend), retainer);
    return new Figures(
        window,
        end - length,
        end,
        new Tally(amounts.clone(), Map.copyOf(out), Map.copyOf(in)),
        retainer,
        planned,
        planned,
        Map.copyOf(accrued));
  }
}
