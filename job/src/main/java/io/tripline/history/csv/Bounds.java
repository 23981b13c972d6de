package io.tripline.history.csv;

import java.math.BigDecimal;

/**
 * What a number must keep to; a row with another one is refused.
 *
 * @param above exclusive, or null
 * @param atLeast inclusive, or null
 * @param atMost inclusive, or null
 */
record Bounds(BigDecimal above, BigDecimal atLeast, BigDecimal atMost) {
  static final Bounds NONE = new Bounds(null, null, null);

  void check(BigDecimal number, String column) throws RowFault {
    if (above != null && number.compareTo(above) <= 0) {
      throw outside(number, "not above " + above.toPlainString(), column);
    }
    if (atLeast != null && number.compareTo(atLeast) < 0) {
      throw outside(number, "below " + atLeast.toPlainString(), column);
    }
    if (atMost != null && number.compareTo(atMost) > 0) {
      throw outside(number, "above " + atMost.toPlainString(), column);
    }
  }

  private static RowFault outside(BigDecimal number, String how, String column) {
    return new RowFault("OUT_OF_BOUNDS", column, number.toPlainString() + " is " + how);
  }
}
