package io.tripline.ledger.book;

import java.util.HashMap;
import java.util.Map;

/** Sums being made. */
final class TallyBuilder {
  private final long[] amounts = new long[Measure.COUNT];
  private final Map<DiversionKey, TimeAndCost> divertedOut = new HashMap<>();
  private final Map<DiversionKey, TimeAndCost> divertedIn = new HashMap<>();

  TallyBuilder() {}

  /** Starts from what is there already. */
  TallyBuilder(Tally start) {
    add(start);
  }

  TallyBuilder add(Measure measure, long amount) {
    amounts[measure.ordinal()] = Math.addExact(amounts[measure.ordinal()], amount);
    return this;
  }

  TallyBuilder addDivertedOut(DiversionKey key, TimeAndCost amount) {
    merge(divertedOut, key, amount);
    return this;
  }

  TallyBuilder addDivertedIn(DiversionKey key, TimeAndCost amount) {
    merge(divertedIn, key, amount);
    return this;
  }

  TallyBuilder add(Tally tally) {
    for (int i = 0; i < tally.amounts().length; i++) {
      amounts[i] = Math.addExact(amounts[i], tally.amounts()[i]);
    }
    tally.divertedOut().forEach(this::addDivertedOut);
    tally.divertedIn().forEach(this::addDivertedIn);
    return this;
  }

  TallyBuilder subtract(Tally tally) {
    for (int i = 0; i < tally.amounts().length; i++) {
      amounts[i] = Math.subtractExact(amounts[i], tally.amounts()[i]);
    }
    tally.divertedOut().forEach((key, amount) -> addDivertedOut(key, amount.negate()));
    tally.divertedIn().forEach((key, amount) -> addDivertedIn(key, amount.negate()));
    return this;
  }

  Tally build() {
    return new Tally(amounts.clone(), Map.copyOf(divertedOut), Map.copyOf(divertedIn));
  }

  private static void merge(
      Map<DiversionKey, TimeAndCost> map, DiversionKey key, TimeAndCost amount) {
    TimeAndCost sum = map.getOrDefault(key, TimeAndCost.NONE).plus(amount);
    if (sum.isNothing()) {
      map.remove(key);
    } else {
      map.put(key, sum);
    }
  }
}
