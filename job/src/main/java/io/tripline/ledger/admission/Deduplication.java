package io.tripline.ledger.admission;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import java.time.Instant;

/**
 * Lets each fact count once. Of facts with the same (feed, source, eventId) within seven days of
 * known time, inclusive, the first counts. An identity is remembered by every fact that this class
 * lets pass, whatever becomes of it later.
 */
public final class Deduplication {
  /** What {@link #decide} says. */
  public enum Kind {
    COUNTS,
    DUPLICATE,
    REFUSED
  }

  /**
   * The answer.
   *
   * @param objection why it is refused, else null
   */
  public record Verdict(Kind kind, Objection objection) {
    private static final Verdict COUNTS = new Verdict(Kind.COUNTS, null);
    private static final Verdict DUPLICATE = new Verdict(Kind.DUPLICATE, null);
  }

  private final CountedIdentities counted;

  public Deduplication(CountedIdentities counted) {
    this.counted = counted;
  }

  /**
   * Decides on the next fact; facts are to come tick by tick, and within a tick in {@link
   * KnownOrder}.
   *
   * @param tick the tick at which the fact is known
   */
  public Verdict decide(Fact fact, long tick) {
    Identity identity = Identity.of(fact);
    if (counted.hasNear(identity, fact.recordedAt())) {
      return Verdict.DUPLICATE;
    }
    Objection objection = tooOldToCount(fact, tick);
    if (objection != null) {
      return new Verdict(Kind.REFUSED, objection);
    }
    counted.add(identity, fact.recordedAt());
    return Verdict.COUNTS;
  }

  private static Objection tooOldToCount(Fact fact, long tick) {
    if (fact instanceof TicketChanged changed
        && changed.change() == TicketChange.HANDED_OFF
        && changed.occurredAt() < tick - Slices.HORIZON) {
      return new Objection(
          RefusalReason.TOO_OLD,
          "occurredAt",
          "occurredAt "
              + Instant.ofEpochMilli(changed.occurredAt())
              + " of a hand-off is more than 8 days before "
              + Instant.ofEpochMilli(tick)
              + ", when it is known; it changes nothing any more");
    }
    return null;
  }
}
