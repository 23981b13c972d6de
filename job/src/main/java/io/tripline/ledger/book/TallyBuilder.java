package io.tripline.ledger.book;

import java.util.HashMap;
import java.util.Map;

/** Sums being made. What nothing is added to is not copied: at most ticks, most sums stay. */
final class TallyBuilder {
  private final long[] amounts = new long[Measure.COUNT];
  private final Diversions divertedOut;
  private final Diversions divertedIn;
  private boolean changed;

  TallyBuilder() {
    this(Tally.EMPTY);
  }

  /** Starts from what is there already. */
  TallyBuilder(Tally start) {
    System.arraycopy(start.amounts(), 0, amounts, 0, start.amounts().length);
    divertedOut = new Diversions(start.divertedOut());
    divertedIn = new Diversions(start.divertedIn());
    changed = !start.isNothing();
  }

  TallyBuilder add(Measure measure, long amount) {
    if (amount != 0) {
      amounts[measure.ordinal()] = Math.addExact(amounts[measure.ordinal()], amount);
      changed = true;
    }
    return this;
  }

  TallyBuilder addDivertedOut(DiversionKey key, TimeAndCost amount) {
    divertedOut.add(key, amount);
    changed = true;
    return this;
  }

  TallyBuilder addDivertedIn(DiversionKey key, TimeAndCost amount) {
    divertedIn.add(key, amount);
    changed = true;
    return this;
  }

  TallyBuilder add(Tally tally) {
    for (int i = 0; i < tally.amounts().length; i++) {
      amounts[i] = Math.addExact(amounts[i], tally.amounts()[i]);
    }
    tally.divertedOut().forEach(divertedOut::add);
    tally.divertedIn().forEach(divertedIn::add);
    changed = true;
    return this;
  }

  TallyBuilder subtract(Tally tally) {
    for (int i = 0; i < tally.amounts().length; i++) {
      amounts[i] = Math.subtractExact(amounts[i], tally.amounts()[i]);
    }
    tally.divertedOut().forEach((key, amount) -> divertedOut.add(key, amount.negate()));
    tally.divertedIn().forEach((key, amount) -> divertedIn.add(key, amount.negate()));
    changed = true;
    return this;
  }

  Tally build() {
    return changed
        ? new Tally(amounts.clone(), divertedOut.build(), divertedIn.build())
        : Tally.EMPTY;
  }

  /** Diverted time by key; shares the map it starts from until something is added. */
  private static final class Diversions {
    private final Map<DiversionKey, TimeAndCost> start;
    private Map<DiversionKey, TimeAndCost> sums;

    Diversions(Map<DiversionKey, TimeAndCost> start) {
      this.start = start;
    }

    void add(DiversionKey key, TimeAndCost amount) {
      if (sums == null) {
        sums = new HashMap<>(start);
      }
      TimeAndCost sum = sums.getOrDefault(key, TimeAndCost.NONE).plus(amount);
      if (sum.isNothing()) {
        sums.remove(key);
      } else {
        sums.put(key, sum);
      }
    }

    Map<DiversionKey, TimeAndCost> build() {
      return sums == null ? start : Map.copyOf(sums);
    }
  }
}
