package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripline.plan.Place;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  /** As promtool expands them: x says how many more. */
  @ParameterizedTest
  @CsvSource({
    "14.88, 14.88",
    "0+10x5, 0 10 20 30 40 50",
    "5-2x2, 5 3 1",
    "-4x3, -4 -4 -4 -4",
    "1.5x0, 1.5",
    "_, none",
    "_x3, none none none",
    "0.1+0.1x2 _x2 7, 0.1 0.2 0.3 none none 7"
  })
  void expands(String written, String values) throws Wrong {
    assertThat(
            read(written).values().stream()
                .map(value -> value == null ? "none" : value.toPlainString())
                .collect(Collectors.joining(" ")))
        .isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "1+2", "x3", "1x", "1,5", "1e3x2", "1x1000001", "1x99999 2x2"})
  void refusesWhatIsNone(String written) {
    assertThatExceptionOfType(Wrong.class).isThrownBy(() -> read(written));
  }

  private static Series read(String written) throws Wrong {
    return Series.KIND.reading().read(new Scalar(Place.TOP, Scalar.Kind.TEXT, written));
  }
}
