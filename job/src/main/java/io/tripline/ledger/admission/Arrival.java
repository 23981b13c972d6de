package io.tripline.ledger.admission;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Fact;
import java.time.Instant;

/**
 * When a fact counts, decided as it arrives.
 *
 * @param tick the tick at which it is known
 * @param late whether the tick that its known time says was over
 * @param objection what speaks against it, or null; then the rest means nothing
 */
public record Arrival(long tick, boolean late, Objection objection) {

  /**
   * Looks at a fact that arrives.
   *
   * @param watermark nothing recorded up to this time was expected to arrive any more; {@link
   *     Long#MIN_VALUE} while nothing is known
   */
  public static Arrival of(Fact fact, long watermark, Slices slices) {
    long recordedAt = fact.recordedAt();
    if (watermark != Long.MIN_VALUE
        && recordedAt < watermark - CountedIdentities.DUPLICATE_WITHIN) {
      return new Arrival(0, false, tooLate(recordedAt, watermark));
    }
    long tick = slices.tickKnowing(recordedAt);
    long nextTick = nextTick(watermark, slices);
    return tick >= nextTick ? new Arrival(tick, false, null) : new Arrival(nextTick, true, null);
  }

  /**
   * The first tick still to come: the one of a fact recorded just after the watermark.
   *
   * @return {@link Long#MIN_VALUE} while no tick is over
   */
  public static long nextTick(long watermark, Slices slices) {
    return watermark == Long.MIN_VALUE ? Long.MIN_VALUE : slices.tickKnowing(watermark + 1);
  }

  private static Objection tooLate(long recordedAt, long watermark) {
    return new Objection(
        RefusalReason.TOO_OLD,
        "recordedAt",
        "recordedAt "
            + Instant.ofEpochMilli(recordedAt)
            + " is more than 7 days behind "
            + Instant.ofEpochMilli(watermark)
            + ", up to which everything was taken as known; send the fact anew under a new"
            + " recordedAt");
  }
}
