package io.tripline.notify.delivery;

import java.time.Duration;

/**
 * What became of an attempt to send something.
 *
 * @param status of HTTP; 0 if there was no answer
 * @param said what the receiver answered, or why there was no answer; for people
 * @param retryAfter how long the receiver wants to be left alone, or null
 */
public record Outcome(Verdict verdict, int status, String said, Duration retryAfter) {
  /** Whether it has been taken, and if not, whether it ever will be. */
  public enum Verdict {
    /** The receiver has taken it. */
    TAKEN,
    /** The receiver will never take this very message. */
    REFUSED,
    /** It has not taken it now: it, or what we know of it, is in trouble. */
    LATER
  }

  /** There was no answer. */
  static Outcome unanswered(String why) {
    return new Outcome(Verdict.LATER, 0, why, null);
  }

  /** For people: status and answer. */
  @Override
  public String toString() {
    if (status == 0) {
      return said;
    }
    return said.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + said;
  }
}
