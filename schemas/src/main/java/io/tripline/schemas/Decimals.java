package io.tripline.schemas;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimals with six decimals that fit, as millionths, into 64 bits: money, fractions, counts. */
final class Decimals {
  static final int SCALE = 6;

  private static final int MOST_INTEGER_DIGITS = 13;
  private static final int MOST_BITS = Long.SIZE - 1;
  private static final int LONGEST_TEXT = 100;
  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  private Decimals() {}

  /** A decimal read from text, with exactly six decimals. */
  static BigDecimal parse(String text, String field) throws FormatException {
    if (text.length() > LONGEST_TEXT || !FORM.matcher(text).matches()) {
      throw new FormatException(
          Fault.INVALID_FIELD,
          field,
          "'%s' is %s, which is no decimal; write digits and a point, such as \"14.880000\""
              .formatted(field, Quoted.shortly(text)));
    }
    return sixDecimals(new BigDecimal(text), field);
  }

  /**
   * The same value with exactly six decimals. Its size is judged before it is written out: 1E999999
   * would not fit into memory.
   */
  static BigDecimal sixDecimals(BigDecimal value, String field) throws FormatException {
    if (value.signum() == 0) {
      return BigDecimal.ZERO.setScale(SCALE);
    }
    if ((long) value.precision() - value.scale() > MOST_INTEGER_DIGITS) {
      throw overflow(value, field);
    }
    if (value.stripTrailingZeros().scale() > SCALE) {
      throw new FormatException(
          Fault.TOO_FINE,
          field,
          "'%s' is %s, which is finer than a millionth; round it to six decimals"
              .formatted(field, Quoted.shortly(value.toString())));
    }
    BigDecimal exact = value.setScale(SCALE);
    if (exact.unscaledValue().bitLength() > MOST_BITS) {
      throw overflow(value, field);
    }
    return exact;
  }

  private static FormatException overflow(BigDecimal value, String field) {
    return new FormatException(
        Fault.OVERFLOW,
        field,
        "'%s' is %s, which is too large; the largest is 9223372036854.775807"
            .formatted(field, Quoted.shortly(value.toString())));
  }

  /** With exactly six decimals and no exponent. */
  static String text(BigDecimal value) {
    return value.setScale(SCALE).toPlainString();
  }
}
