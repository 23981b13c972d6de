package io.tripline.history.csv;

import java.math.BigDecimal;
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
 * @param rounding by fact and field, such as {@code CostRecorded.amount}, what rounding took off in
 *     all
 * @param assumed what the exports do not say and the history takes for granted, for people
 */
public record ImportSummary(
    List<Export> exports,
    Map<String, Long> sorted,
    Map<String, Long> refused,
    Map<String, Long> facts,
    Map<String, Long> factsOutOfOrder,
    Map<String, Rounding> rounding,
    List<String> assumed) {

  /**
   * What rounding took off a field of all facts.
   *
   * @param facts how many were rounded
   * @param lost what they would be in all, less what they are, as a decimal
   * @param most by how much one was rounded at most, either way
   */
  public record Rounding(long facts, String lost, String most) {
    static Rounding of(BigDecimal lost) {
      return new Rounding(1, lost.toPlainString(), lost.abs().toPlainString());
    }

    Rounding plus(Rounding other) {
      return new Rounding(
          facts + other.facts,
          new BigDecimal(lost).add(new BigDecimal(other.lost)).toPlainString(),
          new BigDecimal(most).max(new BigDecimal(other.most)).toPlainString());
    }
  }

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
    assumed = List.copyOf(assumed);
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
