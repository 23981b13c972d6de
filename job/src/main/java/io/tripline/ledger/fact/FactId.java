package io.tripline.ledger.fact;

import java.util.Comparator;

/**
 * The identity of a fact within its feed: who reported it and the name they gave it. Two facts of
 * one feed with equal identities within seven days of known time are duplicates.
 *
 * @param source the system that reported the fact, not blank
 * @param eventId the fact's name within its source, not blank
 */
public record FactId(String source, String eventId) implements Comparable<FactId> {
  private static final Comparator<FactId> ORDER =
      Comparator.comparing(FactId::eventId).thenComparing(FactId::source);

  /** By event id, then source: the tie-break of facts known at the same instant. */
  @Override
  public int compareTo(FactId other) {
    return ORDER.compare(this, other);
  }
}
