package io.tripline.plantest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who belongs to whom of what was expected and what came: as many as possible that are equal in all
 * fields that were written; of the rest, each with what is most like it. The order in which either
 * is given does not matter for whether all can be paired.
 */
final class Pairing {
  private static final int NOBODY = -1;

  /** What says what it is about: of another target or rule, nothing is like it. */
  private static final Set<String> SUBJECTS = Set.of("targetId", "ruleId");

  private final List<List<List<FieldComparison>>> comparisons = new ArrayList<>();
  private final int[] partnerOfExpected;
  private final int[] partnerOfGot;

  /** Compares the i-th of what was expected with the j-th of what came. */
  interface Comparison {
    List<FieldComparison> of(int i, int j);
  }

  private Pairing(int expected, int got) {
    partnerOfExpected = new int[expected];
    partnerOfGot = new int[got];
    Arrays.fill(partnerOfExpected, NOBODY);
    Arrays.fill(partnerOfGot, NOBODY);
  }

  static Pairing of(int expected, int got, Comparison comparison) {
    Pairing pairing = new Pairing(expected, got);
    for (int i = 0; i < expected; i++) {
      List<List<FieldComparison>> row = new ArrayList<>();
      for (int j = 0; j < got; j++) {
        row.add(comparison.of(i, j));
      }
      pairing.comparisons.add(row);
    }
    for (int i = 0; i < expected; i++) {
      pairing.pairEqual(i, new boolean[got]);
    }
    pairing.pairAlike();
    return pairing;
  }

  /** The partner of the i-th that was expected, or null. */
  Integer partnerOf(int i) {
    return partnerOfExpected[i] == NOBODY ? null : Integer.valueOf(partnerOfExpected[i]);
  }

  /** Whether the j-th that came has a partner. */
  boolean hasPartner(int j) {
    return partnerOfGot[j] != NOBODY;
  }

  /** One augmenting path of the matching of those that are equal (Kuhn's algorithm). */
  private boolean pairEqual(int i, boolean[] tried) {
    for (int j = 0; j < tried.length; j++) {
      if (!tried[j] && FieldComparison.allEqual(comparisons.get(i).get(j))) {
        tried[j] = true;
        if (partnerOfGot[j] == NOBODY || pairEqual(partnerOfGot[j], tried)) {
          pair(i, j);
          return true;
        }
      }
    }
    return false;
  }

  private void pairAlike() {
    for (int i = 0; i < partnerOfExpected.length; i++) {
      int best = NOBODY;
      for (int j = 0; j < partnerOfGot.length; j++) {
        if (partnerOfExpected[i] == NOBODY
            && partnerOfGot[j] == NOBODY
            && likeness(i, j) > (best == NOBODY ? 0 : likeness(i, best))) {
          best = j;
        }
      }
      if (best != NOBODY) {
        pair(i, best);
      }
    }
  }

  /** How many fields are equal, besides those that say what it is about. */
  private long likeness(int i, int j) {
    List<FieldComparison> fields = comparisons.get(i).get(j);
    boolean stranger = fields.stream().anyMatch(f -> !f.equal() && SUBJECTS.contains(f.path()));
    return stranger
        ? 0
        : fields.stream().filter(f -> f.equal() && !SUBJECTS.contains(f.path())).count();
  }

  private void pair(int i, int j) {
    partnerOfExpected[i] = j;
    partnerOfGot[j] = i;
  }
}
