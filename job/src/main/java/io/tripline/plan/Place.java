package io.tripline.plan;

/**
 * Where in a document something stands.
 *
 * @param path the way to it from the top, such as {@code targets[1].warn}; empty at the top
 * @param line counted from 1; 0 in a document without lines
 * @param column counted from 1; 0 in a document without lines
 */
public record Place(String path, int line, int column) {
  /** The top of a document without lines. */
  public static final Place TOP = new Place("", 0, 0);

  /** For a terminal, in the form that editors jump by: {@code file:line:column}. */
  public String in(String file) {
    return line == 0 ? file : file + ':' + line + ':' + column;
  }

  /** The place of a field, in a document without lines. */
  public Place field(String name) {
    return new Place(pathOf(name), 0, 0);
  }

  /** The place of an item of a list, counted from 0, in a document without lines. */
  public Place item(int index) {
    return new Place(pathOf(index), 0, 0);
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  String pathOf(int index) {
    return path + '[' + index + ']';
  }
}
