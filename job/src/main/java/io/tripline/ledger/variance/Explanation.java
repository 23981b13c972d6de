package io.tripline.ledger.variance;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import java.util.List;

/**
 * What is behind a variance.
 *
 * @param leaves parts that sum to it exactly, in the order in which they are listed
 * @param flows who was diverted where, gross: out before in, by person, role and service
 * @param accrued micros of planned spend counted because the bill has not come yet
 */
record Explanation(List<Leaf> leaves, List<Flow> flows, long accrued) {
  /** Nothing. */
  static final Explanation NONE = new Explanation(List.of(), List.of(), 0);
}
