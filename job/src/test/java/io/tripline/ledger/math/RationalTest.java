package io.tripline.ledger.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RationalTest {

  @Test
  void keepsToLowestTermsWithAPositiveDenominator() {
    assertThat(Rational.of(6, -4)).isEqualTo(Rational.of(-3, 2)).hasToString("-3/2");
    assertThat(Rational.of(0, -7)).isEqualTo(Rational.ZERO).hasToString("0");
    assertThat(Rational.of(new BigDecimal("0.250"))).isEqualTo(Rational.of(1, 4));
    assertThat(Rational.of(new BigDecimal("1E+3"))).isEqualTo(Rational.of(1000));
  }

  @Test
  void rounds() {
    assertThat(Rational.of(5, 2).roundHalfUp()).isEqualTo(3);
    assertThat(Rational.of(-5, 2).roundHalfUp()).isEqualTo(-3);
    assertThat(Rational.of(-5, 2).floor()).isEqualTo(-3);
    assertThat(Rational.of(2, 3).roundHalfUp(6)).isEqualTo(new BigDecimal("0.666667"));
    assertThat(Rational.of(-1, 8).roundHalfUp(2)).isEqualTo(new BigDecimal("-0.13"));
  }

  @Test
  void refusesToDivideByNothing() {
    assertThatThrownBy(() -> Rational.of(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.ONE.dividedBy(0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.ONE.dividedBy(Rational.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesToRoundToWhatDoesNotFit() {
    Rational big = Rational.of(Long.MAX_VALUE).times(2);

    assertThatThrownBy(big::roundHalfUp).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(big::floor).isInstanceOf(ArithmeticException.class);
    assertThat(big.dividedBy(2).floor()).isEqualTo(Long.MAX_VALUE);
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** Crosses the border between two longs and big integers in both directions. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void calculatesAsBigIntegersDo(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      long a = anyLong(random);
      long b = nonZero(random);
      long c = anyLong(random);
      long d = nonZero(random);
      Rational left = Rational.of(a, b);
      Rational right = Rational.of(c, d);
      BigInteger crossLeft = big(a).multiply(big(d));
      BigInteger crossRight = big(c).multiply(big(b));
      BigInteger below = big(b).multiply(big(d));

      assertThat(left.plus(right)).isEqualTo(Rational.of(crossLeft.add(crossRight), below));
      assertThat(left.minus(right)).isEqualTo(Rational.of(crossLeft.subtract(crossRight), below));
      assertThat(left.times(right)).isEqualTo(Rational.of(big(a).multiply(big(c)), below));
      assertThat(left.times(c)).isEqualTo(Rational.of(big(a).multiply(big(c)), big(b)));
      if (c != 0) {
        assertThat(left.dividedBy(right)).isEqualTo(Rational.of(crossLeft, crossRight));
        assertThat(left.dividedBy(c)).isEqualTo(Rational.of(big(a), big(b).multiply(big(c))));
      }
      assertThat(left.compareTo(right))
          .isEqualTo(left.minus(right).signum())
          .isEqualTo(crossLeft.compareTo(crossRight) * below.signum());
      assertThat(left.minus(right).plus(right)).isEqualTo(left).hasSameHashCodeAs(left);
      assertThat(left.negate().abs()).isEqualTo(left.abs());
      assertThat(left.min(right).plus(left.max(right))).isEqualTo(left.plus(right));
    }
  }

  @Test
  void worksAtTheEdgesOfALong() {
    Rational lowest = Rational.of(Long.MIN_VALUE);

    assertThat(lowest.negate().numerator()).isEqualTo(big(Long.MIN_VALUE).negate());
    assertThat(Rational.of(Long.MIN_VALUE, Long.MIN_VALUE)).isEqualTo(Rational.ONE);
    assertThat(Rational.of(-Long.MAX_VALUE).minus(Rational.ONE)).isEqualTo(lowest);
    assertThat(lowest.plus(Rational.ONE).negate()).isEqualTo(Rational.of(Long.MAX_VALUE));
    assertThat(lowest).isLessThan(Rational.of(-Long.MAX_VALUE));
  }

  private static long anyLong(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> Long.MIN_VALUE + random.nextInt(2);
      case 2 -> Long.MAX_VALUE - random.nextInt(2);
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private static long nonZero(Random random) {
    long any = anyLong(random);
    return any == 0 ? 1 : any;
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
