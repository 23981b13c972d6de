package io.tripline.plan;

/** Says of a single value why it cannot be read; the message goes on after "'key' is value". */
public final class Wrong extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why; the message goes on after "'key' is value, ". */
  public Wrong(String message) {
    super(message);
  }
}
