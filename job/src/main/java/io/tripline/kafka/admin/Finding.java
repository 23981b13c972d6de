package io.tripline.kafka.admin;

/**
 * Something that is not as it ought to be.
 *
 * @param subject the topic, or what else it is about
 * @param message what is wrong, and what to do
 */
public record Finding(Severity severity, String subject, String message) {
  /** Whether the job can do its work all the same. */
  public enum Severity {
    /** Facts or results are lost, or the job fails, at once or some day. */
    ERROR,
    /** It works, with less safety than one would think. */
    WARNING
  }

  static Finding error(String subject, String message) {
    return new Finding(Severity.ERROR, subject, message);
  }

  static Finding warning(String subject, String message) {
    return new Finding(Severity.WARNING, subject, message);
  }

  /** Whether it has to be mended. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One line for a terminal. */
  @Override
  public String toString() {
    return subject + ": " + (isError() ? "" : "warning: ") + message;
  }
}
