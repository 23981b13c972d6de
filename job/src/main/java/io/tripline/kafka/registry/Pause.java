package io.tripline.kafka.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits. */
@FunctionalInterface
interface Pause {

  /** Returns after that time, and at once if the thread is interrupted. */
  void await(Duration time) throws InterruptedException;

  /** By the machine's clock. */
  static Pause byTheClock() {
    return time -> {
      boolean early = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
      if (early) {
        throw new IllegalStateException("nobody can have counted down");
      }
    };
  }
}
