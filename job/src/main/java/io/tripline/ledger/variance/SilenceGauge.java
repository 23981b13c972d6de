package io.tripline.ledger.variance;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import java.util.Locale;

/** The built-in target on a feed that the plan does not bear being silent. */
record SilenceGauge(Feed feed) implements Gauge {
  static final String METRIC = "silence";

  @Override
  public String targetId() {
    return METRIC + "-" + feedName();
  }

  @Override
  public String metric() {
    return METRIC;
  }

  @Override
  public During during() {
    return During.WORK;
  }

  @Override
  public long forMillis() {
    return 0;
  }

  @Override
  public long clearAfterMillis() {
    return 0;
  }

  @Override
  public Reading read(Position position) {
    Position.Silence silence = position.silence(feed);
    return Reading.ofBuiltIn(
        silence.tooLong(), Rational.of(silence.lasted()), Rational.of(silence.allowed()));
  }

  @Override
  public Headline sentence(Position position, Reading reading, Explanation explanation) {
    return Headlines.silence(position.serviceId(), feedName(), reading);
  }

  @Override
  public Headline relief(Position position, Reading reading) {
    return Headline.of(
        "The %s feed of %s speaks again.".formatted(feedName(), position.serviceId()));
  }

  private String feedName() {
    return feed.name().toLowerCase(Locale.ROOT);
  }
}
