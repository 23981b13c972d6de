package io.tripline.history.csv;

/** An import that cannot be done with what it was given; the message says what to do about it. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do about it. */
  public ImportException(String message) {
    super(message);
  }

  /** Says what is wrong and what to do about it. */
  public ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
