package io.tripline.ledger.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionTest {
  private static final long SEED = 20260105;

  @ParameterizedTest
  @CsvSource({
    "7, 1, 2, 3",
    "-7, 1, 2, -4",
    "-6, 1, 2, -3",
    "7, -1, 2, -4",
    "0, 5, 3, 0",
    "9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807",
    "-9223372036854775808, 3471292800000, 3471292800000, -9223372036854775808",
    "-9223372036854775807, 1, 2, -4611686018427387904",
  })
  void floorsTheQuotientOfAProduct(long a, long b, long c, long floor) {
    assertThat(Division.floorMulDiv(a, b, c)).isEqualTo(floor);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 2, 3",
    "-5, 2, -3",
    "4, 3, 1",
    "-4, 3, -1",
    "-5, 3, -2",
    "0, 7, 0",
    "9223372036854775807, 2, 4611686018427387904",
    "-9223372036854775808, 3, -3074457345618258603",
    "9223372036854775807, 9223372036854775807, 1",
    "4611686018427387903, 9223372036854775807, 0",
    "4611686018427387904, 9223372036854775807, 1",
  })
  void roundsAHalfAwayFromZero(long dividend, long divisor, long nearest) {
    assertThat(Division.halfUp(dividend, divisor)).isEqualTo(nearest);
    assertThat(Division.halfUp(BigInteger.valueOf(dividend), BigInteger.valueOf(divisor)))
        .isEqualTo(nearest);
    assertThat(Division.halfUpMulDiv(dividend, 1, divisor)).isEqualTo(nearest);
  }

  @Test
  void agreesWithBigDecimalWhateverTheSize() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long c = 1 + (random.nextLong() >>> (1 + random.nextInt(62))) / 2;
      long b = Math.floorMod(random.nextLong(), c + 1);
      BigDecimal exact = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b));
      String what = "%d · %d / %d (seed %d)".formatted(a, b, c, SEED);
      assertThat(Division.floorMulDiv(a, b, c))
          .as(what)
          .isEqualTo(exact.divide(BigDecimal.valueOf(c), 0, RoundingMode.FLOOR).longValueExact());
      assertThat(Division.halfUpMulDiv(a, b, c))
          .as(what)
          .isEqualTo(exact.divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP).longValueExact());
    }
  }

  @Test
  void refusesWhatHasNoAnswer() {
    assertThatThrownBy(() -> Division.floorMulDiv(1, 1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Division.halfUp(1, -1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Division.floorMulDiv(Long.MAX_VALUE, 3, 2))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Division.halfUpMulDiv(Long.MAX_VALUE, 3, 2))
        .isInstanceOf(ArithmeticException.class);
  }
}
