package io.tripline.intake;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.plan.Problem;
import io.tripline.schemas.FormatException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An input that cannot be a fact. The message is for the person who made the input: it names the
 * field, says what is wrong and what to do.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;
  private final String field;

  /**
   * An input with one thing wrong.
   *
   * @param field the path of the field at fault, or null if none is
   * @param message for the person who made it: what is wrong, and what to do
   */
  public RefusedException(RefusalReason reason, String field, String message) {
    super(message);
    this.reason = reason;
    this.field = field;
  }

  private RefusedException(RefusalReason reason, String field, FormatException cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
    this.field = field;
  }

  /** An input that the contract's codecs could not read; the codes are the same word for word. */
  public static RefusedException of(FormatException cause) {
    return new RefusedException(
        RefusalReason.valueOf(cause.fault().name()), cause.field().orElse(null), cause);
  }

  /** A plan with these errors, of which the first gives the field. */
  static RefusedException ofPlan(List<Problem> problems) {
    List<Problem> errors =
        problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
    String field = errors.get(0).place().path();
    return new RefusedException(
        RefusalReason.PLAN_REFUSED,
        field.isEmpty() ? null : field,
        errors.stream().map(RefusedException::text).collect(Collectors.joining("; also, ")));
  }

  private static String text(Problem problem) {
    int line = problem.place().line();
    return line == 0
        ? problem.message()
        : "line " + line + ", column " + problem.place().column() + ": " + problem.message();
  }

  /** The code that dead letters carry. */
  public RefusalReason reason() {
    return reason;
  }

  /** The path of the field at fault, {@code change.end}, if one is. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
