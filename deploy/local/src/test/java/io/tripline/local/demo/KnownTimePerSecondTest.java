package io.tripline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class KnownTimePerSecondTest {
  private final KnownTimePerSecond converter = new KnownTimePerSecond();

  @Test
  void takesShortAndIsoDurations() {
    assertThat(converter.convert("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(converter.convert("16h")).isEqualTo(Duration.ofHours(16));
    assertThat(converter.convert("2d")).isEqualTo(Duration.ofDays(2));
    assertThat(converter.convert("PT16H")).isEqualTo(Duration.ofHours(16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "16", "-2h", "0s"})
  void saysWhatToWriteInstead(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("write 30m, 16h or PT16H");
  }
}
