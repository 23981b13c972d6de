package io.tripline.local.demo;

import io.tripline.schemas.avro.CategoryAmount;
import io.tripline.schemas.avro.Planned;
import io.tripline.schemas.avro.Statement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/**
 * What was to be earned and what was, by statements. Each is rounded half up to cents once, for a
 * service; what is computed from them on the way to a table adds up there.
 *
 * @param planned revenue less labor and spend, by the plans in force
 * @param actual the same, by what was posted
 */
record Margins(BigDecimal planned, BigDecimal actual) {
  private static final Margins NOTHING = new Margins(BigDecimal.ZERO, BigDecimal.ZERO);

  /** The sum over these hours. */
  static Margins of(Collection<Statement> statements) {
    Margins exact = statements.stream().map(Margins::of).reduce(NOTHING, Margins::plus);
    return new Margins(cents(exact.planned), cents(exact.actual));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static Margins of(Statement statement) {
    Planned planned = statement.getPlanned();
    return new Margins(
        planned
            .getEarned()
            .add(planned.getRetainer())
            .subtract(planned.getLabor())
            .subtract(sum(planned.getSpend())),
        statement
            .getEarned()
            .add(statement.getRetainer())
            .subtract(statement.getLabor())
            .subtract(sum(statement.getSpend())));
  }

  private static BigDecimal sum(List<CategoryAmount> amounts) {
    return amounts.stream().map(CategoryAmount::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Margins plus(Margins other) {
    return new Margins(planned.add(other.planned), actual.add(other.actual));
  }

  BigDecimal difference() {
    return actual.subtract(planned);
  }
}
