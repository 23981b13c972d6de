package io.tripline.local.story;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/**
 * The story's calendar: five weeks from Monday, 5 January 2026, in UTC. People work Monday to
 * Friday from nine to five, which is the calendar {@code office}.
 */
final class Diary {
  static final int WEEKS = 5;
  static final int HOURS_A_DAY = 8;
  static final int DAYS_A_WEEK = 5;

  private static final Instant FIRST_MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration OPENING = Duration.ofHours(9);

  private Diary() {}

  /** The first midnight. */
  static Instant start() {
    return FIRST_MONDAY;
  }

  /** The midnight after the last day. */
  static Instant end() {
    return midnight(WEEKS + 1, DayOfWeek.MONDAY);
  }

  /**
   * A time in the story.
   *
   * @param week from 1
   * @param time such as {@code 10:20}
   */
  static Instant at(int week, DayOfWeek day, String time) {
    return midnight(week, day).plusSeconds(LocalTime.parse(time).toSecondOfDay());
  }

  static Instant midnight(int week, DayOfWeek day) {
    return FIRST_MONDAY.plus(Duration.ofDays(7L * (week - 1) + day.getValue() - 1));
  }

  static Instant opening(int week, DayOfWeek day) {
    return midnight(week, day).plus(OPENING);
  }

  static Instant closing(int week, DayOfWeek day) {
    return opening(week, day).plus(Duration.ofHours(HOURS_A_DAY));
  }

  /**
   * The time at which so much of a week's working time has passed.
   *
   * @param worked less than {@value #DAYS_A_WEEK} times {@value #HOURS_A_DAY} hours
   */
  static Instant afterWorking(int week, Duration worked) {
    Duration day = Duration.ofHours(HOURS_A_DAY);
    DayOfWeek weekday = DayOfWeek.of(1 + (int) worked.dividedBy(day));
    return opening(week, weekday).plusMillis(worked.toMillis() % day.toMillis());
  }
}
