package io.tripline.ledger.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkingCalendarTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

  private static final WorkingCalendar OFFICE = new WorkingCalendar(WorkingCalendar.OFFICE);
  private static final WorkingCalendar ALWAYS = new WorkingCalendar(WorkingCalendar.ALWAYS);
  private static final WorkingCalendar NEW_YORK =
      calendar("America/New_York", WEEKDAYS, "09:00", "17:00", "2026-01-19");

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00:00Z, 2026-01-05T17:00:00Z, 8",
    "2026-01-05T00:00:00Z, 2026-01-06T00:00:00Z, 8",
    "2026-01-05T10:00:00Z, 2026-01-05T11:00:00Z, 1",
    "2026-01-05T16:00:00Z, 2026-01-06T10:00:00Z, 2",
    "2026-01-09T16:00:00Z, 2026-01-12T10:00:00Z, 2",
    "2026-01-10T00:00:00Z, 2026-01-12T00:00:00Z, 0",
    "2026-01-05T00:00:00Z, 2026-01-12T00:00:00Z, 40",
    "2026-01-05T11:00:00Z, 2026-01-05T10:00:00Z, 0",
  })
  void addsUpWorkingTime(Instant from, Instant to, long hours) {
    assertThat(OFFICE.workingTime(from.toEpochMilli(), to.toEpochMilli())).isEqualTo(hours * HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    // winter, the day before clocks change, the Monday after, and a holiday
    "2026-03-06T14:00:00Z, true",
    "2026-03-06T13:59:59.999Z, false",
    "2026-03-09T13:00:00Z, true",
    "2026-03-09T12:59:59.999Z, false",
    "2026-03-09T20:59:59.999Z, true",
    "2026-03-09T21:00:00Z, false",
    "2026-01-19T16:00:00Z, false",
    "2026-01-20T16:00:00Z, true",
  })
  void followsTheClockOnTheWall(Instant instant, boolean open) {
    assertThat(NEW_YORK.open(instant.toEpochMilli())).isEqualTo(open);
  }

  @Test
  void neitherCountsHoursThatAreSkippedNorMissesHoursThatAreRepeated() {
    WorkingCalendar night = calendar("Europe/Berlin", ALL_DAYS, "02:30", "04:00");

    assertThat(day(night, "2026-03-28")).isEqualTo(90 * MINUTE);
    assertThat(day(night, "2026-03-29")).isEqualTo(HOUR);
    assertThat(night.open(at("2026-03-29T01:00:00Z"))).isTrue();
    assertThat(night.open(at("2026-03-29T00:59:59Z"))).isFalse();
    // 02:30–03:00 summer time, then 02:30–04:00 winter time
    assertThat(day(night, "2026-10-25")).isEqualTo(2 * HOUR);
    assertThat(night.nextChange(at("2026-10-25T00:30:00Z"))).isEqualTo(at("2026-10-25T01:00:00Z"));
    assertThat(night.nextChange(at("2026-10-25T01:00:00Z"))).isEqualTo(at("2026-10-25T01:30:00Z"));
  }

  @Test
  void hasDaysOf23And25HoursWhereDaysAreWhole() {
    WorkingCalendar sundays =
        new WorkingCalendar(
            new CalendarSpec(
                ZoneId.of("Europe/Berlin"),
                EnumSet.of(DayOfWeek.SUNDAY),
                LocalTime.MIN,
                LocalTime.MAX,
                Set.of()));

    assertThat(day(sundays, "2026-03-29")).isEqualTo(23 * HOUR);
    assertThat(day(sundays, "2026-10-25")).isEqualTo(25 * HOUR);
    assertThat(day(sundays, "2026-10-26")).isZero();
    assertThat(sundays.nominalWeek()).isEqualTo(24 * HOUR);
  }

  @Test
  void skipsADayThatNeverWas() {
    WorkingCalendar apia = calendar("Pacific/Apia", ALL_DAYS, "09:00", "17:00");

    assertThat(apia.workingTime(at("2011-12-29T10:00:00Z"), at("2011-12-31T10:00:00Z")))
        .as("29 December, then 31 December; there was no 30th")
        .isEqualTo(16 * HOUR);
  }

  @Test
  void isAlwaysOpenAllTheTime() {
    assertThat(ALWAYS.workingTime(Long.MIN_VALUE / 4, Long.MAX_VALUE / 4))
        .isEqualTo(Long.MAX_VALUE / 4 - Long.MIN_VALUE / 4);
    assertThat(ALWAYS.covers(at("2025-12-31T23:00:00Z"), at("2026-01-01T01:00:00Z"))).isTrue();
    assertThat(ALWAYS.nextChange(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(ALWAYS.nominalWeek()).isEqualTo(7 * DAY);
  }

  @Test
  void joinsDaysThatMeetAtMidnight() {
    WorkingCalendar weekdays =
        new WorkingCalendar(
            new CalendarSpec(
                ZoneId.of("Europe/Berlin"), WEEKDAYS, LocalTime.MIN, LocalTime.MAX, Set.of()));

    assertThat(weekdays.nextChange(at("2026-01-04T23:00:00Z")))
        .as("from Monday 00:00 in Berlin to Saturday 00:00")
        .isEqualTo(at("2026-01-09T23:00:00Z"));
  }

  @Test
  void knowsWhatItCovers() {
    assertThat(OFFICE.covers(at("2026-01-05T09:00:00Z"), at("2026-01-05T17:00:00Z"))).isTrue();
    assertThat(OFFICE.covers(at("2026-01-05T08:55:00Z"), at("2026-01-05T09:00:01Z"))).isFalse();
    assertThat(OFFICE.covers(at("2026-01-05T16:55:00Z"), at("2026-01-05T17:00:01Z"))).isFalse();
  }

  @Test
  void knowsWhatChangesNext() {
    assertThat(OFFICE.nextChange(at("2026-01-05T08:59:59.999Z")))
        .isEqualTo(at("2026-01-05T09:00:00Z"));
    assertThat(OFFICE.nextChange(at("2026-01-05T09:00:00Z"))).isEqualTo(at("2026-01-05T17:00:00Z"));
    assertThat(OFFICE.nextChange(at("2026-01-09T17:00:00Z"))).isEqualTo(at("2026-01-12T09:00:00Z"));
  }

  @Test
  void countsNominalWeeksHolidaysOrNot() {
    assertThat(OFFICE.nominalWeek()).isEqualTo(40 * HOUR);
    assertThat(NEW_YORK.nominalWeek()).isEqualTo(40 * HOUR);
  }

  @Test
  void isExactFromEndToEnd() {
    assertThat(OFFICE.open(at("1990-01-01T09:00:00Z"))).isTrue();
    assertThat(OFFICE.open(at("2099-12-31T16:59:59.999Z"))).isTrue();
    assertThat(NEW_YORK.workingTime(Long.MIN_VALUE, at("1988-12-31T00:00:00Z"))).isZero();
    assertThat(NEW_YORK.nextChange(at("2103-01-01T00:00:00Z"))).isEqualTo(Long.MAX_VALUE);
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** Minute by minute, by asking the clock on the wall. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheClockOnTheWall(long seed) {
    Random random = new Random(seed);
    CalendarSpec spec = randomSpec(random);
    WorkingCalendar calendar = new WorkingCalendar(spec);
    long from = randomMonth(random);
    long to = from + 10 * DAY;

    long worked = 0;
    long lastChange = from;
    for (long minute = from; minute < to; minute += MINUTE) {
      boolean open = openOnTheWall(spec, minute);
      assertThat(calendar.open(minute)).as("%s at %d", spec, minute).isEqualTo(open);
      if (minute > from && open != openOnTheWall(spec, minute - MINUTE)) {
        assertThat(calendar.nextChange(lastChange)).as("%s", spec).isEqualTo(minute);
        lastChange = minute;
      }
      worked += open ? MINUTE : 0;
    }

    assertThat(calendar.workingTime(from, to)).as("%s", spec).isEqualTo(worked);
  }

  @Test
  void refusesWhatIsNoWorkingTime() {
    assertThatThrownBy(() -> calendar("UTC", Set.of(), "09:00", "17:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> calendar("UTC", WEEKDAYS, "17:00", "09:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> calendar("UTC", WEEKDAYS, "09:00", "09:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void travelsAsSpecifications() throws IOException, ClassNotFoundException {
    Calendars calendars =
        new Calendars(
            Map.of(
                "ny",
                new CalendarSpec(
                    ZoneId.of("America/New_York"),
                    WEEKDAYS,
                    LocalTime.of(9, 0),
                    LocalTime.of(17, 0),
                    Set.of(LocalDate.of(2026, 1, 19)))));
    assertThat(calendars.calendar("ny").open(at("2026-01-20T16:00:00Z"))).isTrue();

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(calendars);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Calendars arrived = (Calendars) in.readObject();

      assertThat(arrived.names()).containsExactly("always", "ny", "office");
      assertThat(arrived.calendar("ny").open(at("2026-01-19T16:00:00Z"))).isFalse();
      assertThat(arrived.calendar("ny").open(at("2026-01-20T16:00:00Z"))).isTrue();
    }
    assertThat(bytes.size()).as("no table of a century goes along").isLessThan(4096);
  }

  @Test
  void saysWhichCalendarsThereAre() {
    assertThatThrownBy(() -> Calendars.standard().calendar("offce"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no calendar is called 'offce'; there are [always, office]");
  }

  private static boolean openOnTheWall(CalendarSpec spec, long instant) {
    ZonedDateTime wall = Instant.ofEpochMilli(instant).atZone(spec.zone());
    LocalTime time = wall.toLocalTime();
    return spec.days().contains(wall.getDayOfWeek())
        && !spec.holidays().contains(wall.toLocalDate())
        && !time.isBefore(spec.open())
        && time.isBefore(spec.close());
  }

  private static CalendarSpec randomSpec(Random random) {
    String[] zones = {
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kolkata",
      "America/Sao_Paulo",
      "Pacific/Apia",
      "Africa/Casablanca"
    };
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(3) > 0) {
        days.add(day);
      }
    }
    LocalTime open = LocalTime.of(random.nextInt(12), random.nextInt(60));
    LocalTime close =
        random.nextInt(4) == 0
            ? LocalTime.MAX
            : LocalTime.of(12 + random.nextInt(12), random.nextInt(60));
    return new CalendarSpec(
        ZoneId.of(zones[random.nextInt(zones.length)]),
        days,
        random.nextInt(3) == 0 ? LocalTime.MIN : open,
        close,
        Set.of(LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28))));
  }

  /** Mostly around changes of clocks. */
  private static long randomMonth(Random random) {
    String[] starts = {
      "2026-03-01T00:00:00Z", "2026-03-24T00:00:00Z", "2026-10-20T00:00:00Z",
      "2026-10-30T00:00:00Z", "2011-12-25T00:00:00Z", "2018-10-30T00:00:00Z"
    };
    return at(starts[random.nextInt(starts.length)]);
  }

  private static WorkingCalendar calendar(
      String zone, Set<DayOfWeek> days, String open, String close, String... holidays) {
    return new WorkingCalendar(
        new CalendarSpec(
            ZoneId.of(zone),
            days,
            LocalTime.parse(open),
            LocalTime.parse(close),
            Arrays.stream(holidays).map(LocalDate::parse).collect(Collectors.toSet())));
  }

  /** Working time of a date in the calendar's zone. */
  private static long day(WorkingCalendar calendar, String date) {
    LocalDate day = LocalDate.parse(date);
    return calendar.workingTime(
        day.atStartOfDay(calendar.zone()).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(calendar.zone()).toInstant().toEpochMilli());
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
