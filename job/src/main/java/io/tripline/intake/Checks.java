package io.tripline.intake;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.plan.Identifiers;
import java.math.BigDecimal;
import java.time.Instant;

/** What every field of a kind is held to; answers the value as the ledger counts it. */
final class Checks {
  private static final int DECIMALS = 6;
  private static final Instant FIRST_TIME = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("2100-01-01T00:00:00Z");

  /** 10¹¹ units of the currency, in micros: some thousand of them can be added up. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(11);

  private Checks() {}

  static String name(String field, String value) throws RefusedException {
    present(field, value, "a name of 1 to 256 characters");
    String objection = Identifiers.objection(value);
    if (objection != null) {
      throw invalid(field, '"' + shortly(value) + "\", " + objection);
    }
    return value;
  }

  /** A time in milliseconds since the epoch. */
  static long time(String field, Instant value) throws RefusedException {
    present(field, value, "a time such as \"2026-01-05T15:10:00Z\"");
    if (value.isBefore(FIRST_TIME) || !value.isBefore(LAST_TIME)) {
      throw invalid(field, value + ", which is not between 1990 and 2099; correct the year");
    }
    return value.toEpochMilli();
  }

  /** As {@link #time}, or null. */
  static Long timeOrNull(String field, Instant value) throws RefusedException {
    return value == null ? null : Long.valueOf(time(field, value));
  }

  /** An amount in micros, or any other decimal in millionths. */
  static long millionths(String field, BigDecimal value) throws RefusedException {
    present(field, value, "a decimal such as \"14.880000\"");
    if (value.abs().compareTo(LARGEST) > 0) {
      throw new RefusedException(
          RefusalReason.OVERFLOW,
          field,
          is(field) + "larger than 100000000000 (10^11); split it up, or correct it");
    }
    if (value.stripTrailingZeros().scale() > DECIMALS) {
      throw new RefusedException(
          RefusalReason.TOO_FINE,
          field,
          is(field) + value + ", which is finer than a millionth; round it to six decimals");
    }
    return value.movePointRight(DECIMALS).longValueExact();
  }

  /** As {@link #millionths}, or null. */
  static Long millionthsOrNull(String field, BigDecimal value) throws RefusedException {
    return value == null ? null : Long.valueOf(millionths(field, value));
  }

  /** An interval's end in milliseconds since the epoch, not before its start; null while open. */
  static Long end(String field, Instant value, long start) throws RefusedException {
    Long end = timeOrNull(field, value);
    if (end != null && end < start) {
      throw new RefusedException(
          RefusalReason.REVERSED_INTERVAL,
          field,
          is(field)
              + value
              + ", before the start at "
              + Instant.ofEpochMilli(start)
              + "; correct either of them");
    }
    return end;
  }

  static void present(String field, Object value, String wanted) throws RefusedException {
    if (value == null) {
      throw new RefusedException(
          RefusalReason.MISSING_FIELD, field, "'" + field + "' is missing; write " + wanted);
    }
  }

  /**
   * A value that the field cannot have.
   *
   * @param problem the value, what is wrong with it, and what to write; goes on after "is"
   */
  static RefusedException invalid(String field, String problem) {
    return new RefusedException(RefusalReason.INVALID_FIELD, field, is(field) + problem);
  }

  private static String is(String field) {
    return "'" + field + "' is ";
  }

  private static String shortly(String value) {
    int longest = 40;
    String shown = value.length() > longest ? value.substring(0, longest) + "…" : value;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " ");
  }
}
