package io.tripline.history.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with columns in it: <code>{number}.{sys_mod_count}</code>.
 *
 * <p><code>{column}</code> is the row's own value, <code>{previous:column}</code> that of the row
 * before it in its group, <code>{first:column}</code> that of the group's first row, <code>{#}
 * </code> the line of the file, <code>{#id}</code> the row's name made of its identity, <code>{#n}
 * </code> which of the facts that a recipe makes of the row this is; <code>{{</code> is a brace. If
 * one of the values is nothing, so is the whole text.
 */
record Template(List<Piece> pieces) {
  private static final String LINE = "#";
  private static final String TIME = "#n";

  /** Whose value it is. */
  enum Scope {
    THIS(""),
    PREVIOUS("previous:"),
    FIRST("first:");

    private final String prefix;

    Scope(String prefix) {
      this.prefix = prefix;
    }
  }

  /** A piece of a template. */
  sealed interface Piece {}

  /** Text as it stands. */
  record Text(String text) implements Piece {}

  /** The value of a column. */
  record Column(Scope scope, String name) implements Piece {
    @Override
    public String toString() {
      return scope.prefix + name;
    }
  }

  /** The number of the row's line. */
  record LineNumber() implements Piece {}

  /** Which of the facts of a recipe that repeats itself it is. */
  record Time() implements Piece {}

  Template {
    pieces = List.copyOf(pieces);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if a brace is not closed or nothing stands in it; the message
   *     says so
   */
  static Template parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (text.startsWith("{{", at)) {
        plain.append('{');
        at += 2;
      } else if (character == '{') {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException(
              "has a '{' that is not closed; write {column}, or {{ for a brace");
        }
        if (!plain.isEmpty()) {
          pieces.add(new Text(plain.toString()));
          plain.setLength(0);
        }
        pieces.add(piece(text.substring(at + 1, end)));
        at = end + 1;
      } else {
        plain.append(character);
        at++;
      }
    }
    if (!plain.isEmpty() || pieces.isEmpty()) {
      pieces.add(new Text(plain.toString()));
    }
    return new Template(pieces);
  }

  private static Piece piece(String inside) {
    if (inside.equals(LINE)) {
      return new LineNumber();
    }
    if (inside.equals(TIME)) {
      return new Time();
    }
    Scope scope =
        inside.startsWith(Scope.PREVIOUS.prefix)
            ? Scope.PREVIOUS
            : inside.startsWith(Scope.FIRST.prefix) ? Scope.FIRST : Scope.THIS;
    String column = inside.substring(scope.prefix.length());
    if (column.isEmpty()) {
      throw new IllegalArgumentException("has braces without a column; write {column}");
    }
    return new Column(scope, column);
  }

  /** The columns it reads. */
  List<Column> columns() {
    return pieces.stream().filter(Column.class::isInstance).map(Column.class::cast).toList();
  }

  /** Whether it says the same of every row. */
  boolean constant() {
    return pieces.stream().allMatch(Text.class::isInstance);
  }

  /** Whether it says something else each time that a recipe repeats itself. */
  boolean tellsTimesApart() {
    return pieces.stream().anyMatch(Time.class::isInstance);
  }

  /** What it says of a row; null for nothing. */
  String of(RowInGroup row) {
    if (pieces.size() == 1 && pieces.get(0) instanceof Column column) {
      return row.value(column.scope(), column.name());
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      String part = part(piece, row);
      if (part == null) {
        return null;
      }
      text.append(part);
    }
    return text.toString();
  }

  private static String part(Piece piece, RowInGroup row) {
    if (piece instanceof Text text) {
      return text.text();
    }
    if (piece instanceof Column column) {
      return row.value(column.scope(), column.name());
    }
    return piece instanceof Time
        ? Integer.toString(row.time())
        : Long.toString(row.row().origin().line());
  }

  /** The columns it reads, for a message: {@code a, previous:b}; null if it reads none. */
  String columnNames() {
    List<String> names = columns().stream().map(Column::toString).distinct().toList();
    return names.isEmpty() ? null : String.join(", ", names);
  }
}
