package io.tripline.history.csv;

import io.tripline.history.csv.Row.Origin;
import io.tripline.history.csv.Row.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that were read, by the name of their export, and those of them that cannot be used.
 *
 * <p>An importer may put rows of its own in the place of those that were read: with columns added,
 * several for one, or joined with others.
 */
public final class Tables {
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();
  private final Map<Source, Long> read = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private int sequence;

  /** Whether rows of an export were read, or put there. */
  public boolean has(String export) {
    return rows.containsKey(export);
  }

  /** The rows of an export, in the order in which they were read. */
  public List<Row> rows(String export) {
    return List.copyOf(rows.getOrDefault(export, List.of()));
  }

  /** Puts rows in the place of those of an export. */
  public void put(String export, List<Row> made) {
    rows.put(export, new ArrayList<>(made));
  }

  /** Says that a file is of an export, even if nothing is in it. */
  public void expect(Path file, String export) {
    read.putIfAbsent(new Source(file, export), 0L);
    rows.computeIfAbsent(export, name -> new ArrayList<>());
  }

  /**
   * Adds what was read from a document that is no table.
   *
   * @param line on which it starts, counted from 1
   * @param place where in the document it stands, as a JSON pointer
   * @param whole all of it, to be shown if it is refused
   * @param columns what it says; null is nothing
   */
  public Row add(
      Path file,
      String export,
      long line,
      String place,
      String whole,
      Map<String, String> columns) {
    Origin origin = origin(file, export, line, place, Map.of("json", whole));
    Row row = new Row(origin, new Header(List.of()), List.of(), new LinkedHashMap<>(columns));
    rows.get(export).add(row);
    return row;
  }

  /** Adds a row of a table. */
  Row add(ExportFile file, RowIds ids, long line, List<String> values) {
    Header header = file.header();
    Origin origin =
        origin(file.path(), file.export().name(), line, null, Row.whole(header, values));
    Row row = new Row(origin, header, values, Map.of());
    String id = values.size() == row.columns() ? ids.next(row) : null;
    Row named = id == null ? row : row.with(Map.of(Row.ID, id));
    rows.get(file.export().name()).add(named);
    return named;
  }

  private Origin origin(
      Path file, String export, long line, String place, Map<String, String> whole) {
    expect(file, export);
    Source source = new Source(file, export);
    read.merge(source, 1L, Long::sum);
    return new Origin(source, sequence++, line, place, whole);
  }

  /** Sets a row aside: whatever it says, and all rows of the same piece, is not used. */
  public void refuse(Row row, RowFault fault) {
    refusals.refuse(row.origin(), row.origin().source().export(), fault);
  }

  /** Whether a row was set aside. */
  public boolean refused(Row row) {
    return refusals.has(row.origin());
  }

  /** How many rows were read, of which files. */
  Map<Source, Long> read() {
    return read;
  }

  Refusals refusals() {
    return refusals;
  }
}
