package io.tripline.ledger.variance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons are exact, strict, and know absolute and relative tolerances. */
class ReadingTest {
  @ParameterizedTest
  @CsvSource({
    "AT_MOST,  0.2, 0,    0.1,  0, 0.2,      OK",
    "AT_MOST,  0.2, 0,    0.1,  0, 0.200001, WARNING",
    "AT_MOST,  0.2, 0,    0.1,  0, 0.3,      WARNING",
    "AT_MOST,  0.2, 0,    0.1,  0, 0.300001, CRITICAL",
    "AT_MOST,  0.2, 0,    ,     0, 99,       WARNING",
    "AT_LEAST, 100, 10%,  50%,  0, 90,       OK",
    "AT_LEAST, 100, 10%,  50%,  0, 89.99,    WARNING",
    "AT_LEAST, 100, 10%,  50%,  0, 50,       WARNING",
    "AT_LEAST, 100, 10%,  50%,  0, 49.99,    CRITICAL",
    "AT_LEAST, -100, 10%, 50%,  0, -110,     OK",
    "AT_LEAST, -100, 10%, 50%,  0, -110.1,   WARNING",
    "AT_LEAST, -100, 10%, 50%,  0, -150.1,   CRITICAL",
    "AT_LEAST, 100, 10%,  50%, 15, 85,       OK",
    "AT_LEAST, 100, 10%,  50%, 15, 84.99,    WARNING",
    "AT_LEAST, 100, 10%,  20%, 60, 41,       OK",
    "AT_LEAST, 100, 10%,  20%, 60, 39,       CRITICAL",
    "AT_MOST,  0,   10%,  50%,  0, 0,        OK",
    "AT_MOST,  0,   10%,  50%,  0, 0.000001, CRITICAL",
    "AT_LEAST, 100, 10%,  50%,  0, 1000,     OK"
  })
  void theLevelIsBeyondWarnFloorAndCritical(
      Target.Direction direction,
      String bound,
      String warn,
      String critical,
      String floor,
      String actual,
      Level level) {
    Plans.Draft draft =
        (direction == Target.Direction.AT_MOST
                ? Plans.atMost("t", Metric.DIVERSION, Window.HOUR, bound)
                : Plans.atLeast("t", Metric.DIVERSION, Window.HOUR, bound))
            .warn(warn)
            .floor(floor);
    Target target = (critical == null ? draft : draft.critical(critical)).target();

    assertThat(Reading.of(target, decimal(actual), decimal(bound)).level()).isEqualTo(level);
  }

  @Test
  void aHairBeyondIsBeyondThoughNoDecimalShowsIt() {
    Target target = Plans.atMost("t", Metric.DIVERSION, Window.HOUR, "0.3333333333").target();
    Rational third = Rational.of(1, 3);

    assertThat(Reading.of(target, third, Rational.of(target.bound())).level())
        .isEqualTo(Level.WARNING);
    assertThat(Reading.of(target, third, third).level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 105, true", "5, 0, 105.01, false", "5%, 7, 107, true", "5%, 7, 107.1, false"})
  void itIsClearWithinClearOrFloor(String clear, String floor, String actual, boolean expected) {
    Target target =
        Plans.atMost("t", Metric.COST, Window.DAY, "100")
            .warn("10")
            .clear(clear)
            .floor(floor)
            .target();

    assertThat(Reading.of(target, decimal(actual), decimal("100")).clear()).isEqualTo(expected);
  }

  @Test
  void theExcessIsPositiveOnTheBadSide() {
    Target most = Plans.atMost("t", Metric.COST, Window.DAY, "100").target();
    Target least = Plans.atLeast("t", Metric.COST, Window.DAY, "100").target();

    assertThat(Reading.of(most, decimal("130"), decimal("100")).excess())
        .isEqualTo(Rational.of(30));
    assertThat(Reading.of(least, decimal("130"), decimal("100")).excess())
        .isEqualTo(Rational.of(-30));
  }

  private static Rational decimal(String text) {
    return Rational.of(new BigDecimal(text));
  }
}
