package io.tripline.ledger.variance;

import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.math.Rational;
import java.util.ArrayList;
import java.util.List;

/** Rounds parts of a whole so that they still sum to it. */
final class Apportionment {
  /** One part, exact, in micros or milliseconds. */
  record Part(Leaf.Name name, String of, Rational amount) {
    /** The same with the other sign. */
    Part turned() {
      return new Part(name, of, amount.negate());
    }
  }

  private Apportionment() {}

  /**
   * Rounds each part half up, and gives what the sum then lacks of the whole, rounded half up, to
   * the part that is largest regardless of sign; to the first of those that tie.
   */
  static List<Leaf> settle(List<Part> parts, Rational whole, Leaf.Unit unit) {
    long rest = whole.roundHalfUp();
    int largest = 0;
    List<Leaf> leaves = new ArrayList<>(parts.size());
    for (Part part : parts) {
      Leaf leaf = new Leaf(part.name(), part.of(), part.amount().roundHalfUp(), unit);
      rest = Math.subtractExact(rest, leaf.amount());
      if (!leaves.isEmpty() && Math.abs(leaf.amount()) > Math.abs(leaves.get(largest).amount())) {
        largest = leaves.size();
      }
      leaves.add(leaf);
    }
    if (rest != 0) {
      Leaf leaf = leaves.get(largest);
      leaves.set(
          largest, new Leaf(leaf.name(), leaf.of(), Math.addExact(leaf.amount(), rest), unit));
    }
    return leaves;
  }
}
