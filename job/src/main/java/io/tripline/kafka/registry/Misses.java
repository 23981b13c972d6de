package io.tripline.kafka.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for in vain a short while ago, so that many records of one kind don't each wait
 * for it. Of very many, the oldest are forgotten.
 *
 * @param <K> what was asked for
 */
final class Misses<K> {
  private static final int MOST = 10_000;

  private final Map<K, Miss> misses = new LinkedHashMap<>();
  private final Duration remembered;
  private final InstantSource clock;

  /**
   * @param remembered for how long
   */
  Misses(Duration remembered, InstantSource clock) {
    this.remembered = remembered;
    this.clock = clock;
  }

  /** What was said when it was asked for in vain, if that is not long ago. */
  Optional<String> of(K asked) {
    forget();
    return Optional.ofNullable(misses.get(asked)).map(Miss::said);
  }

  /** Whether nothing was asked for in vain of late. */
  boolean none() {
    forget();
    return misses.isEmpty();
  }

  /** It was asked for in vain just now. */
  void add(K asked, String said) {
    misses.remove(asked);
    misses.put(asked, new Miss(said, clock.instant().plus(remembered)));
    if (misses.size() > MOST) {
      misses.remove(misses.keySet().iterator().next());
    }
  }

  private void forget() {
    Instant now = clock.instant();
    // In the order in which they were added, which is that of their ends.
    while (!misses.isEmpty() && !now.isBefore(misses.values().iterator().next().until())) {
      misses.remove(misses.keySet().iterator().next());
    }
  }

  private record Miss(String said, Instant until) {}
}
