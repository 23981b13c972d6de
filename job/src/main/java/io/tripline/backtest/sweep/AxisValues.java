package io.tripline.backtest.sweep;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of an axis as somebody wrote them: {@code 0.10..0.35/0.05}, {@code 10%..50%/5%},
 * {@code PT1H..PT8H/PT1H}, or a list, {@code HOUR,DAY}. Reckoned in decimals, so that a tenth is a
 * tenth.
 */
final class AxisValues {
  private static final Pattern RANGE =
      Pattern.compile("(?<first>.+?)\\.\\.(?<last>[^/]+)/(?<step>.+)");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final String EXAMPLES =
      "write a range with a step, such as 0.2..0.6/0.05, 10%..50%/5% or PT1H..PT8H/PT1H, or a"
          + " list, such as HOUR,DAY";

  private AxisValues() {}

  /** How the three parts of a range are written. */
  private enum Form {
    DECIMAL {
      @Override
      BigDecimal read(String text) {
        return AxisValues.DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
      }

      @Override
      String write(BigDecimal value) {
        return value.toPlainString();
      }
    },
    PERCENT {
      @Override
      BigDecimal read(String text) {
        return text.endsWith("%") ? DECIMAL.read(text.substring(0, text.length() - 1)) : null;
      }

      @Override
      String write(BigDecimal value) {
        return value.toPlainString() + '%';
      }
    },
    DURATION {
      @Override
      BigDecimal read(String text) {
        try {
          return BigDecimal.valueOf(Duration.parse(text).toMillis());
        } catch (DateTimeException | ArithmeticException e) {
          return null;
        }
      }

      @Override
      String write(BigDecimal value) {
        return Duration.ofMillis(value.longValueExact()).toString();
      }
    };

    /** Null if the text is of another form. */
    abstract BigDecimal read(String text);

    abstract String write(BigDecimal value);
  }

  /**
   * Reads values.
   *
   * @param most how many there may be
   * @throws BadSweepException if they make no sense, or are more
   */
  static List<String> read(String text, int most) throws BadSweepException {
    Matcher range = RANGE.matcher(text);
    return range.matches() ? range(text, range, most) : list(text, most);
  }

  private static List<String> list(String text, int most) throws BadSweepException {
    List<String> values = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (text.contains("..") || values.contains("")) {
      throw new BadSweepException("'" + text + "' is no range and no list; " + EXAMPLES);
    }
    for (String value : values) {
      if (values.indexOf(value) != values.lastIndexOf(value)) {
        throw new BadSweepException("'" + text + "' has " + value + " twice; take one away");
      }
    }
    if (values.size() > most) {
      throw tooMany(text, most);
    }
    return values;
  }

  private static List<String> range(String text, Matcher range, int most) throws BadSweepException {
    for (Form form : Form.values()) {
      BigDecimal first = form.read(range.group("first"));
      BigDecimal last = form.read(range.group("last"));
      BigDecimal step = form.read(range.group("step"));
      if (first != null && last != null && step != null) {
        return steps(text, form, first, last, step, most);
      }
    }
    throw new BadSweepException(
        "'"
            + text
            + "' has no first value, last value and step that are written alike; "
            + EXAMPLES);
  }

  private static List<String> steps(
      String text, Form form, BigDecimal first, BigDecimal last, BigDecimal step, int most)
      throws BadSweepException {
    if (step.signum() <= 0) {
      throw new BadSweepException("the step of '" + text + "' is not above 0");
    }
    if (last.compareTo(first) < 0) {
      throw new BadSweepException(
          "'" + text + "' ends below where it begins; write the smaller value first");
    }
    BigDecimal[] count = last.subtract(first).divideAndRemainder(step);
    if (count[0].compareTo(BigDecimal.valueOf(most)) >= 0) {
      throw tooMany(text, most);
    }
    int scale = Math.max(first.scale(), step.scale());
    if (count[1].signum() != 0) {
      BigDecimal before = last.subtract(count[1]).setScale(scale);
      throw new BadSweepException(
          "no step of '%s' comes to %s; end it with %s or %s"
              .formatted(text, form.write(last), form.write(before), form.write(before.add(step))));
    }
    List<String> values = new ArrayList<>();
    for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
      values.add(form.write(value.setScale(scale)));
    }
    return List.copyOf(values);
  }

  private static BadSweepException tooMany(String text, int most) {
    return new BadSweepException(
        String.format(
            Locale.ROOT, "'%s' has more than %,d values; take a larger step", text, most));
  }
}
