package io.tripline.cli;

import io.tripline.history.csv.ImportProgress;
import io.tripline.replay.ReplayProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells on a terminal, in one line that is written over and over, how far a replay or an import has
 * come. Silent where there is no terminal: only the launcher can see that, and says so by a
 * property.
 */
final class TerminalProgress implements ReplayProgress, ImportProgress, AutoCloseable {
  private static final String TERMINAL = "tripline.stderr.terminal";
  private static final int ROWS_BETWEEN = 1000;
  private static final String CLEAR_LINE = "\r\u001B[2K";

  private final PrintWriter terminal;
  private final boolean silent;
  private final LongSupplier nanoTime;
  private final long started;
  private long replayStarted;
  private boolean lineShown;

  TerminalProgress(PrintWriter terminal, boolean silent, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.silent = silent;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  static TerminalProgress of(PrintWriter err) {
    return new TerminalProgress(err, !Boolean.getBoolean(TERMINAL), System::nanoTime);
  }

  @Override
  public void reading(long facts) {
    show("Reading: %,d facts, %,d a second", facts, perSecond(facts, started));
  }

  @Override
  public void replaying(long facts, long total, long knownTime) {
    if (replayStarted == 0) {
      replayStarted = nanoTime.getAsLong();
    }
    String known = knownTime == Long.MIN_VALUE ? "…" : Instant.ofEpochMilli(knownTime).toString();
    show(
        "Replaying: %,d of %,d facts, known time %s, %,d a second",
        facts, total, known, perSecond(facts, replayStarted));
  }

  @Override
  public void reached(String step, long done) {
    if (done % ROWS_BETWEEN == 0) {
      show("Import, %s: %,d", step, done);
    }
  }

  private long perSecond(long facts, long since) {
    long nanos = Math.max(1, nanoTime.getAsLong() - since);
    return (long) ((double) facts * Duration.ofSeconds(1).toNanos() / nanos);
  }

  private void show(String format, Object... values) {
    if (silent) {
      return;
    }
    terminal.print(CLEAR_LINE + String.format(Locale.ROOT, format, values));
    terminal.flush();
    lineShown = true;
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (lineShown) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
      lineShown = false;
    }
  }
}
