package io.tripline.ledger.math;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact fraction, always in lowest terms with a positive denominator. Immutable. */
public final class Rational implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  private final BigInteger numerator;
  private final BigInteger denominator;

  private Rational(BigInteger numerator, BigInteger denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** A whole number. */
  public static Rational of(long whole) {
    return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  /**
   * A fraction.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /**
   * A fraction.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return divisor.equals(BigInteger.ONE)
        ? new Rational(numerator, denominator)
        : new Rational(numerator.divide(divisor), denominator.divide(divisor));
  }

  /** The exact value of a decimal. */
  public static Rational of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? new Rational(decimal.toBigIntegerExact(), BigInteger.ONE)
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  /** The sum. */
  public Rational plus(Rational other) {
    if (denominator.equals(other.denominator)) {
      return of(numerator.add(other.numerator), denominator);
    }
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The difference. */
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /** The product. */
  public Rational times(Rational other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The product with a whole number. */
  public Rational times(long factor) {
    return of(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public Rational dividedBy(Rational divisor) {
    return of(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  /**
   * The quotient by a whole number.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public Rational dividedBy(long divisor) {
    return of(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
  }

  /** The same with the other sign. */
  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  /** The same without its sign. */
  public Rational abs() {
    return numerator.signum() < 0 ? negate() : this;
  }

  /** −1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** The smaller of two. */
  public Rational min(Rational other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The larger of two. */
  public Rational max(Rational other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The largest whole number not above it.
   *
   * @throws ArithmeticException if that does not fit 64 bits
   */
  public long floor() {
    return Division.floor(numerator, denominator).longValueExact();
  }

  /**
   * The nearest whole number; a half goes away from zero.
   *
   * @throws ArithmeticException if that does not fit 64 bits
   */
  public long roundHalfUp() {
    return Division.halfUp(numerator, denominator);
  }

  /** The nearest decimal with that many decimals; a half goes away from zero. */
  public BigDecimal roundHalfUp(int scale) {
    BigInteger scaled = numerator.multiply(BigInteger.TEN.pow(scale));
    return new BigDecimal(Division.halfUpBig(scaled, denominator), scale);
  }

  /** What is above the line, in lowest terms; carries the sign. */
  public BigInteger numerator() {
    return numerator;
  }

  /** What is below the line, in lowest terms; positive. */
  public BigInteger denominator() {
    return denominator;
  }

  @Override
  public int compareTo(Rational other) {
    return denominator.equals(other.denominator)
        ? numerator.compareTo(other.numerator)
        : numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rational that
        && numerator.equals(that.numerator)
        && denominator.equals(that.denominator);
  }

  @Override
  public int hashCode() {
    return 31 * numerator.hashCode() + denominator.hashCode();
  }

  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
