package io.tripline.history.csv;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names for the rows of a file that have none: a digest of the columns that tell rows apart and,
 * since some rows may agree in all of them, which of those it is. Columns without a value do not
 * count, so that a column that a later export adds changes no name; nor does where the row stands.
 */
final class RowIds {
  private static final int BYTES = 16;

  private final List<String> columns;
  private final Map<String, Integer> seen = new HashMap<>();

  RowIds(List<String> columns) {
    this.columns = columns;
  }

  /** The name of the next row of the file; null if rows are not to be named. */
  String next(Row row) {
    if (columns.isEmpty()) {
      return null;
    }
    MessageDigest digest = sha256();
    for (String column : columns) {
      String value = row.value(column);
      if (value != null) {
        update(digest, column);
        update(digest, value);
      }
    }
    String name = HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    return name + '/' + seen.merge(name, 1, Integer::sum);
  }

  /** With its length before it, so that no two lists of texts look the same. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
