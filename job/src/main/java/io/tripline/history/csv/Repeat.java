package io.tripline.history.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How often a row makes the same fact: a number of it, divided by how many of them a fact stands
 * for, rounded half up.
 *
 * @param each how many a fact stands for, above 0
 */
record Repeat(Lookup source, NumberFormat format, Bounds bounds, BigDecimal each) {
  /** So that a number in the wrong column fills no disk. */
  static final int MOST = 100_000;

  /** Once: what a recipe without it does. */
  static final Repeat ONCE =
      new Repeat(
          Lookup.plain(Template.parse("1")), NumberFormat.PLAIN, Bounds.NONE, BigDecimal.ONE);

  /**
   * How often.
   *
   * @throws RowFault if it is not a number, is negative, is too large, or is so small that nothing
   *     would be left of it
   */
  int of(RowInGroup row) throws RowFault {
    String column = source.template().columnNames();
    BigDecimal number = number(row, column);
    BigDecimal times = rounded(number);
    if (number.signum() < 0 || times.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new RowFault(
          "OUT_OF_BOUNDS",
          column,
          "%s makes %s facts; a row makes 0 to %d"
              .formatted(number.toPlainString(), times.toPlainString(), MOST));
    }
    if (times.signum() == 0 && number.signum() != 0) {
      throw new RowFault(
          "OUT_OF_BOUNDS",
          column,
          "%s is less than half a fact of %s; make 'each' smaller"
              .formatted(number.toPlainString(), each.toPlainString()));
    }
    return times.intValueExact();
  }

  /**
   * What rounding took off, as the row counts it.
   *
   * @throws RowFault if it is not a number
   */
  BigDecimal lost(RowInGroup row) throws RowFault {
    BigDecimal number = number(row, source.template().columnNames());
    return number.subtract(rounded(number).multiply(each));
  }

  private BigDecimal rounded(BigDecimal number) {
    return number.divide(each, 0, RoundingMode.HALF_UP);
  }

  private BigDecimal number(RowInGroup row, String column) throws RowFault {
    String text = source.of(row);
    if (text == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal number = format.parse(text, column);
    bounds.check(number, column);
    return number;
  }
}
