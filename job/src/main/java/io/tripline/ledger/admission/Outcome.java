package io.tripline.ledger.admission;

/** What became of a fact that was read; every fact has exactly one outcome. */
public enum Outcome {
  /** It counts, at the tick that its known time says. */
  APPLIED,
  /** The same identity counts already. */
  DUPLICATE,
  /** It counts, but at a later tick than its known time says: that one was over. */
  LATE,
  /** It does not count, for a {@link RefusalReason}. */
  REFUSED,
  /** It became known after the interval that is replayed. */
  AFTER_INTERVAL
}
