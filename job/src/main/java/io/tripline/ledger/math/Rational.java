package io.tripline.ledger.math;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction, always in lowest terms with a positive denominator. Immutable. Holds two longs
 * as long as they suffice, which is nearly always, and big integers otherwise.
 */
public final class Rational implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(0, 1);
  public static final Rational ONE = new Rational(1, 1);

  private final long numerator;
  private final long denominator;

  /** Null while the two longs hold the value. */
  private final Big big;

  private record Big(BigInteger numerator, BigInteger denominator) {}

  private Rational(long numerator, long denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.big = null;
  }

  private Rational(Big big) {
    this.numerator = 0;
    this.denominator = 0;
    this.big = big;
  }

  /** A whole number. */
  public static Rational of(long whole) {
    return whole == Long.MIN_VALUE ? of(BigInteger.valueOf(whole)) : new Rational(whole, 1);
  }

  /** A whole number. */
  public static Rational of(BigInteger whole) {
    return inLowestTerms(whole, BigInteger.ONE);
  }

  /**
   * A fraction.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Rational of(long numerator, long denominator) {
    if (denominator <= 0 || numerator == Long.MIN_VALUE) {
      return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
    long divisor = greatestCommonDivisor(numerator, denominator);
    return new Rational(numerator / divisor, denominator / divisor);
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
    return inLowestTerms(numerator.divide(divisor), denominator.divide(divisor));
  }

  /** The exact value of a decimal. */
  public static Rational of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? of(decimal.toBigIntegerExact())
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  /** The sum. */
  public Rational plus(Rational other) {
    if (big == null && other.big == null) {
      if (denominator == other.denominator) {
        long sum = numerator + other.numerator;
        if (sumFits(numerator, other.numerator, sum)) {
          return of(sum, denominator);
        }
      } else if (productFits(numerator, other.denominator)
          && productFits(other.numerator, denominator)
          && productFits(denominator, other.denominator)) {
        long left = numerator * other.denominator;
        long right = other.numerator * denominator;
        if (sumFits(left, right, left + right)) {
          return of(left + right, denominator * other.denominator);
        }
      }
    }
    return of(
        numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
        denominator().multiply(other.denominator()));
  }

  /** The difference. */
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /** The product. */
  public Rational times(Rational other) {
    if (big != null || other.big != null) {
      return of(
          numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
    }
    // reduced crosswise before, the product is in lowest terms and seldom too long
    long crossed = greatestCommonDivisor(numerator, other.denominator);
    long otherCrossed = greatestCommonDivisor(other.numerator, denominator);
    long left = numerator / crossed;
    long right = other.numerator / otherCrossed;
    long below = denominator / otherCrossed;
    long otherBelow = other.denominator / crossed;
    return productFits(left, right) && productFits(below, otherBelow)
        ? new Rational(left * right, below * otherBelow)
        : inLowestTerms(
            BigInteger.valueOf(left).multiply(BigInteger.valueOf(right)),
            BigInteger.valueOf(below).multiply(BigInteger.valueOf(otherBelow)));
  }

  /** The product with a whole number. */
  public Rational times(long factor) {
    return times(of(factor));
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public Rational dividedBy(Rational divisor) {
    return times(divisor.inverse());
  }

  /**
   * The quotient by a whole number.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public Rational dividedBy(long divisor) {
    return dividedBy(of(divisor));
  }

  /** The same with the other sign. */
  public Rational negate() {
    return big == null
        ? new Rational(-numerator, denominator)
        : inLowestTerms(big.numerator.negate(), big.denominator);
  }

  /** The same without its sign. */
  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** −1, 0 or 1. */
  public int signum() {
    return big == null ? Long.signum(numerator) : big.numerator.signum();
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
    return big == null
        ? Math.floorDiv(numerator, denominator)
        : Division.floor(big.numerator, big.denominator).longValueExact();
  }

  /**
   * The nearest whole number; a half goes away from zero.
   *
   * @throws ArithmeticException if that does not fit 64 bits
   */
  public long roundHalfUp() {
    return big == null
        ? Division.halfUp(numerator, denominator)
        : Division.halfUp(big.numerator, big.denominator);
  }

  /** The nearest decimal with that many decimals; a half goes away from zero. */
  public BigDecimal roundHalfUp(int scale) {
    BigInteger scaled = numerator().multiply(BigInteger.TEN.pow(scale));
    return new BigDecimal(Division.halfUpBig(scaled, denominator()), scale);
  }

  /** What is above the line, in lowest terms; carries the sign. */
  public BigInteger numerator() {
    return big == null ? BigInteger.valueOf(numerator) : big.numerator;
  }

  /** What is below the line, in lowest terms; positive. */
  public BigInteger denominator() {
    return big == null ? BigInteger.valueOf(denominator) : big.denominator;
  }

  @Override
  public int compareTo(Rational other) {
    if (big != null || other.big != null) {
      return numerator()
          .multiply(other.denominator())
          .compareTo(other.numerator().multiply(denominator()));
    }
    int high =
        Long.compare(
            Math.multiplyHigh(numerator, other.denominator),
            Math.multiplyHigh(other.numerator, denominator));
    return high != 0
        ? high
        : Long.compareUnsigned(numerator * other.denominator, other.numerator * denominator);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Rational other
        && (big == null
            ? other.big == null && numerator == other.numerator && denominator == other.denominator
            : big.equals(other.big));
  }

  @Override
  public int hashCode() {
    return big == null
        ? 31 * Long.hashCode(numerator) + Long.hashCode(denominator)
        : big.hashCode();
  }

  @Override
  public String toString() {
    return denominator().equals(BigInteger.ONE)
        ? numerator().toString()
        : numerator() + "/" + denominator();
  }

  private Rational inverse() {
    return big == null && numerator > 0
        ? new Rational(denominator, numerator)
        : of(denominator(), numerator());
  }

  /** Keeps to the one form that each value has, so that equal values are equal objects. */
  private static Rational inLowestTerms(BigInteger numerator, BigInteger denominator) {
    return isShort(numerator) && isShort(denominator)
        ? new Rational(numerator.longValue(), denominator.longValue())
        : new Rational(new Big(numerator, denominator));
  }

  /** Fits a long and so does its negation. */
  private static boolean isShort(BigInteger value) {
    return value.bitLength() < Long.SIZE
        && (value.signum() >= 0 || value.longValue() != Long.MIN_VALUE);
  }

  private static boolean productFits(long a, long b) {
    long product = a * b;
    return Math.multiplyHigh(a, b) == product >> 63 && product != Long.MIN_VALUE;
  }

  private static boolean sumFits(long a, long b, long sum) {
    return ((a ^ sum) & (b ^ sum)) >= 0;
  }

  /** Of any number and a positive one. */
  private static long greatestCommonDivisor(long number, long positive) {
    long a = Math.abs(number);
    long b = positive;
    while (a != 0) {
      long rest = b % a;
      b = a;
      a = rest;
    }
    return b;
  }
}
