package io.tripline.ledger.variance;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;

/** A target of the plan on a metric that is taken over a window. */
final class MetricGauge implements Gauge {
  private final Target definition;
  private final Metric metric;
  private final Window window;

  /** Null until it is needed: at most ticks of a life's nights, it isn't. */
  private Bounds bounds;

  MetricGauge(Target definition) {
    this.definition = definition;
    this.metric = definition.metric();
    this.window = definition.window();
  }

  @Override
  public String targetId() {
    return definition.id();
  }

  @Override
  public String metric() {
    return metric.label();
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public During during() {
    return definition.during();
  }

  @Override
  public long forMillis() {
    return definition.forMillis();
  }

  @Override
  public long clearAfterMillis() {
    return definition.clearAfterMillis();
  }

  @Override
  public Reading read(Position position) {
    if (position.frozen(metric)) {
      return Reading.FROZEN;
    }
    Rational actual = position.actual(metric, window);
    Rational bound = definition.baseline() ? position.planned(metric, window) : bounds().fixed();
    return bound == null || actual == null ? Reading.NO_DATA : bounds().judge(actual, bound);
  }

  @Override
  public Explanation explain(Position position, Reading reading) {
    return new Reasons(position.serviceId(), definition, position.figures(window)).explain(reading);
  }

  @Override
  public Headline sentence(Position position, Reading reading, Explanation explanation) {
    return Headlines.breach(position.serviceId(), definition, reading, explanation);
  }

  @Override
  public Headline relief(Position position, Reading reading) {
    return Headlines.relief(position.serviceId(), definition, reading);
  }

  private Bounds bounds() {
    if (bounds == null) {
      bounds = new Bounds(definition);
    }
    return bounds;
  }
}
