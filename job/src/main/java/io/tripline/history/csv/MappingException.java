package io.tripline.history.csv;

import io.tripline.plan.Problem;
import java.nio.file.Path;
import java.util.List;

/** A mapping that cannot be used; it says all that is wrong with it at once. */
public final class MappingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  MappingException(Path file, List<Problem> problems) {
    super(
        String.join(
            System.lineSeparator(),
            problems.stream().map(problem -> problem.in(file.toString())).toList()));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, from top to bottom. */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
