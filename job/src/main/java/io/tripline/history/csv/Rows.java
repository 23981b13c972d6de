package io.tripline.history.csv;

import io.tripline.plan.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is made of the rows of an export, taken in one order and in groups.
 *
 * @param name for summaries and messages
 * @param export the export that the rows are of, by its name in the mapping
 * @param by columns whose values name a row's group; empty for one group of all
 * @param order what the rows of a group are sorted by; rows that are equal in it, and all rows
 *     without it, stay in the order of the files
 * @param firstOf if not empty, only the first row of a group with each combination of values of
 *     these columns is used
 * @param columns every column that is read, and where the mapping says so
 */
record Rows(
    String name,
    String export,
    List<String> by,
    List<Sorting> order,
    List<String> firstOf,
    List<FactRecipe> facts,
    List<ColumnUse> columns) {

  /** What a column is sorted as. */
  enum SortedAs {
    TEXT,
    NUMBER,
    TIME
  }

  /** A column that rows are sorted by; a row without a value in it is refused. */
  record Sorting(String column, SortedAs as, NumberFormat numbers, TimeFormat times) {

    /** What the row is sorted by. */
    Comparable<?> key(RowInGroup row) throws RowFault {
      String text = row.value(Template.Scope.THIS, column);
      if (text == null) {
        throw new RowFault("MISSING_FIELD", column, "the rows are sorted by it, and it is empty");
      }
      return switch (as) {
        case TEXT -> text;
        case NUMBER -> numbers.parse(text, column);
        case TIME -> times.parse(text, column);
      };
    }
  }

  /** A column that is read. */
  record ColumnUse(String column, Place place) {}

  Rows {
    by = List.copyOf(by);
    order = List.copyOf(order);
    firstOf = List.copyOf(firstOf);
    facts = List.copyOf(facts);
    columns = List.copyOf(columns);
  }

  /** A row with what it is sorted by. */
  record Keyed(Row row, List<Comparable<?>> keys) {}

  /**
   * Reads what a row is sorted by.
   *
   * @throws RowFault if the row does not have it
   */
  Keyed keyed(RowInGroup row) throws RowFault {
    List<Comparable<?>> keys = new ArrayList<>(order.size());
    for (Sorting sorting : order) {
      keys.add(sorting.key(row));
    }
    return new Keyed(row.row(), keys);
  }

  /** The order within a group. */
  Comparator<Keyed> comparator() {
    return (one, other) -> {
      for (int i = 0; i < order.size(); i++) {
        int difference = compare(one.keys().get(i), other.keys().get(i), order.get(i).as());
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    };
  }

  private static int compare(Comparable<?> one, Comparable<?> other, SortedAs as) {
    return switch (as) {
      case TEXT -> ((String) one).compareTo((String) other);
      case NUMBER -> ((BigDecimal) one).compareTo((BigDecimal) other);
      case TIME -> ((Instant) one).compareTo((Instant) other);
    };
  }
}
