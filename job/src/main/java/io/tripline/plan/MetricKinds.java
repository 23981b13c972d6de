package io.tripline.plan;

import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import io.tripline.plan.Value.Scalar;
import java.math.BigDecimal;
import java.util.Arrays;

/** How values of metrics are written: a number, or a duration where the metric is one. */
final class MetricKinds {
  static final Kind<Metric> METRIC = Kind.oneOf(Arrays.asList(Metric.values()), Metric::label);
  static final Kind<Window> WINDOW = Kind.oneOf(Window.class);

  private MetricKinds() {}

  /** A value in the metric's own scale; any metric's, if none is given. */
  static Kind<BigDecimal> value(Metric metric) {
    return lasts(metric)
        ? new Kind<>(Kind.DURATION.wanted(), MetricKinds::millis)
        : new Kind<>(
            "a decimal such as " + example(metric), s -> Kind.decimal(s.text(), example(metric)));
  }

  /** A value in the metric's own scale, not negative. */
  static Kind<BigDecimal> width(Metric metric) {
    Kind<BigDecimal> value = value(metric);
    return new Kind<>(value.wanted(), scalar -> notNegative(value.reading().read(scalar)));
  }

  /** A {@link #width}, or a percentage. */
  static Kind<Tolerance> tolerance(Metric metric) {
    Kind<BigDecimal> width = width(metric);
    return new Kind<>(
        width.wanted() + ", or a percentage such as 10%",
        scalar -> {
          BigDecimal percent = percent(scalar);
          return percent == null
              ? new Tolerance(width.reading().read(scalar), false)
              : new Tolerance(notNegative(percent), true);
        });
  }

  /** The hundredths in a text that ends in %, or null if it does not. */
  static BigDecimal percent(Scalar scalar) throws Wrong {
    String text = scalar.text();
    return text.endsWith("%")
        ? Kind.decimal(text.substring(0, text.length() - 1).stripTrailing(), "10%")
        : null;
  }

  private static BigDecimal millis(Scalar scalar) throws Wrong {
    return BigDecimal.valueOf(Kind.DURATION.reading().read(scalar));
  }

  private static BigDecimal notNegative(BigDecimal value) throws Wrong {
    if (value.signum() < 0) {
      throw new Wrong("which is negative; write 0 or more");
    }
    return value;
  }

  private static boolean lasts(Metric metric) {
    return metric != null && metric.scale() == Metric.Scale.DURATION;
  }

  private static String example(Metric metric) {
    if (metric == null) {
      return "0.20";
    }
    return switch (metric.scale()) {
      case MONEY -> "15000.00";
      case RATIO -> "0.20 (20 %)";
      case COUNT, DURATION -> "5";
    };
  }
}
