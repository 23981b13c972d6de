package io.tripline.plantest;

import io.tripline.plan.Kind;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values one after another, in the notation of promtool: {@code a} is a value, {@code axn} the
 * value and n more like it, {@code a+bxn} the value and n more of which each is larger by b, {@code
 * _} none, {@code _xn} n times none; several are divided by blanks.
 *
 * @param values in their order; null where there is none
 */
record Series(List<BigDecimal> values) {
  static final Kind<Series> KIND =
      new Kind<>(
          "values such as 14.88, 100+10x5 or 100x3 _x2 50, in promtool's notation", Series::read);

  private static final int LONGEST = 100_000;
  private static final String NUMBER = "[0-9]{1,12}(?:\\.[0-9]{1,6})?";
  private static final Pattern NONE = Pattern.compile("_(?:x([0-9]{1,6}))?");
  private static final Pattern VALUES =
      Pattern.compile("(-?" + NUMBER + ")(?:(?:([+-]" + NUMBER + "))?x([0-9]{1,6}))?");

  Series {
    values = Collections.unmodifiableList(values); // List.copyOf takes no null.
  }

  /** Whether it is one value and nothing else. */
  boolean single() {
    return values.size() == 1 && values.get(0) != null;
  }

  private static Series read(Scalar scalar) throws Wrong {
    List<BigDecimal> values = new ArrayList<>();
    for (String token : scalar.text().strip().split("\\s+", -1)) {
      Matcher none = NONE.matcher(token);
      Matcher some = VALUES.matcher(token);
      if (none.matches()) {
        values.addAll(Collections.nCopies(times(none.group(1), 1), null));
      } else if (some.matches()) {
        add(some, values);
      } else {
        throw new Wrong(
            "of which \"" + token + "\" is no value; write values such as 14.88, 100+10x5 or _x3");
      }
      if (values.size() > LONGEST) {
        throw new Wrong("which is more than " + LONGEST + " values; write fewer");
      }
    }
    return new Series(values);
  }

  private static void add(Matcher some, List<BigDecimal> values) {
    BigDecimal value = new BigDecimal(some.group(1));
    BigDecimal step = some.group(2) == null ? BigDecimal.ZERO : new BigDecimal(some.group(2));
    for (int more = times(some.group(3), 0); more >= 0; more--) {
      values.add(value);
      value = value.add(step);
    }
  }

  private static int times(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
