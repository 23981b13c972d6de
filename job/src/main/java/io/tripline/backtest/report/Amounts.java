package io.tripline.backtest.report;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.Leaf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** How results are written: money as decimals, times as ISO-8601, empty where there is nothing. */
public final class Amounts {
  private static final int MICRO_DECIMALS = 6;

  private Amounts() {}

  /** Micros as units of the currency; null stays null. */
  public static String money(Long micros) {
    return micros == null ? null : BigDecimal.valueOf(micros, MICRO_DECIMALS).toPlainString();
  }

  /** A leaf's amount in units of the currency, or in milliseconds. */
  public static String of(Leaf leaf) {
    return switch (leaf.unit()) {
      case MONEY -> money(leaf.amount());
      case MILLISECONDS -> Long.toString(leaf.amount());
    };
  }

  /** A value in its metric's own scale; null stays null. */
  public static String value(BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** Milliseconds since the epoch as a time; null stays null. */
  public static String time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }

  /** How often a week something happened that happened so often in so many milliseconds. */
  public static BigDecimal aWeek(long count, long length) {
    return BigDecimal.valueOf(count)
        .multiply(BigDecimal.valueOf(7 * Slices.DAY))
        .divide(BigDecimal.valueOf(length), 2, RoundingMode.HALF_UP);
  }

  /** A part of a whole with four decimals; null of nothing. */
  public static BigDecimal part(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
  }
}
