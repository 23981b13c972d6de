package io.tripline.notify.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before it is tried again: doubling from attempt to attempt, and between half of
 * that and all of it by chance, so that those who failed together do not come back together.
 *
 * @param first before the second attempt
 * @param longest of all
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The time before the next attempt.
   *
   * @param failures in a row so far, at least 1
   */
  public Duration pause(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long most = doubled <= 0 || doubled > longest.toMillis() ? longest.toMillis() : doubled;
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }
}
