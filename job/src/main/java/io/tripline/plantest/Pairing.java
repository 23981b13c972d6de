package io.tripline.plantest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

  private static final String MOVE = "transition";

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

  /** The two that are most alike first. */
  private void pairAlike() {
    record Pair(int i, int j, int likeness) {}
    List<Pair> alike = new ArrayList<>();
    for (int i = 0; i < partnerOfExpected.length; i++) {
      for (int j = 0; j < partnerOfGot.length; j++) {
        if (!isPaired(i, j) && likeness(i, j) > 0) {
          alike.add(new Pair(i, j, likeness(i, j)));
        }
      }
    }
    alike.sort(Comparator.comparingInt(Pair::likeness).reversed());
    for (Pair pair : alike) {
      if (!isPaired(pair.i(), pair.j())) {
        pair(pair.i(), pair.j());
      }
    }
  }

  private boolean isPaired(int i, int j) {
    return partnerOfExpected[i] != NOBODY || partnerOfGot[j] != NOBODY;
  }

  /**
   * The part of fields that are equal, in percent, and 100 more if what happened is the same; 0 for
   * what nobody would take for the other: less than half of it is equal, or it is about something
   * else.
   */
  private int likeness(int i, int j) {
    List<FieldComparison> fields = comparisons.get(i).get(j);
    if (fields.stream().anyMatch(field -> !field.equal() && SUBJECTS.contains(field.path()))) {
      return 0;
    }
    int equal = (int) fields.stream().filter(FieldComparison::equal).count();
    int percent = 100 * equal / Math.max(1, fields.size());
    boolean sameMove = fields.stream().anyMatch(f -> f.equal() && f.path().equals(MOVE));
    return sameMove ? 100 + percent : percent >= 50 ? percent : 0;
  }

  private void pair(int i, int j) {
    partnerOfExpected[i] = j;
    partnerOfGot[j] = i;
  }
}
