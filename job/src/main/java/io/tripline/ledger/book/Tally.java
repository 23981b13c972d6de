package io.tripline.ledger.book;

import io.tripline.ledger.fact.CostCategory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Sums of postings over some stretch of time. Never changed once made; sums of integers, so that
 * what was added can be taken away again exactly.
 *
 * @param amounts by the ordinal of {@link Measure}; shorter if a later release knows more measures
 * @param divertedOut time taken from the service, none that is nothing
 * @param divertedIn time given to it, none that is nothing
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by content below; kept in state by the thousand
public record Tally(
    long[] amounts,
    Map<DiversionKey, TimeAndCost> divertedOut,
    Map<DiversionKey, TimeAndCost> divertedIn) {
  /** Nothing at all. */
  public static final Tally EMPTY = new Tally(new long[0], Map.of(), Map.of());

  /** The sum of one measure. */
  public long of(Measure measure) {
    return measure.ordinal() < amounts.length ? amounts[measure.ordinal()] : 0;
  }

  /** What was posted of a category other than LABOR, in micros. */
  public long spend(CostCategory category) {
    return category == CostCategory.LABOR ? 0 : of(Measure.of(category));
  }

  /** All spend, in micros. */
  public long spend() {
    long sum = 0;
    for (CostCategory category : CostCategory.values()) {
      sum = Math.addExact(sum, spend(category));
    }
    return sum;
  }

  /** Labor and all spend, in micros: what was posted, nothing accrued. */
  public long cost() {
    return Math.addExact(of(Measure.LABOR), spend());
  }

  /** All time taken from the service, gross. */
  public TimeAndCost allDivertedOut() {
    return sum(divertedOut);
  }

  /** All time given to the service, gross. */
  public TimeAndCost allDivertedIn() {
    return sum(divertedIn);
  }

  /**
   * Net time diverted from the service to each other one, in milliseconds: of each person what went
   * there less what came back, if that is more than nothing. Services in order, none with nothing.
   */
  public Map<String, Long> netDivertedTo() {
    record Pair(String personId, String service) {}
    Map<Pair, Long> net = new HashMap<>();
    BiConsumer<Map<DiversionKey, TimeAndCost>, Integer> add =
        (diverted, sign) ->
            diverted.forEach(
                (key, amount) ->
                    net.merge(
                        new Pair(key.personId(), key.otherServiceId()),
                        sign * amount.millis(),
                        Math::addExact));
    add.accept(divertedOut, 1);
    add.accept(divertedIn, -1);
    Map<String, Long> byService = new TreeMap<>();
    net.forEach(
        (pair, millis) -> {
          if (millis > 0) {
            byService.merge(pair.service(), millis, Math::addExact);
          }
        });
    return byService;
  }

  /** Whether it holds nothing. */
  public boolean isNothing() {
    for (long amount : amounts) {
      if (amount != 0) {
        return false;
      }
    }
    return divertedOut.isEmpty() && divertedIn.isEmpty();
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof Tally other)) {
      return false;
    }
    for (Measure measure : Measure.values()) {
      if (of(measure) != other.of(measure)) {
        return false;
      }
    }
    return divertedOut.equals(other.divertedOut) && divertedIn.equals(other.divertedIn);
  }

  @Override
  public int hashCode() {
    return 31 * divertedOut.hashCode() + Arrays.hashCode(Arrays.copyOf(amounts, Measure.COUNT));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Tally[");
    for (Measure measure : Measure.values()) {
      if (of(measure) != 0) {
        text.append(measure).append('=').append(of(measure)).append(' ');
      }
    }
    return text.append(divertedOut).append(divertedIn).append(']').toString();
  }

  private static TimeAndCost sum(Map<DiversionKey, TimeAndCost> diverted) {
    return diverted.values().stream().reduce(TimeAndCost.NONE, TimeAndCost::plus);
  }
}
