package io.tripline.plan;

/** Says of a single value why it cannot be read; the message goes on after "'key' is value". */
final class Wrong extends Exception {
  private static final long serialVersionUID = 1L;

  Wrong(String message) {
    super(message);
  }
}
