package io.tripline.history.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How a field's value is made of a row: as the text that the JSON form of a fact has. */
sealed interface Recipe {

  /**
   * The value; null if the row has none.
   *
   * @throws RowFault if what the row says cannot be read
   */
  String of(RowInGroup row) throws RowFault;

  /** What it is made of. */
  Lookup source();

  /**
   * What rounding took off a row's value: what it would be, less what it is.
   *
   * @throws RowFault if what the row says cannot be read
   */
  default BigDecimal lost(RowInGroup row) throws RowFault {
    return BigDecimal.ZERO;
  }

  /** Text as it stands. */
  record Words(Lookup source) implements Recipe {
    @Override
    public String of(RowInGroup row) throws RowFault {
      return source.of(row);
    }
  }

  /** True or false, in these words. */
  record Flag(Lookup source) implements Recipe {
    @Override
    public String of(RowInGroup row) throws RowFault {
      String text = source.of(row);
      if (text == null || text.equals("true") || text.equals("false")) {
        return text;
      }
      throw new RowFault(
          "NOT_A_FLAG",
          source.template().columnNames(),
          "'" + text + "' is neither true nor false; a table can say which it means");
    }
  }

  /**
   * A time.
   *
   * @param plus what is added, or null
   */
  record Time(Lookup source, TimeFormat format, Length plus) implements Recipe {
    @Override
    public String of(RowInGroup row) throws RowFault {
      String text = source.of(row);
      if (text == null) {
        return null;
      }
      String column = source.template().columnNames();
      Instant time = format.parse(text, column);
      if (plus == null) {
        return time.toString();
      }
      Duration length = plus.of(row);
      try {
        return length == null ? null : time.plus(length).toString();
      } catch (DateTimeException | ArithmeticException e) {
        throw new RowFault(
            "NOT_A_TIME", column, "'" + text + "' is too far away with what is added");
      }
    }
  }

  /**
   * A decimal.
   *
   * @param bounds of the number as the export has it
   * @param times what it is multiplied by
   * @param decimals what the product is rounded to, half up; null for not at all
   * @param minus what is taken off, multiplied and rounded likewise; null for nothing
   */
  record Decimal(
      Lookup source,
      NumberFormat format,
      Bounds bounds,
      BigDecimal times,
      Integer decimals,
      Lookup minus)
      implements Recipe {
    @Override
    public String of(RowInGroup row) throws RowFault {
      String text = source.of(row);
      if (text == null) {
        return null;
      }
      BigDecimal value = rounded(product(source, text));
      String less = minus == null ? null : minus.of(row);
      return (less == null ? value : value.subtract(rounded(product(minus, less)))).toPlainString();
    }

    @Override
    public BigDecimal lost(RowInGroup row) throws RowFault {
      return lost(source, row).subtract(minus == null ? BigDecimal.ZERO : lost(minus, row));
    }

    private BigDecimal lost(Lookup of, RowInGroup row) throws RowFault {
      String text = decimals == null ? null : of.of(row);
      if (text == null) {
        return BigDecimal.ZERO;
      }
      BigDecimal product = product(of, text);
      return product.subtract(rounded(product));
    }

    private BigDecimal product(Lookup of, String text) throws RowFault {
      String column = of.template().columnNames();
      BigDecimal number = (of.constant() ? NumberFormat.PLAIN : format).parse(text, column);
      bounds.check(number, column);
      return number.multiply(times);
    }

    private BigDecimal rounded(BigDecimal product) {
      return decimals == null ? product : product.setScale(decimals, RoundingMode.HALF_UP);
    }
  }

  /**
   * A length of time, written as a number of units.
   *
   * @param unit one of them
   */
  record Length(Lookup source, NumberFormat format, Bounds bounds, Duration unit) {

    /** The length, in whole milliseconds, what is finer being cut off; null for nothing. */
    Duration of(RowInGroup row) throws RowFault {
      String text = source.of(row);
      if (text == null) {
        return null;
      }
      String column = source.template().columnNames();
      BigDecimal number = format.parse(text, column);
      bounds.check(number, column);
      BigDecimal millis =
          number.multiply(BigDecimal.valueOf(unit.toMillis())).setScale(0, RoundingMode.DOWN);
      try {
        return Duration.ofMillis(millis.longValueExact());
      } catch (ArithmeticException e) {
        throw new RowFault("NOT_A_TIME", column, "'" + text + "' is too long");
      }
    }
  }
}
