package io.tripline.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes Ctrl-C, or a polite signal to end, as the end that a command has been waiting for: it is
 * told, may come to its own end, and the process ends as if nothing had failed, with exit code 0.
 */
final class StopSignal implements AutoCloseable {
  private static final int LONGEST_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              endWithCommand();
            },
            "stop");
  }

  /** Calls {@code stop} from another thread when the process is told to end, until closed. */
  static StopSignal to(Runnable stop) {
    StopSignal signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** With the return of this thread the JVM would end, and with the signal's exit code. */
  private void endWithCommand() {
    try {
      if (ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has come to its end, all that it says is said. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and waits for this.
      ended.countDown();
    }
  }
}
