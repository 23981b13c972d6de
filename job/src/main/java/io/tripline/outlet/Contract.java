package io.tripline.outlet;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.schemas.avro.CategoryAmount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How the contract writes what the ledger counts in integers. */
final class Contract {
  private static final int DECIMALS = 6;

  private Contract() {}

  /** Micros as units of the currency, millionths as a count. */
  static BigDecimal decimal(long millionths) {
    return BigDecimal.valueOf(millionths, DECIMALS);
  }

  static BigDecimal decimalOrNull(Long millionths) {
    return millionths == null ? null : decimal(millionths);
  }

  /** A metric's value, which the ledger has rounded, with all the decimals that Avro asks for. */
  static BigDecimal valueOrNull(BigDecimal value) {
    return value == null ? null : value.setScale(DECIMALS);
  }

  static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  static Instant timeOrNull(Long millis) {
    return millis == null ? null : time(millis);
  }

  /** The ledger's word as the contract's, which are the same letter for letter. */
  static <E extends Enum<E>> E word(Class<E> type, Enum<?> word) {
    return Enum.valueOf(type, word.name());
  }

  static <E extends Enum<E>> E wordOrNull(Class<E> type, Enum<?> word) {
    return word == null ? null : word(type, word);
  }

  static <A, B> List<B> each(List<A> items, Function<A, B> record) {
    List<B> records = new ArrayList<>(items.size());
    items.forEach(item -> records.add(record.apply(item)));
    return records;
  }

  /** In the order of the categories, zero ones left out. */
  static List<CategoryAmount> spend(Map<CostCategory, Long> spend) {
    List<CategoryAmount> amounts = new ArrayList<>(spend.size());
    for (CostCategory category : CostCategory.values()) {
      long amount = spend.getOrDefault(category, 0L);
      if (amount != 0) {
        amounts.add(
            new CategoryAmount(
                word(io.tripline.schemas.avro.CostCategory.class, category), decimal(amount)));
      }
    }
    return amounts;
  }
}
