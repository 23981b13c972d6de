package io.tripline.ledger.variance;

import io.tripline.ledger.event.Headline;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** How numbers, times and names are said to a person, the same everywhere in the world. */
final class Wording {
  private static final long MINUTE = 60_000L;
  private static final int NAMES = 3;

  private Wording() {}

  /** A value of a metric. */
  static String value(Metric metric, Rational value) {
    return switch (metric.scale()) {
      case MONEY -> money(value);
      case RATIO -> percent(value) + " %";
      case COUNT -> count(value);
      case DURATION -> duration(value.roundHalfUp());
    };
  }

  /** A difference of two values of a metric: of ratios in points. */
  static String difference(Metric metric, Rational value) {
    return metric.scale() == Metric.Scale.RATIO ? percent(value) + " points" : value(metric, value);
  }

  /** Units of the currency: {@code 16,540.00}. */
  static String money(Rational value) {
    return String.format(Locale.ROOT, "%,.2f", value.roundHalfUp(2));
  }

  /** Milliseconds: {@code 2 h 54 min}. */
  static String duration(long millis) {
    long minutes = Math.round((double) Math.abs(millis) / MINUTE);
    String sign = millis < 0 ? "-" : "";
    if (minutes == 0 && millis != 0) {
      return "less than a minute";
    }
    if (minutes < 60) {
      return sign + minutes + " min";
    }
    String hours = sign + String.format(Locale.ROOT, "%,d h", minutes / 60);
    return minutes % 60 == 0 ? hours : hours + " " + minutes % 60 + " min";
  }

  /** What a metric is taken over. */
  static String window(Window window) {
    return switch (window) {
      case HOUR -> "over the last hour";
      case DAY -> "over the last day";
      case WEEK -> "over the last week";
      case PLAN -> "since the plan began";
    };
  }

  /** Names, or how many there are beyond the first few: {@code p-3, p-4 and p-5}. */
  static Headline names(List<String> names) {
    int named = names.size() <= NAMES ? names.size() : NAMES - 1;
    Headline all = Headline.person(names.get(0), "");
    for (int i = 1; i < named; i++) {
      String between = i == names.size() - 1 ? " and " : ", ";
      all = all.then(Headline.withPeople(between, "")).then(Headline.person(names.get(i), ""));
    }
    return named == names.size()
        ? all
        : all.then(Headline.withPeople(" and " + (names.size() - named) + " others", ""));
  }

  private static String percent(Rational ratio) {
    return plain(ratio.times(100).roundHalfUp(1));
  }

  private static String count(Rational value) {
    return plain(value.roundHalfUp(2));
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int decimals = Math.max(0, stripped.scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", stripped);
  }
}
