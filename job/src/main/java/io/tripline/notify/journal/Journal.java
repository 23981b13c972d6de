package io.tripline.notify.journal;

import io.tripline.notify.alert.Notice;
import io.tripline.notify.delivery.Outcome;
import java.time.Duration;

/** Told what happens, by several threads. */
public interface Journal {
  /** A receiver has taken what it was to be told of a notice. */
  void delivered(String receiver, Notice notice);

  /** A receiver will never take what it was to be told of a notice: it is a dead letter. */
  void refused(String receiver, Notice notice, Outcome outcome);

  /**
   * What stands at a place in the topic cannot be read: it is a dead letter.
   *
   * @param place as {@code topic-partition@offset}
   */
  void unreadable(String receiver, String place, String why);

  /** A notice is not for a receiver, or was heard before. */
  void passedOver(String receiver, Notice notice);

  /**
   * Something could not be sent now, and will be tried again.
   *
   * @param failures in a row, this one among them
   */
  void waiting(String receiver, String why, int failures, Duration pause);

  /** What was open has been sent again. */
  void resent(String receiver, int messages);

  /**
   * How a receiver's consumer stands after each round.
   *
   * @param open alerts, whether the receiver is told of them or not
   * @param behind events that stand in the topic and are not dealt with
   * @param blocked for how long it could not be sent anything; zero if it can
   */
  void stands(String receiver, int open, long behind, Duration blocked);
}
