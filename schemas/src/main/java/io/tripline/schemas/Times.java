package io.tripline.schemas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times in whole milliseconds; what is finer is cut off. */
final class Times {
  private static final int MOST_DIGITS = 15;
  private static final int MOST_DECIMALS = 100;

  private Times() {}

  /** A time in ISO-8601 with an offset. */
  static Instant parse(String text, String field) throws FormatException {
    try {
      return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw noTime(text, field);
    }
  }

  /** A time in milliseconds since 1970; its size is judged before it is written out. */
  static Instant ofEpochMillis(BigDecimal millis, String field) throws FormatException {
    if ((long) millis.precision() - millis.scale() > MOST_DIGITS
        || millis.scale() > MOST_DECIMALS) {
      throw noTime(millis.toString(), field);
    }
    return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private static FormatException noTime(String text, String field) {
    return new FormatException(
        Fault.INVALID_FIELD,
        field,
        ("'%s' is %s, which is no time; write one with its offset, such as"
                + " \"2026-01-05T15:10:00Z\", or the milliseconds since 1970 as a number")
            .formatted(field, Quoted.shortly(text)));
  }
}
