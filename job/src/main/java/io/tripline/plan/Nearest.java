package io.tripline.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the words there are somebody meant. */
public final class Nearest {
  private static final int LONGEST = 60;

  private Nearest() {}

  /** " (did you mean 'warn'?)", or nothing where no word is near. */
  public static String suggestion(String written, Collection<String> words) {
    return word(written, words).map(word -> " (did you mean '" + word + "'?)").orElse("");
  }

  /** The nearest word, if at most a third of the letters are wrong. */
  public static Optional<String> word(String written, Collection<String> words) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return words.stream()
        .min(Comparator.comparingInt((String word) -> distance(written, word)))
        .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3));
  }

  /**
   * Letters to insert, to drop, to change or to swap with the next, upper and lower case being the
   * same.
   */
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : best(distance, from, to, i, j);
      }
    }
    return distance[from.length()][to.length()];
  }

  private static int best(int[][] distance, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best =
        Math.min(
            distance[i - 1][j - 1] + (same ? 0 : 1),
            Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
  }
}
