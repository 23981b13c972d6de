package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.math.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Charges as they are spread over their periods: the part that is past is posted when the charge
 * becomes known, the rest slice by slice.
 */
public final class Charges {
  /** A period longer than this says nothing of how far bills have come. */
  private static final long LONGEST_BILL = 31 * Slices.DAY;

  /**
   * What is remembered between ticks.
   *
   * @param open charges of which a part lies in the future
   * @param billedUntil the latest end of a bill's period, by category
   */
  public record State(List<Open> open, Map<CostCategory, Long> billedUntil) {
    static final State EMPTY = new State(List.of(), Map.of());
  }

  /** A charge of which a part lies in the future. */
  public record Open(CostCategory category, long amount, long start, long end) {
    Spread spread() {
      return new Spread(amount, start, end);
    }

    boolean isOverBy(long tick) {
      return end <= tick && start < tick;
    }
  }

  private final Map<CostCategory, Long> billedUntil;
  private List<Open> open;

  Charges(State state) {
    State before = state == null ? State.EMPTY : state;
    open = before.open();
    billedUntil = new HashMap<>(before.billedUntil());
  }

  /** Takes note of how far bills have come; to be called before anything is posted. */
  void noteBills(List<CostRecorded> charges, LaborReconciliation labor) {
    for (CostRecorded charge : charges) {
      long length = charge.chargePeriodEnd() - charge.chargePeriodStart();
      if (length > 0 && length <= LONGEST_BILL) {
        billedUntil.merge(charge.category(), charge.chargePeriodEnd(), Math::max);
      }
    }
    Long laborBilledUntil = billedUntil.get(CostCategory.LABOR);
    if (laborBilledUntil != null) {
      labor.billed(laborBilledUntil);
    }
  }

  /** Posts the slice that ends at a tick of what is known, and the past of what becomes known. */
  void post(List<CostRecorded> charges, long slice, long tick, Books books) {
    if (open.isEmpty() && charges.isEmpty()) {
      return;
    }
    List<Open> stillOpen = new ArrayList<>();
    for (Open charge : open) {
      books.post(charge.category(), charge.spread(), slice, tick);
      keepIfOpen(charge, tick, stillOpen);
    }
    for (CostRecorded fact : charges) {
      Open charge =
          new Open(
              fact.category(), fact.amount(), fact.chargePeriodStart(), fact.chargePeriodEnd());
      if (charge.start() < tick) {
        books.post(charge.category(), charge.spread(), charge.start(), tick);
      }
      keepIfOpen(charge, tick, stillOpen);
    }
    open = List.copyOf(stillOpen);
  }

  /** The latest end known of a category's bills, or null if it was never billed. */
  Long billedUntil(CostCategory category) {
    return billedUntil.get(category);
  }

  State state() {
    return new State(open, Map.copyOf(billedUntil));
  }

  private static void keepIfOpen(Open charge, long tick, List<Open> stillOpen) {
    if (!charge.isOverBy(tick)) {
      stillOpen.add(charge);
    }
  }
}
