package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final StringWriter terminal = new StringWriter();

  @Test
  void tellsFactsKnownTimeAndRateInOneLine() {
    TerminalProgress progress = progress(false);
    nanos.addAndGet(2_000_000_000L);
    progress.reading(5_000);
    progress.replaying(0, 5_000, Long.MIN_VALUE);
    nanos.addAndGet(1_000_000_000L);
    progress.replaying(1_234, 5_000, Instant.parse("2026-01-05T08:00:00Z").toEpochMilli());
    progress.close();
    progress.close();

    assertThat(terminal.toString().split("\r\u001B\\[2K", -1))
        .containsExactly(
            "",
            "Reading: 5,000 facts, 2,500 a second",
            "Replaying: 0 of 5,000 facts, known time …, 0 a second",
            "Replaying: 1,234 of 5,000 facts, known time 2026-01-05T08:00:00Z, 1,234 a second",
            "");
  }

  @Test
  void saysNothingWhereThereIsNoTerminal() {
    TerminalProgress progress = progress(true);
    progress.reading(5_000);
    progress.replaying(1, 2, 3);
    progress.close();

    assertThat(terminal.toString()).isEmpty();
  }

  private TerminalProgress progress(boolean silent) {
    return new TerminalProgress(new PrintWriter(terminal), silent, nanos::get);
  }
}
