package io.tripline.history.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          . |   | 1234.50    | 1234.50
          . |   | -.5        | -0.5
          . |   | 4.35E-06   | 0.00000435
          , | . | 1.234,5    | 1234.5
          , | . | 1234,5     | 1234.5
          , | . | +1.234.567 | 1234567
          """)
  void numbersAreReadAsDeclared(String point, String grouping, String text, BigDecimal expected)
      throws RowFault {
    NumberFormat format = new NumberFormat(point, grouping == null ? "" : grouping);

    assertThat(format.parse(text, "amount")).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " 1", "1 ", "1.5", "1.23", "12.34,5", "1,2,3", "0x1", "NaN", "1e9999"})
  void whatIsNotDeclaredIsNoNumber(String text) {
    assertThatThrownBy(() -> new NumberFormat(",", ".").parse(text, "amount"))
        .isInstanceOf(RowFault.class)
        .hasMessageContaining("is no number");
  }
}
