package io.tripline.ledger.plan;

import java.io.Serializable;
import java.util.List;

/**
 * A kill-switch rule: what must hold, for how long, and what is then to be done.
 *
 * @param when all must hold; not empty
 * @param forMillis how long they hold before the switch trips
 * @param clearAfterMillis how long one must have failed before a warning is stood down
 * @param certifyWithinMillis how long the owner has to certify the trip, or null
 */
public record Rule(
    String id,
    List<Condition> when,
    long forMillis,
    long clearAfterMillis,
    During during,
    Action action,
    Mode mode,
    Long certifyWithinMillis)
    implements Serializable {

  /** What a trip asks for. The job announces; the consumer acts. */
  public enum Action {
    DEFUND,
    DEPRIORITIZE,
    REVIEW
  }

  /** Whether a trip counts, or is only being tried out. */
  public enum Mode {
    ENFORCE,
    MONITOR
  }
}
