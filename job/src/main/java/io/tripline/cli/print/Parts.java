package io.tripline.cli.print;

import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.LeafUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a variance as they are printed, in hundredths: of the currency's unit, or of an
 * hour. They are rounded half up, and what is missing then goes to the largest, so that what is
 * printed sums as the parts themselves do.
 *
 * @param amounts one for each leaf, in their order
 * @param sum of them
 */
record Parts(List<BigDecimal> amounts, BigDecimal sum) {
  private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int HUNDREDTHS = 2;

  static Parts of(List<Leaf> leaves) {
    List<BigDecimal> rounded = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    int largest = 0;
    for (Leaf leaf : leaves) {
      exact = exact.add(leaf.getAmount());
      rounded.add(rounded(leaf.getAmount(), leaf.getUnit()));
      int last = rounded.size() - 1;
      if (rounded.get(last).abs().compareTo(rounded.get(largest).abs()) > 0) {
        largest = last;
      }
    }
    BigDecimal sum = rounded(exact, leaves.get(0).getUnit());
    BigDecimal missing = sum.subtract(rounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    rounded.set(largest, rounded.get(largest).add(missing));
    return new Parts(List.copyOf(rounded), sum);
  }

  private static BigDecimal rounded(BigDecimal amount, LeafUnit unit) {
    return unit == LeafUnit.MILLISECONDS
        ? amount.divide(MILLIS_PER_HOUR, HUNDREDTHS, RoundingMode.HALF_UP)
        : amount.setScale(HUNDREDTHS, RoundingMode.HALF_UP);
  }
}
