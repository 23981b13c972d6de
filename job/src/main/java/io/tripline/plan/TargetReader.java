package io.tripline.plan;

import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Target.Direction;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the targets of one plan. */
final class TargetReader {
  static final List<String> KEYS =
      List.of(
          "id",
          "metric",
          "window",
          "atLeast",
          "atMost",
          "warn",
          "critical",
          "clear",
          "floor",
          "for",
          "clearAfter",
          "during");

  private static final String BASELINE = "BASELINE";
  private static final List<String> BUILT_IN =
      List.of("silence-cost", "silence-ticket", "unplanned");
  private static final long FOR = Duration.ofMinutes(10).toMillis();
  private static final long LONGEST_FOR = Duration.ofMinutes(45).toMillis();
  private static final long CLEAR_AFTER = Duration.ofMinutes(15).toMillis();
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Problems problems;
  private final Set<String> ids = new LinkedHashSet<>();

  TargetReader(Problems problems) {
    this.problems = problems;
  }

  /** The ids of all targets so far, also of those that could not be read otherwise. */
  Set<String> ids() {
    return ids;
  }

  /** Null if anything is wrong with it. */
  Target read(Section section) {
    int before = problems.errors();
    String id = id(section);
    Metric metric = section.required("metric", MetricKinds.METRIC);
    Window window = window(section, metric);
    Direction direction = direction(section);
    BigDecimal bound = direction == null ? null : bound(section, boundKey(direction), metric);
    Kind<Tolerance> tolerances = MetricKinds.tolerance(metric);
    Tolerance warn = section.optional("warn", tolerances, Tolerance.NONE);
    Tolerance critical = section.optional("critical", tolerances, null);
    Tolerance clear = section.optional("clear", tolerances, warn);
    BigDecimal floor = section.optional("floor", MetricKinds.width(metric), BigDecimal.ZERO);
    Long forMillis = section.optional("for", Kind.DURATION, FOR);
    Long clearAfter = section.optional("clearAfter", Kind.DURATION, CLEAR_AFTER);
    During during = section.optional("during", Kind.oneOf(During.class), During.WORK);
    checkFor(section, forMillis);
    if (problems.errors() > before) {
      return null;
    }
    Target target =
        new Target(
            id,
            metric,
            window,
            direction,
            bound,
            warn,
            critical,
            clear,
            floor,
            forMillis,
            clearAfter,
            during);
    checkTolerances(section, target);
    return target;
  }

  private String id(Section section) {
    String id = section.required("id", Kind.NAME);
    if (BUILT_IN.contains(id)) {
      section.error("id", "is \"" + id + "\", the name of a built-in target; write another one");
    }
    if (id != null && !ids.add(id)) {
      section.error("id", "is \"" + id + "\" again; every target needs an id of its own");
    }
    return id;
  }

  /** The window of a metric, checked against it: also that of a condition. */
  static Window window(Section section, Metric metric) {
    if (metric == Metric.REPORTED_GAP) {
      if (section.has("window")) {
        section.error(
            "window", "makes no sense: reported_gap is taken at an instant; take it away");
      }
      return null;
    }
    Window window = section.required("window", MetricKinds.WINDOW);
    if (metric == Metric.LABOR_GAP && window == Window.HOUR) {
      section.error("window", "is HOUR, for which no bill of labor comes; write DAY, WEEK or PLAN");
    }
    return window;
  }

  private static Direction direction(Section section) {
    boolean atLeast = section.has("atLeast");
    if (atLeast && section.has("atMost")) {
      section.error("atMost", "stands beside 'atLeast'; write two targets, or keep one of them");
      return null;
    }
    if (!atLeast && !section.has("atMost")) {
      section.error(
          "atLeast", "or 'atMost' is missing; write what the metric is held to, or BASELINE");
      return null;
    }
    return atLeast ? Direction.AT_LEAST : Direction.AT_MOST;
  }

  private static String boundKey(Direction direction) {
    return direction == Direction.AT_LEAST ? "atLeast" : "atMost";
  }

  private static BigDecimal bound(Section section, String key, Metric metric) {
    if (section.written(key).equals(BASELINE)) {
      if (metric != null && !metric.planned()) {
        section.error(
            key,
            "is BASELINE, but a plan has none of %s; write %s"
                .formatted(metric.label(), MetricKinds.value(metric).wanted()));
      }
      return null;
    }
    Kind<BigDecimal> value = MetricKinds.value(metric);
    boolean planned = metric == null || metric.planned();
    return section.required(
        key, planned ? new Kind<>(value.wanted() + ", or BASELINE", value.reading()) : value);
  }

  private static void checkFor(Section section, Long forMillis) {
    if (forMillis != null && forMillis > LONGEST_FOR) {
      section.error(
          "for",
          "is %s, which cannot keep the promise to tell of a breach within the hour; write PT45M or"
                  .formatted(section.written("for"))
              + " less");
    }
  }

  private static void checkTolerances(Section section, Target target) {
    Tolerance warn = target.warn();
    if (exceeds(target.clear(), warn, target.bound())) {
      section.error(
          "clear",
          "is %s, more than warn (%s): an incident would be over while it still breaches; write at"
                  .formatted(text(target.clear()), textOfWarn(section, warn))
              + " most warn");
    }
    if (target.critical() != null && exceeds(warn, target.critical(), target.bound())) {
      section.error(
          "critical",
          "is %s, less than warn (%s): it would be critical before it is a warning; write at least"
                  .formatted(text(target.critical()), textOfWarn(section, warn))
              + " warn");
    }
  }

  /**
   * Whether one tolerance is surely wider than another. A percentage of a baseline that is not
   * known yet cannot be compared with a value.
   */
  private static boolean exceeds(Tolerance one, Tolerance other, BigDecimal bound) {
    BigDecimal width = width(one, bound);
    BigDecimal otherWidth = width(other, bound);
    if (one.percent() == other.percent()) {
      return one.value().compareTo(other.value()) > 0;
    }
    return width != null && otherWidth != null && width.compareTo(otherWidth) > 0;
  }

  private static BigDecimal width(Tolerance tolerance, BigDecimal bound) {
    if (!tolerance.percent() || tolerance.value().signum() == 0) {
      return tolerance.value();
    }
    return bound == null ? null : bound.abs().multiply(tolerance.value()).divide(HUNDRED);
  }

  private static String textOfWarn(Section section, Tolerance warn) {
    return text(warn) + (section.has("warn") ? "" : ", if not given");
  }

  private static String text(Tolerance tolerance) {
    String value = tolerance.value().toPlainString();
    return tolerance.percent() ? value + " %" : value;
  }
}
