package io.tripline.history;

import io.tripline.ledger.Slices;
import io.tripline.outlet.People;
import java.nio.file.Path;

/**
 * What to replay.
 *
 * @param history the directory to read
 * @param out the directory to write into; made if it is not there
 * @param from the known time to evaluate from, in milliseconds since the epoch, or null for the
 *     first fact's
 * @param to the known time to replay to, exclusive, or null for the last fact's
 * @param currency the one currency, as a code of ISO 4217
 * @param parallelism how many threads share the work; changes nothing of what is written
 * @param slices the grid of time
 * @param people how they are named in what is written; where they are not by their ids, what was
 *     refused is not shown either
 */
public record ReplayRequest(
    Path history,
    Path out,
    Long from,
    Long to,
    String currency,
    int parallelism,
    Slices slices,
    People people) {
  /** With people named by their ids. */
  public ReplayRequest(
      Path history, Path out, Long from, Long to, String currency, int parallelism, Slices slices) {
    this(history, out, from, to, currency, parallelism, slices, People.NAMED);
  }
}
