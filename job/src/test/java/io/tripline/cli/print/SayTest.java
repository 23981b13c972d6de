package io.tripline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SayTest {
  @Test
  void linesBreakBetweenWordsOnly() {
    assertThat(Say.wrapped("It is at most 20 % of 4 h 4 min, really.", 15))
        .containsExactly("It is at most", "20 % of 4 h", "4 min, really.");
    assertThat(Say.wrapped("unbreakable", 4)).containsExactly("unbreakable");
  }

  @Test
  void durationsHaveTheTwoLargestUnits() {
    assertThat(Say.duration(Duration.parse("P1DT2H3M"))).isEqualTo("1 d 2 h");
    assertThat(Say.duration(Duration.parse("P2DT59M"))).isEqualTo("2 d");
    assertThat(Say.duration(Duration.parse("PT4H5M59S"))).isEqualTo("4 h 5 min");
    assertThat(Say.duration(Duration.parse("PT59S"))).isEqualTo("0 min");
  }

  @Test
  void timesAndAmountsDoNotDependOnTheMachine() {
    assertThat(Say.minute(Instant.parse("2026-01-20T10:55:00Z"))).isEqualTo("Tue 20 Jan 10:55");
    assertThat(Say.money(new BigDecimal("-1234567.885"))).isEqualTo("-1,234,567.89");
    assertThat(Say.percent(new BigDecimal("0.4745"))).isEqualTo("47.5 %");
  }
}
