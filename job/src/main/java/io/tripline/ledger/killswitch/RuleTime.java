package io.tripline.ledger.killswitch;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.calendar.WorkingCalendar;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Rule;

/**
 * The time in which the durations of rules count, by the plan in force: one slice for each tick at
 * which the rule is evaluated.
 */
final class RuleTime {
  /** A calendar that has not opened for that long will not open any more. */
  private static final long LONGEST_SEARCH = 400 * Slices.DAY;

  private final Position position;

  RuleTime(Position position) {
    this.position = position;
  }

  /** What one tick counts, in milliseconds. */
  long slice() {
    return position.settings().slices().length();
  }

  /**
   * The first tick at which the time to certify a trip has passed; null if the rule sets none, or
   * it does not pass within 400 days.
   */
  Long deadline(Rule rule, long trip) {
    if (rule.certifyWithinMillis() == null) {
      return null;
    }
    WorkingCalendar calendar = position.settings().calendars().calendar(position.plan().calendar());
    long left = rule.certifyWithinMillis();
    long tick = trip;
    while (left > 0) {
      tick += slice();
      if (tick - trip > LONGEST_SEARCH) {
        return null;
      }
      if (rule.during() == During.ALWAYS || calendar.covers(tick - slice(), tick)) {
        left -= slice();
      }
    }
    return tick;
  }
}
