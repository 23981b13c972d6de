package io.tripline.ledger.admission;

import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import java.util.ArrayList;
import java.util.List;

/**
 * The identities of the facts that counted, and when each was recorded: 24 bytes a fact, in
 * generations of one day of known time that are dropped whole.
 *
 * <p>A generation is an array of triples (high, low, recordedAt), sorted by identity and then by
 * time, in which an identity is found by bisection. It is never changed in place: a checkpoint may
 * be reading it.
 */
public final class CountedIdentities {
  /** Facts with the same identity this far apart, inclusive, are duplicates: 7 days. */
  public static final long DUPLICATE_WITHIN = 7 * Slices.DAY;

  /**
   * How long after its end a generation may still be asked for. A fact is admitted up to 7 days
   * behind the watermark and compared with those up to 7 days before it; a day more leaves room for
   * the tick at which it counts.
   */
  static final long KEPT_AFTER = 2 * DUPLICATE_WITHIN + Slices.DAY;

  private static final int STRIDE = 3;

  private final Shelf<Long, long[]> generations;

  /**
   * Identities kept on a shelf.
   *
   * @param generations by the number of the day since the epoch
   */
  public CountedIdentities(Shelf<Long, long[]> generations) {
    this.generations = generations;
  }

  /** Whether a fact of this identity, recorded at most 7 days before or after, counts already. */
  public boolean hasNear(Identity identity, long recordedAt) {
    long last = generationOf(recordedAt + DUPLICATE_WITHIN);
    for (long day = generationOf(recordedAt - DUPLICATE_WITHIN); day <= last; day++) {
      long[] generation = generations.get(day);
      if (generation != null && hasNear(generation, identity, recordedAt)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers a fact that counts. */
  public void add(Identity identity, long recordedAt) {
    long day = generationOf(recordedAt);
    long[] before = generations.get(day);
    generations.put(
        day,
        before == null ? triple(identity, recordedAt) : inserted(before, identity, recordedAt));
  }

  /** Forgets the generations that no fact known at this tick or later is compared with. */
  public void forgetBefore(long tick) {
    if (tick % Slices.DAY != 0) {
      return; // Generations are of whole days: none can have become forgettable since midnight.
    }
    List<Long> gone = new ArrayList<>();
    for (long day : generations.keys()) {
      if (forgottenFrom(day) <= tick) {
        gone.add(day);
      }
    }
    gone.forEach(generations::remove);
  }

  /**
   * When the generation that a fact recorded at this time belongs to may be forgotten: the tick to
   * hand to {@link #forgetBefore}.
   */
  public static long forgettableFrom(long recordedAt) {
    return forgottenFrom(generationOf(recordedAt));
  }

  private static long forgottenFrom(long day) {
    return (day + 1) * Slices.DAY + KEPT_AFTER;
  }

  private static long generationOf(long recordedAt) {
    return Math.floorDiv(recordedAt, Slices.DAY);
  }

  private static boolean hasNear(long[] generation, Identity identity, long recordedAt) {
    int at = lowerBound(generation, identity, recordedAt - DUPLICATE_WITHIN);
    return at < generation.length
        && generation[at] == identity.high()
        && generation[at + 1] == identity.low()
        && generation[at + 2] <= recordedAt + DUPLICATE_WITHIN;
  }

  private static long[] triple(Identity identity, long recordedAt) {
    return new long[] {identity.high(), identity.low(), recordedAt};
  }

  private static long[] inserted(long[] generation, Identity identity, long recordedAt) {
    int at = lowerBound(generation, identity, recordedAt);
    long[] longer = new long[generation.length + STRIDE];
    System.arraycopy(generation, 0, longer, 0, at);
    System.arraycopy(triple(identity, recordedAt), 0, longer, at, STRIDE);
    System.arraycopy(generation, at, longer, at + STRIDE, generation.length - at);
    return longer;
  }

  /** The index of the first triple that is not before (identity, recordedAt). */
  private static int lowerBound(long[] generation, Identity identity, long recordedAt) {
    int low = 0;
    int high = generation.length / STRIDE;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(generation, middle * STRIDE, identity, recordedAt) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * STRIDE;
  }

  private static int compare(long[] generation, int at, Identity identity, long recordedAt) {
    int byHigh = Long.compare(generation[at], identity.high());
    if (byHigh != 0) {
      return byHigh;
    }
    int byLow = Long.compare(generation[at + 1], identity.low());
    return byLow != 0 ? byLow : Long.compare(generation[at + 2], recordedAt);
  }
}
