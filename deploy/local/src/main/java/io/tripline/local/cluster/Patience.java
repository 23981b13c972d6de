package io.tripline.local.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long something is waited for that is sure to come unless it is broken: minutes, which a slow
 * machine may take and a hanging one may not.
 *
 * @param longest after which it is given up
 */
public record Patience(Duration longest) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Something that is not there yet, or not any more, without the whole being at fault. */
  @FunctionalInterface
  public interface Look<T> extends Callable<Optional<T>> {}

  /**
   * Looks until there is something to see.
   *
   * @param what is waited for, for the message
   * @throws IllegalStateException if it did not come
   */
  public <T> T await(String what, Look<T> look) throws Exception {
    long deadline = System.nanoTime() + longest.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    Optional<T> seen = look.call();
    while (seen.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("in " + longest + " there was no " + what);
      }
      boolean unused = never.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      seen = look.call();
    }
    return seen.get();
  }

  /**
   * Looks until something holds.
   *
   * @throws IllegalStateException if it never did
   */
  public void until(String what, Callable<Boolean> holds) throws Exception {
    var unused =
        await(what, () -> holds.call() ? Optional.of(Boolean.TRUE) : Optional.<Boolean>empty());
  }
}
