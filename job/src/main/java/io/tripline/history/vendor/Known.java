package io.tripline.history.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * When rows became known, where the export does not say: so long after what they are about. Counts
 * how often that had to be taken for granted. Not for use by several threads.
 */
final class Known {
  private final Duration after;
  private long rows;
  private long assumed;

  /** Prepares to count. */
  Known(Duration after) {
    this.after = after;
  }

  /** When a row became known that the export says it of, if it does, and that is about a time. */
  Instant of(Instant said, Instant about) {
    rows++;
    if (said != null) {
      return said;
    }
    assumed++;
    return about.plus(after);
  }

  /** How long after what they are about. */
  Duration after() {
    return after;
  }

  /** What to say of it to people. */
  String described(String what, String about) {
    return assumed == 0
        ? "When each %s became known is what the export says.".formatted(what)
        : String.format(
            Locale.ROOT,
            "When each %s became known is assumed for %,d of %,d: %s after %s.",
            what,
            assumed,
            rows,
            after,
            about);
  }
}
