package io.tripline.ledger.variance;

import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Metrics;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;

/** A target of the plan on a metric that is taken over a window. */
record MetricGauge(Target definition) implements Gauge {
  @Override
  public String targetId() {
    return definition.id();
  }

  @Override
  public String metric() {
    return definition.metric().label();
  }

  @Override
  public Window window() {
    return definition.window();
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
    if (position.frozen(definition.metric())) {
      return Reading.FROZEN;
    }
    Figures figures = position.figures(window());
    if (figures == null) {
      return Reading.NO_DATA;
    }
    Rational bound =
        definition.baseline()
            ? Metrics.planned(definition.metric(), figures)
            : Rational.of(definition.bound());
    Rational actual = Metrics.actual(definition.metric(), window(), position);
    return bound == null || actual == null
        ? Reading.NO_DATA
        : Reading.of(definition, actual, bound);
  }

  @Override
  public Explanation explain(Position position, Reading reading) {
    return new Reasons(position.serviceId(), definition, position.figures(window()))
        .explain(reading);
  }

  @Override
  public String sentence(Position position, Reading reading, Explanation explanation) {
    return Headlines.breach(position.serviceId(), definition, reading, explanation);
  }

  @Override
  public String relief(Position position, Reading reading) {
    return Headlines.relief(position.serviceId(), definition, reading);
  }
}
