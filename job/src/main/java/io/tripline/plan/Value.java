package io.tripline.plan;

import java.util.List;
import java.util.Map;

/** A piece of a document, whatever it was written in: YAML, JSON or a record of the contract. */
public sealed interface Value {
  /** Where it stands. */
  Place place();

  /** What it is, for a message. */
  String described();

  /**
   * A single value, as text. How the text is to be read is for whoever asks for it, so that a
   * number keeps its digits and {@code 09:00} is not taken for minutes and seconds.
   *
   * @param kind what it looks like where it was written
   */
  record Scalar(Place place, Kind kind, String text) implements Value {
    private static final int LONGEST_SHOWN = 60;

    /** What a scalar looks like. */
    public enum Kind {
      TEXT,
      NUMBER,
      FLAG,
      NOTHING
    }

    @Override
    public String described() {
      String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
      return switch (kind) {
        case TEXT -> '"' + shown.replaceAll("\\p{Cntrl}", " ") + '"';
        case NUMBER -> "the number " + shown;
        case FLAG -> shown;
        case NOTHING -> "empty";
      };
    }
  }

  /** A list. */
  record Items(Place place, List<Value> values) implements Value {
    @Override
    public String described() {
      return "a list";
    }
  }

  /** Keys with values, in their order. */
  record Mapping(Place place, Map<String, Entry> entries) implements Value {
    @Override
    public String described() {
      return "a mapping of keys to values";
    }
  }

  /**
   * A value under a key.
   *
   * @param place of the key
   */
  record Entry(Place place, Value value) {}
}
