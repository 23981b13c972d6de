package io.tripline.history;

/** A replay that cannot begin as it was asked for; the message says what to do about it. */
public final class BadHistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for whoever asked for the replay. */
  public BadHistoryException(String message) {
    super(message);
  }
}
