package io.tripline.oracle;

import io.tripline.ledger.calendar.CalendarSpec;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Working time by the plain reading: an instant is in it if the clock on the wall of the calendar's
 * zone says so. The open stretches of the years that tests live in are listed once.
 */
public final class OracleCalendar {
  private static final long FROM = Instant.parse("2025-06-01T00:00:00Z").toEpochMilli();
  private static final long TO = Instant.parse("2027-06-01T00:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  private final CalendarSpec spec;
  private final long[] starts;
  private final long[] ends;
  private final long[] openBefore;

  OracleCalendar(CalendarSpec spec) {
    this.spec = spec;
    List<long[]> stretches = stretches();
    int count = stretches.size();
    starts = new long[count];
    ends = new long[count];
    openBefore = new long[count];
    long open = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = stretches.get(i)[0];
      ends[i] = stretches.get(i)[1];
      openBefore[i] = open;
      open += ends[i] - starts[i];
    }
  }

  /** The calendars of a job: those given, and the two that are always there. */
  static Map<String, OracleCalendar> all(Map<String, CalendarSpec> given) {
    Map<String, CalendarSpec> specs = new TreeMap<>();
    specs.put(
        "always",
        new CalendarSpec(
            ZoneOffset.UTC,
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.MIDNIGHT,
            LocalTime.MAX,
            Set.of()));
    specs.put(
        "office",
        new CalendarSpec(
            ZoneOffset.UTC,
            EnumSet.complementOf(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Set.of()));
    specs.putAll(given);
    Map<String, OracleCalendar> calendars = new TreeMap<>();
    specs.forEach((name, spec) -> calendars.put(name, new OracleCalendar(spec)));
    return calendars;
  }

  ZoneId zone() {
    return spec.zone();
  }

  /** Days × hours, holidays or not. */
  long nominalWeek() {
    return spec.days().size() * (closeOfDay() - openOfDay());
  }

  /** The definition: what the clock on the wall says. */
  boolean saysTheClock(long instant) {
    ZonedDateTime local = Instant.ofEpochMilli(instant).atZone(spec.zone());
    long ofDay = local.toLocalTime().toNanoOfDay() / 1_000_000;
    return worksOn(local.toLocalDate()) && ofDay >= openOfDay() && ofDay < closeOfDay();
  }

  boolean open(long instant) {
    int i = lastStartingAtOrBefore(instant);
    return i >= 0 && instant < ends[i];
  }

  long workingTime(long from, long to) {
    return to <= from ? 0 : openUntil(to) - openUntil(from);
  }

  boolean covers(long from, long to) {
    return workingTime(from, to) == to - from;
  }

  /** The instants strictly between two at which it opens or closes. */
  List<Long> changesBetween(long from, long to) {
    List<Long> changes = new ArrayList<>();
    for (int i = Math.max(0, lastStartingAtOrBefore(from));
        i < starts.length && starts[i] < to;
        i++) {
      if (starts[i] > from) {
        changes.add(starts[i]);
      }
      if (ends[i] > from && ends[i] < to) {
        changes.add(ends[i]);
      }
    }
    return changes;
  }

  private long openUntil(long instant) {
    if (instant < FROM || instant > TO) {
      throw new IllegalArgumentException(
          "the oracle's calendars do not reach to " + Instant.ofEpochMilli(instant));
    }
    int i = lastStartingAtOrBefore(instant);
    return i < 0 ? 0 : openBefore[i] + Math.min(instant, ends[i]) - starts[i];
  }

  private int lastStartingAtOrBefore(long instant) {
    int at = java.util.Arrays.binarySearch(starts, instant);
    return at >= 0 ? at : -at - 2;
  }

  /** Between two changes of the zone's offset, local time runs evenly. */
  private List<long[]> stretches() {
    List<long[]> found = new ArrayList<>();
    long piece = FROM;
    while (piece < TO) {
      Instant at = Instant.ofEpochMilli(piece);
      ZoneOffsetTransition next = spec.zone().getRules().nextTransition(at);
      long pieceEnd = next == null ? TO : Math.min(TO, next.getInstant().toEpochMilli());
      ZoneOffset offset = spec.zone().getRules().getOffset(at);
      LocalDate first = LocalDateTime.ofEpochSecond(piece / 1000, 0, offset).toLocalDate();
      for (LocalDate day = first; ; day = day.plusDays(1)) {
        long midnight = day.atStartOfDay().toEpochSecond(offset) * 1000;
        if (midnight >= pieceEnd) {
          break;
        }
        long from = Math.max(piece, midnight + openOfDay());
        long to = Math.min(pieceEnd, midnight + closeOfDay());
        if (worksOn(day) && from < to) {
          found.add(new long[] {from, to});
        }
      }
      piece = pieceEnd;
    }
    return found;
  }

  private boolean worksOn(LocalDate day) {
    return spec.days().contains(day.getDayOfWeek()) && !spec.holidays().contains(day);
  }

  private long openOfDay() {
    return spec.open().toNanoOfDay() / 1_000_000;
  }

  private long closeOfDay() {
    return spec.close().equals(LocalTime.MAX) ? DAY : spec.close().toNanoOfDay() / 1_000_000;
  }
}
