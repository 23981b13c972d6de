package io.tripline.ledger.variance;

import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Plans and targets for tests, with the defaults that plans have. */
final class Plans {
  private static final long MINUTE = 60_000L;

  private Plans() {}

  static Plan plan(int version, String calendar, Map<Feed, Long> feeds, Target... targets) {
    return new Plan(
        Situation.SERVICE,
        version,
        null,
        "Cloud Migration advisory",
        null,
        Plan.Objective.CUSTOMER_ACQUISITION,
        Map.of(),
        List.of("cfo"),
        calendar,
        null,
        new Baseline(0, null, List.of(), Map.of()),
        feeds,
        List.of(targets),
        List.of());
  }

  static Plan plan(Target... targets) {
    return plan(1, "always", Map.of(), targets);
  }

  static Draft atMost(String id, Metric metric, Window window, String bound) {
    return new Draft(id, metric, window, Target.Direction.AT_MOST, bound);
  }

  static Draft atLeast(String id, Metric metric, Window window, String bound) {
    return new Draft(id, metric, window, Target.Direction.AT_LEAST, bound);
  }

  static Tolerance tolerance(String text) {
    return text.endsWith("%")
        ? new Tolerance(new BigDecimal(text.substring(0, text.length() - 1)), true)
        : new Tolerance(new BigDecimal(text), false);
  }

  /** A target being made; the bound is a decimal or BASELINE. */
  static final class Draft {
    private final String id;
    private final Metric metric;
    private final Window window;
    private final Target.Direction direction;
    private final BigDecimal bound;
    private Tolerance warn = Tolerance.NONE;
    private Tolerance critical;
    private Tolerance clear;
    private BigDecimal floor = BigDecimal.ZERO;
    private long forMillis = 10 * MINUTE;
    private long clearAfterMillis = 15 * MINUTE;
    private During during = During.WORK;

    private Draft(
        String id, Metric metric, Window window, Target.Direction direction, String bound) {
      this.id = id;
      this.metric = metric;
      this.window = window;
      this.direction = direction;
      this.bound = bound.equals("BASELINE") ? null : new BigDecimal(bound);
    }

    Draft warn(String text) {
      warn = tolerance(text);
      return this;
    }

    Draft critical(String text) {
      critical = tolerance(text);
      return this;
    }

    Draft clear(String text) {
      clear = tolerance(text);
      return this;
    }

    Draft floor(String amount) {
      floor = new BigDecimal(amount);
      return this;
    }

    Draft forMinutes(long minutes) {
      forMillis = minutes * MINUTE;
      return this;
    }

    Draft clearAfterMinutes(long minutes) {
      clearAfterMillis = minutes * MINUTE;
      return this;
    }

    Draft always() {
      during = During.ALWAYS;
      return this;
    }

    Target target() {
      return new Target(
          id,
          metric,
          window,
          direction,
          bound,
          warn,
          critical,
          clear == null ? warn : clear,
          floor,
          forMillis,
          clearAfterMillis,
          during);
    }
  }
}
