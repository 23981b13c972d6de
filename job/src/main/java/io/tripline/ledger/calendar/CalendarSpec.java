package io.tripline.ledger.calendar;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A named working time: the same hours on the same days of every week, but for holidays.
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
    implements Serializable {}
