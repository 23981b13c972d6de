package io.tripline.plan;

/**
 * Something wrong with a document.
 *
 * @param message what is wrong and what to write instead, for a person
 */
public record Problem(Severity severity, Place place, String message) {
  /** Whether the document can be used all the same. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** One line for a terminal, in the form that editors jump by: {@code file:line:column: …}. */
  public String in(String file) {
    return place.in(file) + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
  }
}
