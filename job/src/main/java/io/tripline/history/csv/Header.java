package io.tripline.history.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of an export, by name; names are kept as they are written, blanks and case too. */
final class Header {
  private final List<String> columns;
  private final Map<String, Integer> places = new HashMap<>();

  Header(List<String> columns) {
    this.columns = List.copyOf(columns);
    for (int place = 0; place < columns.size(); place++) {
      places.putIfAbsent(columns.get(place), place);
    }
  }

  List<String> columns() {
    return columns;
  }

  boolean has(String column) {
    return places.containsKey(column);
  }

  /** Columns that a mapping could mean twice: it is told, not left to guess. */
  List<String> repeated() {
    List<String> repeated = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      if (places.get(columns.get(place)) != place) {
        repeated.add(columns.get(place));
      }
    }
    return repeated;
  }

  int placeOf(String column) {
    return places.get(column);
  }
}
