package io.tripline.history.csv;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How an export writes numbers. What may stand between digits must stand between groups of three:
 * with {@code .} for it, 1.234 is more than a thousand and 1.23 is no number.
 */
public final class NumberFormat {
  /** Digits, perhaps a point, perhaps an exponent. */
  public static final NumberFormat PLAIN = new NumberFormat(".", "");

  private static final int LONGEST = 100;

  private final String point;
  private final String grouping;
  private final Pattern form;

  /**
   * Describes numbers.
   *
   * @param point what stands before the decimals
   * @param grouping what may stand between digits and means nothing; empty for nothing
   */
  NumberFormat(String point, String grouping) {
    this.point = point;
    this.grouping = grouping;
    String whole =
        grouping.isEmpty()
            ? "[0-9]+"
            : "(?:[0-9]+|[0-9]{1,3}(?:" + Pattern.quote(grouping) + "[0-9]{3})+)";
    String decimals = Pattern.quote(point);
    this.form =
        Pattern.compile(
            "[+-]?(?:%s(?:%s[0-9]*)?|%s[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
                .formatted(whole, decimals, decimals));
  }

  /**
   * Reads a number.
   *
   * @throws RowFault if it is not written as declared
   */
  public BigDecimal parse(String text, String column) throws RowFault {
    if (text.length() > LONGEST || !form.matcher(text).matches()) {
      throw new RowFault("NOT_A_NUMBER", column, "'" + text + "' is no number");
    }
    String ungrouped = grouping.isEmpty() ? text : text.replace(grouping, "");
    return new BigDecimal(ungrouped.replace(point, "."));
  }
}
