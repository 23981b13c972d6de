package io.tripline.backtest.report;

import io.tripline.ledger.fact.Fact;

/**
 * Something that somebody knows to have happened: what a good plan finds.
 *
 * @param number from 0, in the order of the file
 * @param subject the target or rule that should have found it, or {@code *} for any
 * @param onset when it began, in milliseconds since the epoch
 * @param end when it was over, exclusive; null for at the end of the run or later
 * @param note for people, may be empty
 */
public record Label(
    int number, String serviceId, String subject, long onset, Long end, String note) {
  /** The subject that stands for any. */
  public static final String ANY = "*";

  /** Whether a target or rule is one that should have found it. */
  boolean isFor(String subjectId) {
    return subject.equals(ANY) || subject.equals(subjectId);
  }

  /** Whether a fact is the kind of fact that could show it. */
  boolean isSeenIn(Fact fact) {
    Long reaches = KnownLabel.reaches(fact);
    return reaches != null
        && reaches > onset
        && fact.recordedAt() >= onset
        && fact.serviceId().equals(serviceId);
  }

  /** Whether something said at a tick can be about it. */
  boolean covers(long tick) {
    return tick > onset && (end == null || tick <= end);
  }
}
