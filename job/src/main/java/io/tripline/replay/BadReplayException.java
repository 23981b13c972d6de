package io.tripline.replay;

/** A replay that cannot begin as it was asked for; the message says what to do about it. */
public class BadReplayException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for whoever asked for the replay. */
  public BadReplayException(String message) {
    super(message);
  }
}
