package io.tripline.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact fraction in lowest terms, its denominator positive. */
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {
  /** Nothing. */
  public static final Ratio ZERO = of(0);

  /** One. */
  public static final Ratio ONE = of(1);

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  public Ratio {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction of nothing");
    }
    if (denominator.signum() < 0) {
      numerator = numerator.negate();
      denominator = denominator.negate();
    }
    BigInteger common = numerator.gcd(denominator);
    if (common.bitLength() > 1) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  /** A whole number. */
  public static Ratio of(long whole) {
    return new Ratio(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  /** {@code numerator / denominator}. */
  public static Ratio of(long numerator, long denominator) {
    return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** A decimal, exactly. */
  public static Ratio of(BigDecimal decimal) {
    return decimal.scale() >= 0
        ? new Ratio(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
        : new Ratio(decimal.toBigIntegerExact(), BigInteger.ONE);
  }

  /** Millionths as what they are millionths of. */
  public static Ratio millionths(long count) {
    return new Ratio(BigInteger.valueOf(count), MILLION);
  }

  Ratio plus(Ratio other) {
    return new Ratio(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Ratio minus(Ratio other) {
    return plus(other.negated());
  }

  Ratio times(Ratio other) {
    return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Ratio times(long factor) {
    return times(of(factor));
  }

  Ratio over(Ratio other) {
    return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** This over another, or nothing where the other is nothing. */
  Ratio overOrZero(Ratio other) {
    return other.signum() == 0 ? ZERO : over(other);
  }

  Ratio negated() {
    return new Ratio(numerator.negate(), denominator);
  }

  Ratio abs() {
    return signum() < 0 ? negated() : this;
  }

  Ratio max(Ratio other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Ratio min(Ratio other) {
    return compareTo(other) <= 0 ? this : other;
  }

  int signum() {
    return numerator.signum();
  }

  boolean above(Ratio other) {
    return compareTo(other) > 0;
  }

  /** The nearest whole number, halves away from zero. */
  public long rounded() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** To six decimals, halves away from zero. */
  public BigDecimal decimal() {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), 6, RoundingMode.HALF_UP);
  }

  /** The largest whole number not above. */
  public long floored() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), 0, RoundingMode.FLOOR)
        .longValueExact();
  }

  @Override
  public int compareTo(Ratio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
