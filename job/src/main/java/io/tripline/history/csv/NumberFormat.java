package io.tripline.history.csv;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How an export writes numbers.
 *
 * @param point what stands before the decimals
 * @param grouping what may stand between digits and means nothing; empty for nothing
 */
record NumberFormat(String point, String grouping) {
  static final NumberFormat PLAIN = new NumberFormat(".", "");

  private static final int LONGEST = 100;
  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

  BigDecimal parse(String text, String column) throws RowFault {
    String plain = grouping.isEmpty() ? text : text.replace(grouping, "");
    if (!point.equals(".")) {
      // A point where commas are declared is no decimal point: it must not become one.
      plain = plain.replace('.', '\0').replace(point, ".");
    }
    if (plain.length() > LONGEST || !FORM.matcher(plain).matches()) {
      throw new RowFault("NOT_A_NUMBER", column, "'" + text + "' is no number");
    }
    return new BigDecimal(plain);
  }
}
