package io.tripline.history.csv;

import java.util.Objects;
import java.util.Set;

/** What must hold of a row for a fact to be made of it. */
sealed interface Condition {

  /**
   * Whether it holds.
   *
   * @throws RowFault if a table does not know a value
   */
  boolean holds(RowInGroup row) throws RowFault;

  /** The value is one of some texts, or none of them; nothing is none of them. */
  record OneOf(Lookup value, Set<String> texts, boolean wanted) implements Condition {
    @Override
    public boolean holds(RowInGroup row) throws RowFault {
      String text = value.of(row);
      return (text != null && texts.contains(text)) == wanted;
    }
  }

  /** There is a value, or there is none. */
  record Present(Lookup value, boolean wanted) implements Condition {
    @Override
    public boolean holds(RowInGroup row) throws RowFault {
      return (value.of(row) != null) == wanted;
    }
  }

  /** Two values are the same text, or are not; nothing is the same as nothing. */
  record Same(Lookup value, Template other, boolean wanted) implements Condition {
    @Override
    public boolean holds(RowInGroup row) throws RowFault {
      return Objects.equals(value.of(row), other.of(row)) == wanted;
    }
  }
}
