package io.tripline.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An event that is not the same in two runs.
 *
 * @param fields the names of the fields that differ; empty unless it is in both
 * @param expected the event in its JSON form where it was expected, or null
 * @param got the event in its JSON form where it was looked for, or null
 */
public record Difference(Kind kind, List<String> fields, String expected, String got) {
  /** How it differs. */
  public enum Kind {
    /** Expected, and not there. */
    MISSING,
    /** There, and not expected. */
    EXTRA,
    /** There, but with other fields. */
    CHANGED
  }

  static Difference missing(ObjectNode event) {
    return new Difference(Kind.MISSING, List.of(), event.toString(), null);
  }

  static Difference extra(ObjectNode event) {
    return new Difference(Kind.EXTRA, List.of(), null, event.toString());
  }

  static Difference changed(ObjectNode expected, ObjectNode got, List<String> fields) {
    return new Difference(Kind.CHANGED, fields, expected.toString(), got.toString());
  }
}
