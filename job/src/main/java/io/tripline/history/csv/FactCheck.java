package io.tripline.history.csv;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import org.apache.avro.specific.SpecificRecord;

/** Judges facts before they are written, so that a row is refused here that a replay would. */
@FunctionalInterface
public interface FactCheck {

  /** Leaves judging to the replay, which knows the job's currency and calendars. */
  FactCheck NONE = fact -> {};

  /**
   * Judges a fact.
   *
   * @throws RowFault if it cannot be used
   */
  void check(SpecificRecord fact) throws RowFault;

  /** Judges as the job would. */
  static FactCheck of(Intake intake) {
    return fact -> {
      try {
        intake.fact(fact);
      } catch (RefusedException e) {
        throw new RowFault(e.reason().name(), e.field().orElse(null), e.getMessage());
      }
    };
  }
}
