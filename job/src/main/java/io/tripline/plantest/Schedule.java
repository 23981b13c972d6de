package io.tripline.plantest;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.calendar.WorkingCalendar;
import io.tripline.plan.Kind;
import io.tripline.plan.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * When something happens, as a fact of a test file says it: {@code at} moments, {@code from … to},
 * or {@code every} so often.
 */
final class Schedule {
  static final List<String> MOMENTS = List.of("at", "from", "to", "every", "times", "in");
  static final List<String> STRETCHES = List.of("from", "to", "every", "times", "in", "for");

  private static final int MOST = 100_000;

  /** Nothing is looked for longer than that in a calendar that may be closed. */
  private static final long LONGEST = 3660L * 24 * 3_600_000;

  private final Section section;
  private final Calendars calendars;
  private final Kind<String> calendarNames;

  /**
   * A stretch of time, in milliseconds since the epoch.
   *
   * @param end exclusive; the start itself of what is over in a moment
   */
  record Stretch(long start, long end) {}

  Schedule(Section section, Calendars calendars) {
    this.section = section;
    this.calendars = calendars;
    this.calendarNames = Kind.oneOf(List.copyOf(calendars.names()), name -> name);
  }

  /**
   * Moments.
   *
   * @param count how many there must be, or null where the schedule is to say it
   * @return empty if anything is wrong, which has been noted then
   */
  List<Stretch> moments(Integer count) {
    if (!section.has("at")) {
      return section.has("every")
          ? repeated(0L, count)
          : missing("at", "a time, or from and every");
    }
    for (String key : List.of("from", "to", "every", "times", "in", "for")) {
      if (section.has(key)) {
        section.error(key, "stands beside 'at'; keep one of them");
      }
    }
    List<Stretch> moments = new ArrayList<>();
    section.oneOrMore("at", Kind.TIME).forEach(time -> moments.add(new Stretch(time, time)));
    return fitting(moments, "at", count);
  }

  /** As {@link #moments}, of stretches of time that are not over in a moment. */
  List<Stretch> stretches(Integer count) {
    Long length = section.optional("for", Kind.DURATION, null);
    if (section.has("every")) {
      return repeated(length, count);
    }
    Long from = section.required("from", Kind.TIME);
    if (section.has("times") || section.has("in")) {
      return missing("every", "how far apart they are, such as PT1H");
    }
    Long to = length != null && from != null ? Long.valueOf(from + length) : end();
    if (from == null || to == null) {
      return List.of();
    }
    if (to < from) {
      section.error("to", "is before 'from'; write a later time");
      return List.of();
    }
    return fitting(List.of(new Stretch(from, to)), "from", count);
  }

  private Long end() {
    return section.required("to", Kind.TIME);
  }

  /**
   * @param length of each, or null if it is as long as the time between two
   */
  private List<Stretch> repeated(Long length, Integer count) {
    Long from = section.required("from", Kind.TIME);
    Long every = section.required("every", Kind.DURATION);
    Long to = section.optional("to", Kind.TIME, null);
    Integer times = section.optional("times", Kind.VERSION, null);
    String calendar = section.optional("in", calendarNames, null);
    if (every != null && every == 0) {
      section.error("every", "is no time at all; write how far apart they are, such as PT1H");
      return List.of();
    }
    if (from == null || every == null || !saysHowMany(to, times, count)) {
      return List.of();
    }
    return repeated(
        new Every(from, every, length == null ? every : length, to == null ? from + LONGEST : to),
        calendar == null ? null : calendars.calendar(calendar),
        count != null ? count : times == null ? MOST + 1 : times);
  }

  private record Every(long from, long every, long length, long to) {}

  private List<Stretch> repeated(Every every, WorkingCalendar calendar, int most) {
    List<Stretch> stretches = new ArrayList<>();
    for (long start = every.from(); start < every.to(); start += every.every()) {
      if (stretches.size() == most) {
        break;
      }
      Stretch stretch = new Stretch(start, start + every.length());
      if (calendar == null || isOpen(calendar, stretch)) {
        stretches.add(stretch);
      }
    }
    if (stretches.size() > MOST) {
      section.error("every", "comes more than " + MOST + " times; write fewer");
      return List.of();
    }
    if (stretches.isEmpty()) {
      section.error("every", "never comes; correct 'from', 'to' or 'in'");
    }
    return stretches;
  }

  private static boolean isOpen(WorkingCalendar calendar, Stretch stretch) {
    return stretch.start() == stretch.end()
        ? calendar.open(stretch.start())
        : calendar.covers(stretch.start(), stretch.end());
  }

  private boolean saysHowMany(Long to, Integer times, Integer count) {
    int said = (to == null ? 0 : 1) + (times == null ? 0 : 1) + (count == null ? 0 : 1);
    if (said == 1) {
      return true;
    }
    section.error(
        "every",
        said == 0
            ? "has no end; write 'to' or 'times'"
            : "is told more than once how many there are; write one of 'to', 'times' and a series");
    return false;
  }

  private List<Stretch> fitting(List<Stretch> stretches, String key, Integer count) {
    if (count != null && count != stretches.size()) {
      section.error(
          key,
          "gives %s times, but the series has %s values; write as many"
              .formatted(stretches.size(), count));
      return List.of();
    }
    return stretches;
  }

  private List<Stretch> missing(String key, String wanted) {
    section.error(key, "is missing; write " + wanted);
    return List.of();
  }
}
