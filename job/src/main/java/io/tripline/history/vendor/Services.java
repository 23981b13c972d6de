package io.tripline.history.vendor;

import java.util.Map;

/**
 * Which service something belongs to that an export calls by a name of its own.
 *
 * @param table what each name stands for; null if the names are the services' own
 * @param otherwise the service of a name that is not in the table and of what has no name; null if
 *     such rows are to be refused
 */
public record Services(Map<String, String> table, String otherwise) {
  private static final String TABLE = "services";

  /** Copies. */
  public Services {
    table = table == null ? null : Map.copyOf(table);
  }

  /** The export's names are those of the services, and a row without one is refused. */
  public static Services asNamed() {
    return new Services(null, null);
  }

  /** The name of the table, for a mapping; nothing if there is none. */
  String tableName() {
    return table == null ? "" : TABLE;
  }

  /** The tables of a mapping that needs no other. */
  Map<String, Map<String, String>> tables() {
    return table == null ? Map.of() : Map.of(TABLE, table);
  }

  /** The service of unknown names, for a mapping; nothing if there is none. */
  String otherwiseName() {
    return otherwise == null ? "" : otherwise;
  }

  /** What to say of it to people. */
  String described(String what) {
    String named =
        table == null
            ? "The service is named like the " + what
            : "The service is that of the " + what + " in the table";
    return otherwise == null
        ? named + "; a row without one is refused."
        : named + "; without one it is " + otherwise + ".";
  }
}
