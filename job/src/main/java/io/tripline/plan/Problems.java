package io.tripline.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document, so that a person hears of all of it at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private int errors;

  public void error(Place place, String message) {
    found.add(new Problem(Problem.Severity.ERROR, place, message));
    errors++;
  }

  public void warning(Place place, String message) {
    found.add(new Problem(Problem.Severity.WARNING, place, message));
  }

  /** How many errors there are so far: whoever remembers it knows later whether more were found. */
  public int errors() {
    return errors;
  }

  /** All of them, from top to bottom; where there are no lines, in the order they were found. */
  public List<Problem> all() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingInt((Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column()));
    return List.copyOf(sorted);
  }
}
