package io.tripline.history.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of an export, perhaps with columns that an importer added. Several rows may be of one piece
 * of an export; they are used together or refused together.
 */
public final class Row {
  /** The column that says which row it is, if the mapping says what tells rows apart. */
  static final String ID = "#id";

  private final Origin origin;
  private final Header header;
  private final List<String> values;
  private final Map<String, String> added;

  /**
   * The piece of an export that a row is of. Two are the same only if they are one object.
   *
   * <p>Its sequence is how many of any file were read before it; its line is the line of the file
   * that it starts on, counted from 1.
   */
  static final class Origin {
    private final Source source;
    private final int sequence;
    private final long line;
    private final String place;
    private final Map<String, String> whole;

    Origin(Source source, int sequence, long line, String place, Map<String, String> whole) {
      this.source = source;
      this.sequence = sequence;
      this.line = line;
      this.place = place;
      this.whole = whole;
    }

    Source source() {
      return source;
    }

    int sequence() {
      return sequence;
    }

    long line() {
      return line;
    }

    /** Where in the document it stands, as a JSON pointer; null in a table. */
    String place() {
      return place;
    }

    /** All of it, as it was read. */
    Map<String, String> whole() {
      return whole;
    }
  }

  /**
   * A file, as a kind of export.
   *
   * @param export what the mapping calls it
   */
  record Source(Path path, String export) {}

  Row(Origin origin, Header header, List<String> values, Map<String, String> added) {
    this.origin = origin;
    this.header = header;
    this.values = values;
    this.added = added;
  }

  Origin origin() {
    return origin;
  }

  /** The file that it was read from. */
  public Path file() {
    return origin.source().path();
  }

  int columns() {
    return header.columns().size();
  }

  /** What a column says; null for nothing, and for a column that may be missing and is. */
  public String value(String column) {
    if (added.containsKey(column)) {
      return added.get(column);
    }
    int place = header.placeOf(column);
    if (place < 0 || place >= values.size()) {
      return null;
    }
    String value = values.get(place);
    return header.nulls().contains(value) ? null : value;
  }

  /** All that stands in columns of one name, from left to right, but for nothing. */
  public List<String> values(String column) {
    List<String> all = new ArrayList<>();
    for (int place = 0; place < values.size() && place < columns(); place++) {
      String value = values.get(place);
      if (header.columns().get(place).equals(column) && !header.nulls().contains(value)) {
        all.add(value);
      }
    }
    return all;
  }

  /** The same row with more columns; null is nothing. */
  public Row with(Map<String, String> columns) {
    Map<String, String> more = new LinkedHashMap<>(added);
    more.putAll(columns);
    return new Row(origin, header, values, more);
  }

  /** Column by column; values beyond the last column are named by their number. */
  static Map<String, String> whole(Header header, List<String> values) {
    List<String> columns = header.columns();
    Map<String, String> whole = new LinkedHashMap<>();
    for (int place = 0; place < values.size(); place++) {
      String name = place < columns.size() ? columns.get(place) : "#" + (place + 1);
      whole.put(whole.containsKey(name) ? name + "#" + (place + 1) : name, values.get(place));
    }
    return whole;
  }
}
