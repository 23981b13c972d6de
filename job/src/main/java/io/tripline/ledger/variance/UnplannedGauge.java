package io.tripline.ledger.variance;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;

/**
 * The built-in target on cost and work of the last 24 hours without a plan in force. With one there
 * is none.
 */
record UnplannedGauge() implements Gauge {
  static final String ID = "unplanned";
  private static final long MICROS = 1_000_000L;

  @Override
  public String targetId() {
    return ID;
  }

  @Override
  public String metric() {
    return ID;
  }

  @Override
  public boolean isOfThePlan() {
    return false;
  }

  @Override
  public During during() {
    return During.ALWAYS;
  }

  @Override
  public long forMillis() {
    return 0;
  }

  @Override
  public long clearAfterMillis() {
    return Slices.DAY;
  }

  @Override
  public Reading read(Position position) {
    Position.Unplanned unplanned = position.unplanned();
    return unplanned == null
        ? Reading.ofBuiltIn(false, Rational.ZERO, Rational.ZERO)
        : Reading.ofBuiltIn(unplanned.any(), Rational.of(unplanned.cost(), MICROS), Rational.ZERO);
  }

  @Override
  public Headline sentence(Position position, Reading reading, Explanation explanation) {
    return Headlines.unplanned(position.serviceId(), position.unplanned());
  }

  @Override
  public Headline relief(Position position, Reading reading) {
    return Headline.of(
        "Nothing was done on %s without a plan for 24 hours.".formatted(position.serviceId()));
  }
}
