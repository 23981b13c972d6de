package io.tripline.history;

import io.tripline.ledger.fact.Feed;
import java.util.Comparator;

/**
 * Where something refused stands, and why it was refused.
 *
 * @param file relative to the history directory
 * @param line from 1; 0 for a whole file
 * @param reason a code of the contract
 * @param field the path of the field at fault, or null
 * @param message for a person
 */
record Rejection(Feed feed, String file, long line, String reason, String field, String message) {
  /** Feed by feed, file by file, line by line. */
  static final Comparator<Rejection> ORDER =
      Comparator.comparing(Rejection::feed)
          .thenComparing(Rejection::file)
          .thenComparingLong(Rejection::line);
}
