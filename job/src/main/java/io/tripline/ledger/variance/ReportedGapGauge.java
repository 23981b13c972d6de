package io.tripline.ledger.variance;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Target;
import java.util.function.Function;

/**
 * A target of the plan on how long the status has been reported GREEN beside a critical incident.
 *
 * @param gap tells it, in milliseconds
 */
record ReportedGapGauge(Target definition, Function<Position, Rational> gap) implements Gauge {
  @Override
  public String targetId() {
    return definition.id();
  }

  @Override
  public String metric() {
    return definition.metric().label();
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
    return Reading.of(definition, gap.apply(position), Rational.of(definition.bound()));
  }

  @Override
  public Headline sentence(Position position, Reading reading, Explanation explanation) {
    return Headlines.reportedGap(position.serviceId(), reading);
  }

  @Override
  public Headline relief(Position position, Reading reading) {
    return Headline.of(
        position.serviceId() + " is no longer reported GREEN beside a critical variance.");
  }
}
