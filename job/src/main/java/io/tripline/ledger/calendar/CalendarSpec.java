package io.tripline.ledger.calendar;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A named working time: the same hours on the same days of every week, but for holidays. An instant
 * is working time if its local date is a working day and its local time lies in {@code [open,
 * close)}: hours that a change of clocks skips do not exist, hours it repeats count twice.
 *
 * @param zone the zone that days and hours are in
 * @param days working days, not empty
 * @param open first working instant of a day
 * @param close end of the working day, the same day, after {@code open}; {@link LocalTime#MAX} is
 *     midnight at the end of the day
 * @param holidays days on which nobody works
 */
public record CalendarSpec(
    ZoneId zone, Set<DayOfWeek> days, LocalTime open, LocalTime close, Set<LocalDate> holidays)
    implements Serializable {
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  public CalendarSpec {
    days = Set.copyOf(days);
    holidays = Set.copyOf(holidays);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a calendar needs at least one working day");
    }
    if (!open.isBefore(close)) {
      throw new IllegalArgumentException(
          "a calendar must close after it opens on the same day, but " + open + " to " + close);
    }
  }

  /** Local time of day at which work begins, in milliseconds. */
  long openMillis() {
    return open.toNanoOfDay() / NANOS_PER_MILLI;
  }

  /** Local time of day at which work ends, in milliseconds; 24 hours for midnight at the end. */
  long closeMillis() {
    return close.equals(LocalTime.MAX) ? MILLIS_PER_DAY : close.toNanoOfDay() / NANOS_PER_MILLI;
  }

  /** Whether people work on that date. */
  boolean worksOn(LocalDate date) {
    return days.contains(date.getDayOfWeek()) && !holidays.contains(date);
  }

  /** Whether it never closes. */
  boolean unbroken() {
    return days.size() == DayOfWeek.values().length
        && holidays.isEmpty()
        && openMillis() == 0
        && closeMillis() == MILLIS_PER_DAY;
  }
}
