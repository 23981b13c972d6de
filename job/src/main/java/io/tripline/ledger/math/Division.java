package io.tripline.ledger.math;

import java.math.BigInteger;

/**
 * Division of whole numbers with the rounding spelled out. Intermediate products have 128 bits or
 * more, so only a result that does not fit 64 bits can fail.
 */
public final class Division {
  private Division() {}

  /**
   * The largest whole number not above {@code a·b/c}.
   *
   * @param c positive
   * @throws ArithmeticException if {@code c} is not positive or the result does not fit 64 bits
   */
  public static long floorMulDiv(long a, long b, long c) {
    requirePositive(c);
    long low = a * b;
    if (Math.multiplyHigh(a, b) == low >> 63) {
      return Math.floorDiv(low, c);
    }
    // a = q·c + r, so floor(a·b/c) = q·b + floor(r·b/c), and r·b mostly fits although a·b does not
    long quotient = Math.floorDiv(a, c);
    long rest = a - quotient * c;
    long restLow = rest * b;
    long restShare =
        Math.multiplyHigh(rest, b) == restLow >> 63
            ? Math.floorDiv(restLow, c)
            : floor(BigInteger.valueOf(rest).multiply(BigInteger.valueOf(b)), BigInteger.valueOf(c))
                .longValueExact();
    return addProduct(restShare, quotient, b);
  }

  /**
   * The whole number nearest to {@code dividend/divisor}; a half goes away from zero, as {@link
   * java.math.RoundingMode#HALF_UP} does.
   *
   * @param divisor positive
   * @throws ArithmeticException if {@code divisor} is not positive
   */
  public static long halfUp(long dividend, long divisor) {
    requirePositive(divisor);
    long quotient = dividend / divisor;
    long rest = Math.abs(dividend % divisor);
    boolean up = rest >= divisor - rest;
    return up ? quotient + Long.signum(dividend) : quotient;
  }

  /**
   * The whole number nearest to {@code dividend/divisor}; a half goes away from zero.
   *
   * @param divisor positive
   * @throws ArithmeticException if {@code divisor} is not positive or the result does not fit 64
   *     bits
   */
  public static long halfUp(BigInteger dividend, BigInteger divisor) {
    return halfUpBig(dividend, divisor).longValueExact();
  }

  /**
   * The product {@code a·b} divided by {@code c}, to the nearest whole number; a half goes away
   * from zero.
   *
   * @param c positive
   * @throws ArithmeticException if {@code c} is not positive or the result does not fit 64 bits
   */
  public static long halfUpMulDiv(long a, long b, long c) {
    requirePositive(c);
    long low = a * b;
    if (Math.multiplyHigh(a, b) == low >> 63) {
      return halfUp(low, c);
    }
    return halfUp(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), BigInteger.valueOf(c));
  }

  static BigInteger halfUpBig(BigInteger dividend, BigInteger divisor) {
    requirePositive(divisor.signum());
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    boolean up = parts[1].abs().shiftLeft(1).compareTo(divisor) >= 0;
    return up ? parts[0].add(BigInteger.valueOf(dividend.signum())) : parts[0];
  }

  static BigInteger floor(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** {@code addend + a·b}, where the product alone may not fit though the sum does. */
  private static long addProduct(long addend, long a, long b) {
    long low = a * b;
    long sum = addend + low;
    boolean productFits = Math.multiplyHigh(a, b) == low >> 63;
    boolean sumFits = ((addend ^ sum) & (low ^ sum)) >= 0;
    if (productFits && sumFits) {
      return sum;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .add(BigInteger.valueOf(addend))
        .longValueExact();
  }

  private static void requirePositive(long divisor) {
    if (divisor <= 0) {
      throw new ArithmeticException("the divisor must be positive");
    }
  }
}
