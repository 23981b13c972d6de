package io.tripline.history.csv;

import java.util.Map;

/**
 * A template, and the table, if any, that its text is looked up in.
 *
 * @param tableName null without a table
 * @param table what each text stands for; empty without a table
 * @param otherwise what stands for a text that the table does not know, and for nothing; or null
 */
record Lookup(Template template, String tableName, Map<String, String> table, String otherwise) {

  /** Text as it stands. */
  static Lookup plain(Template template) {
    return new Lookup(template, null, Map.of(), null);
  }

  /** Whether it says the same of every row, so that a person wrote it into the mapping. */
  boolean constant() {
    return tableName == null && template.constant();
  }

  /**
   * What it says of a row; null for nothing.
   *
   * @throws RowFault if the table does not know the text
   */
  String of(RowInGroup row) throws RowFault {
    String text = template.of(row);
    if (text == null || tableName == null) {
      return text == null ? otherwise : text;
    }
    String found = table.getOrDefault(text, otherwise);
    if (found == null) {
      throw new RowFault(
          "NOT_IN_TABLE",
          template.columnNames(),
          "'%s' is not in the table '%s'".formatted(text, tableName));
    }
    return found;
  }
}
