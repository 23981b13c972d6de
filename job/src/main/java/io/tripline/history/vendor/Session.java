package io.tripline.history.vendor;

import io.tripline.history.csv.NumberFormat;
import io.tripline.history.csv.RowFault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Work that is given by a time and a length. */
record Session(Instant start, Instant end) {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  static Session from(Instant start, Duration length) {
    return new Session(start, start.plus(length));
  }

  static Session until(Instant end, Duration length) {
    return new Session(end.minus(length), end);
  }

  /** The columns that a mapping reads of it. */
  Map<String, String> columns(Instant known) {
    Map<String, String> columns = new HashMap<>();
    columns.put("start", start.toString());
    columns.put("end", end.toString());
    columns.put("known", known.toString());
    return columns;
  }

  /**
   * A length of work, more than nothing and at most a day, since nobody works longer at a stretch.
   *
   * @param text a number
   * @param seconds what one of it comes to
   * @param column that it stands in
   * @throws RowFault if it is none
   */
  static Duration length(String text, long seconds, String column) throws RowFault {
    if (text == null) {
      throw new RowFault("MISSING_FIELD", column, "it is not said how long the work took");
    }
    BigDecimal number = NumberFormat.PLAIN.parse(text, column);
    BigDecimal millis = number.multiply(BigDecimal.valueOf(seconds)).multiply(MILLIS);
    if (millis.signum() <= 0 || millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
      throw new RowFault(
          "OUT_OF_BOUNDS", column, text + " is no length of work: above nothing, at most a day");
    }
    return Duration.ofMillis(millis.setScale(0, RoundingMode.DOWN).longValueExact());
  }
}
