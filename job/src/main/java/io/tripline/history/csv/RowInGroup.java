package io.tripline.history.csv;

/**
 * A row among the rows of its group: all that a recipe may look at. There is no way to a later row,
 * so a fact cannot know what became known after it — unless the export wrote it into an earlier
 * row, which only the author of a mapping can see.
 *
 * @param previous the row before it in the group, or null
 * @param first the first row of the group, which may be the row itself
 * @param time which of the facts that it makes by the same recipe this is, from 1
 */
record RowInGroup(Row row, Row previous, Row first, int time) {

  /** The row, for the first fact of each recipe. */
  RowInGroup(Row row, Row previous, Row first) {
    this(row, previous, first, 1);
  }

  /** The row, for another fact of the same recipe. */
  RowInGroup atTime(int other) {
    return new RowInGroup(row, previous, first, other);
  }

  /** What a column says, in the row that the scope names; null for nothing. */
  String value(Template.Scope scope, String column) {
    Row asked =
        switch (scope) {
          case THIS -> row;
          case PREVIOUS -> previous;
          case FIRST -> first;
        };
    return asked == null ? null : asked.value(column);
  }
}
