package io.tripline.backtest.sweep;

import io.tripline.replay.BadReplayException;

/** A sweep that cannot be meant; the message says what to write instead. */
public final class BadSweepException extends BadReplayException {
  private static final long serialVersionUID = 1L;

  /** With a message for whoever asked for the sweep. */
  public BadSweepException(String message) {
    super(message);
  }
}
