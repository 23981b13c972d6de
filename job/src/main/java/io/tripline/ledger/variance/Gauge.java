package io.tripline.ledger.variance;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Window;

/** Something that is held to a bound: a target of the plan, or a built-in one. */
interface Gauge {
  /** Name of the target. */
  String targetId();

  /** Label of the metric. */
  String metric();

  /** What the metric is taken over, or null. */
  default Window window() {
    return null;
  }

  /** Whether it goes when the plan is closed, even if the next one has a target of that name. */
  default boolean isOfThePlan() {
    return true;
  }

  /** When it is evaluated. */
  During during();

  /** How long a breach lasts before it is an incident, in milliseconds. */
  long forMillis();

  /** How long a recovery lasts before the incident is over, in milliseconds. */
  long clearAfterMillis();

  /** What it says at a tick at which it is evaluated. */
  Reading read(Position position);

  /** Why, and who; only asked when it has something to tell. */
  default Explanation explain(Position position, Reading reading) {
    return Explanation.NONE;
  }

  /** One sentence for a person about what it says. */
  Headline sentence(Position position, Reading reading, Explanation explanation);

  /** One sentence for a person about all being well again. */
  Headline relief(Position position, Reading reading);
}
