package io.tripline.history;

import io.tripline.replay.BadReplayException;

/** A history that cannot be read as it is; the message says what to do about it. */
public final class BadHistoryException extends BadReplayException {
  private static final long serialVersionUID = 1L;

  /** With a message for whoever named the history. */
  public BadHistoryException(String message) {
    super(message);
  }
}
