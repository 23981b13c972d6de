package io.tripline.history.csv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of an export, as it was read. */
final class Row {
  private final ExportFile file;
  private final int sequence;
  private final long line;
  private final List<String> values;

  /**
   * Keeps a row.
   *
   * @param sequence how many rows of any file were read before it
   * @param line the line of the file that it starts on, counted from 1, the header being the first
   * @param values one for each column of the file
   */
  Row(ExportFile file, int sequence, long line, List<String> values) {
    this.file = file;
    this.sequence = sequence;
    this.line = line;
    this.values = values;
  }

  ExportFile file() {
    return file;
  }

  int sequence() {
    return sequence;
  }

  long line() {
    return line;
  }

  /** What stands in a column of the file, even if that is a mark for nothing. */
  String value(String column) {
    return values.get(file.header().placeOf(column));
  }

  /** The row whole, column by column; values beyond the last column are named by their number. */
  Map<String, String> whole() {
    List<String> columns = file.header().columns();
    Map<String, String> whole = new LinkedHashMap<>();
    for (int place = 0; place < values.size(); place++) {
      String name = place < columns.size() ? columns.get(place) : "#" + (place + 1);
      whole.put(whole.containsKey(name) ? name + "#" + (place + 1) : name, values.get(place));
    }
    return whole;
  }
}
