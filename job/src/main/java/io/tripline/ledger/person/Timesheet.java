package io.tripline.ledger.person;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.fact.Fact;
import java.util.List;

/** One person's time, advanced tick by tick. */
public final class Timesheet {
  /** What is remembered between ticks. */
  public record State() {}

  /** Takes up where {@code state} left off; null starts anew. */
  public Timesheet(LedgerSettings settings, String personId, State state) {}

  /**
   * Takes in what became known at a tick and posts all slices that closed since the last one, and
   * the differences that the facts make to slices of the last eight days.
   *
   * @param facts work and allocations of this person, admitted, in known order
   */
  public List<LaborPosting> tick(long tick, List<Fact> facts) {
    throw new IllegalStateException("being written");
  }

  /**
   * The next tick after this one at which something is to be posted if no fact comes before, or
   * {@link Long#MAX_VALUE}.
   */
  public long nextTick(long tick) {
    throw new IllegalStateException("being written");
  }

  /** What to remember. */
  public State state() {
    throw new IllegalStateException("being written");
  }
}
