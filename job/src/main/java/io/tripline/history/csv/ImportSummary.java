package io.tripline.history.csv;

import java.util.List;
import java.util.Map;

/**
 * What an import came to.
 *
 * @param exports each file; its rows add up: {@code rows = used + withoutFacts + refused}
 * @param sorted of each entry of the mapping's {@code rows}, how many rows stood right behind one
 *     of their group that comes after them
 * @param refused how many rows for each reason
 * @param facts how many facts of each type were written
 * @param factsOutOfOrder of each feed, how many facts stood, in the exports' order, right behind
 *     one that became known later
 */
public record ImportSummary(
    List<Export> exports,
    Map<String, Long> sorted,
    Map<String, Long> refused,
    Map<String, Long> facts,
    Map<String, Long> factsOutOfOrder) {

  /**
   * A file.
   *
   * @param file as it was given
   * @param kind which of the mapping's exports it is
   * @param rows how many it holds, its header apart
   * @param used how many of them made at least one fact
   * @param withoutFacts how many make none by the mapping's conditions
   * @param refused how many cannot be used
   */
  public record Export(
      String file, String kind, long rows, long used, long withoutFacts, long refused) {}

  /** Copies. */
  public ImportSummary {
    exports = List.copyOf(exports);
  }

  /** How many facts were written. */
  public long factsWritten() {
    return facts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many rows were refused. */
  public long rowsRefused() {
    return exports.stream().mapToLong(Export::refused).sum();
  }
}
