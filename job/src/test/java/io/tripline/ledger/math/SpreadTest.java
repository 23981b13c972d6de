package io.tripline.ledger.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {

  @ParameterizedTest
  @CsvSource({
    // 10 over three: boundaries at floor(10/3) = 3, floor(20/3) = 6, 10
    "10, 0, 1, 3",
    "10, 1, 2, 3",
    "10, 2, 3, 4",
    // a credit is rounded down, too: floor(-10/3) = -4, floor(-20/3) = -7, -10
    "-10, 0, 1, -4",
    "-10, 1, 2, -3",
    "-10, 2, 3, -3",
    "10, 0, 3, 10",
    "10, -5, 9, 10",
    "10, 3, 9, 0",
    "10, -9, 0, 0",
    "10, 2, 2, 0",
    "10, 2, 1, 0",
  })
  void sharesByBoundaries(long amount, long from, long to, long share) {
    assertThat(new Spread(amount, 0, 3).share(from, to)).isEqualTo(share);
  }

  @Test
  void givesAnInstantWholeToThePartThatHoldsIt() {
    Spread atOnce = new Spread(-77, 300, 300);

    assertThat(atOnce.share(0, 300)).isZero();
    assertThat(atOnce.share(300, 600)).isEqualTo(-77);
    assertThat(atOnce.share(600, 900)).isZero();
    assertThat(atOnce.share(0, 301)).isEqualTo(-77);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void partsSumToTheAmount(long seed) {
    Random random = new Random(seed);
    long amount = random.nextLong() >> random.nextInt(60);
    long start = random.nextInt(1_000_000);
    long end = start + 1 + (random.nextLong() >>> (22 + random.nextInt(40)));
    Spread spread = new Spread(amount, start, end);

    BigInteger sum = BigInteger.ZERO;
    long at = start - random.nextInt(10);
    while (at < end) {
      long next = at + 1 + random.nextLong((end - start) / 20 + 2);
      sum = sum.add(BigInteger.valueOf(spread.share(at, next)));
      at = next;
    }

    assertThat(sum).isEqualTo(BigInteger.valueOf(amount));
  }

  @Test
  void refusesToEndBeforeItStarts() {
    assertThatThrownBy(() -> new Spread(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
