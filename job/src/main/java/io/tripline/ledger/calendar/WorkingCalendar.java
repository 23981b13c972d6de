package io.tripline.ledger.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/**
 * A working time, made fast to ask: every question is one binary search. Exact from 1989 to the end
 * of 2101; before and after, only a calendar that never closes has working time.
 */
public final class WorkingCalendar {
  /** All the time. */
  public static final CalendarSpec ALWAYS =
      new CalendarSpec(
          ZoneOffset.UTC, EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX, Set.of());

  /** Monday to Friday, 09:00–17:00 UTC. */
  public static final CalendarSpec OFFICE =
      new CalendarSpec(
          ZoneOffset.UTC,
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0),
          Set.of());

  private final CalendarSpec spec;

  /** Null if it never closes. */
  private final WorkingHours hours;

  /** Computes the working hours of a century: some milliseconds, so do it once. */
  public WorkingCalendar(CalendarSpec spec) {
    this.spec = spec;
    this.hours = spec.unbroken() ? null : new WorkingHours(spec);
  }

  /** The zone that its days are in. */
  public ZoneId zone() {
    return spec.zone();
  }

  /** Milliseconds of working time in a nominal week: days × hours, holidays or not. */
  public long nominalWeek() {
    return spec.days().size() * (spec.closeMillis() - spec.openMillis());
  }

  /** Milliseconds of working time in {@code [from, to)}; 0 if {@code to <= from}. */
  public long workingTime(long from, long to) {
    if (to <= from) {
      return 0;
    }
    return hours == null ? to - from : hours.workedUntil(to) - hours.workedUntil(from);
  }

  /** Whether {@code [from, to)} lies wholly in working time. */
  public boolean covers(long from, long to) {
    return to <= from || workingTime(from, to) == to - from;
  }

  /** Whether an instant is in working time. */
  public boolean open(long instant) {
    return workingTime(instant, instant + 1) == 1;
  }

  /**
   * The first instant strictly after this one at which the calendar opens or closes, or {@link
   * Long#MAX_VALUE} if there is none.
   */
  public long nextChange(long instant) {
    return hours == null ? Long.MAX_VALUE : hours.nextChange(instant);
  }
}
