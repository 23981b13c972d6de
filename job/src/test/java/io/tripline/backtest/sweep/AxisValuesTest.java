package io.tripline.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.2..0.6/0.1 | 0.2 0.3 0.4 0.5 0.6",
        "0.10..0.35/0.05 | 0.10 0.15 0.20 0.25 0.30 0.35",
        "0..1/0.25 | 0.00 0.25 0.50 0.75 1.00",
        "-1..1/1 | -1 0 1",
        "5..5/1 | 5",
        "10%..20%/5% | 10% 15% 20%",
        "PT30M..PT2H/PT30M | PT30M PT1H PT1H30M PT2H",
        "HOUR,DAY | HOUR DAY",
        "0.2, 0.3 | 0.2 0.3",
        "BASELINE | BASELINE"
      })
  void rangesAndListsAreWrittenOut(String text, String values) throws Exception {
    assertThat(AxisValues.read(text, 10)).containsExactly(values.split(" "));
  }

  @Test
  void aThousandTenthsAreAHundred() throws Exception {
    List<String> values = AxisValues.read("0.1..100/0.1", 1000);

    assertThat(values).hasSize(1000).endsWith("100.0").contains("0.3", "0.7", "33.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.2..0.61/0.1 | no step of '0.2..0.61/0.1' comes to 0.61; end it with 0.6 or 0.7",
        "PT1H..PT5H/PT3H | end it with PT4H or PT7H",
        "0.6..0.2/0.1 | write the smaller value first",
        "0..1/0 | is not above 0",
        "0..1/-1 | is not above 0",
        "0..1000000/1 | more than 10 values; take a larger step",
        "0.2..0.6 | is no range and no list; write a range with a step, such as",
        "0.2..60%/0.1 | written alike",
        "1,,2 | is no range and no list",
        "a,b,a | has a twice",
        "1,2,3,4,5,6,7,8,9,10,11 | more than 10 values"
      })
  void whatCannotBeMeantIsSaid(String text, String message) {
    assertThatThrownBy(() -> AxisValues.read(text, 10))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining(message);
  }
}
