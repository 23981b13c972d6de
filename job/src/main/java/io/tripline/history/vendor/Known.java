package io.tripline.history.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * When rows became known, where the export does not say: so long after what they are about. Counts
 * how often that had to be taken for granted. Not for use by several threads.
 */
final class Known {
  private final Duration after;
  private final Map<String, Version> versions = new HashMap<>();
  private long rows;
  private long assumed;

  private record Version(Duration length, Instant known) {}

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

  /**
   * When a piece of work became known. One that a later file gives another length became known
   * after the one before it, so that it counts; one that it says again is the same.
   */
  Instant of(String workId, Duration length, Instant said, Instant end) {
    Instant known = of(said, end);
    Version before = versions.get(workId);
    if (said == null && before != null) {
      boolean same = before.length().equals(length);
      Instant after = before.known().plusMillis(1);
      known = same ? before.known() : known.isAfter(after) ? known : after;
    }
    versions.put(workId, new Version(length, known));
    return known;
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
