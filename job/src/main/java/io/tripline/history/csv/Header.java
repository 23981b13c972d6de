package io.tripline.history.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of an export, by name; names are kept as they are written, blanks and case too. What
 * a mapping calls a column by a name of its own can be asked for by that name as well.
 */
final class Header {
  private final List<String> columns;
  private final Set<String> nulls;
  private final Set<String> absent = new HashSet<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** The columns of a table that no mapping says anything of. */
  Header(List<String> columns) {
    this.columns = List.copyOf(columns);
    this.nulls = Set.of();
    placeColumns();
  }

  /**
   * The columns of a file.
   *
   * @param export what the mapping says of them
   * @param nulls what stands in a column for nothing
   */
  Header(List<String> columns, Mapping.Export export, Set<String> nulls) {
    this.columns = List.copyOf(columns);
    this.nulls = Set.copyOf(nulls);
    placeColumns();
    export.names().forEach(this::call);
    export.optional().stream().filter(column -> !has(column)).forEach(absent::add);
    if (!export.identity().isEmpty()) {
      absent.add(Row.ID);
    }
  }

  private void placeColumns() {
    for (int place = 0; place < columns.size(); place++) {
      places.putIfAbsent(columns.get(place), place);
    }
  }

  /** A name of the mapping's own stands for the first of these columns that there is. */
  private void call(String name, List<String> candidates) {
    candidates.stream()
        .filter(places::containsKey)
        .findFirst()
        .ifPresent(column -> places.putIfAbsent(name, places.get(column)));
  }

  List<String> columns() {
    return columns;
  }

  /** What stands in a column for nothing. */
  Set<String> nulls() {
    return nulls;
  }

  boolean has(String column) {
    return places.containsKey(column);
  }

  /** Whether it may be asked for: it is there, or it may be missing. */
  boolean mayHave(String column) {
    return has(column) || absent.contains(column);
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

  /** Where a column stands, from 0; -1 if there is none. */
  int placeOf(String column) {
    return places.getOrDefault(column, -1);
  }
}
