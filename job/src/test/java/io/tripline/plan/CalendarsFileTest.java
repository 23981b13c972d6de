package io.tripline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.calendar.WorkingCalendar;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarsFileTest {
  private static final long HOUR = 3_600_000L;
  private static final String GOOD =
      """
      office-us:
        zone: America/New_York
        days: [MONDAY, TUESDAY]
        open: "09:00"
        close: 17:00
        holidays: [2026-01-19]
      nights: {zone: UTC, days: [SUNDAY], open: "20:00", close: "24:00"}
      """;

  @Test
  void readsCalendarsBesideTheStandardOnes() {
    CalendarsFile.Reading reading = CalendarsFile.read(GOOD);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.calendars().names())
        .containsExactly("always", "nights", "office", "office-us");
    WorkingCalendar us = reading.calendars().calendar("office-us");
    assertThat(us.nominalWeek()).isEqualTo(16 * HOUR);
    assertThat(us.open(at("2026-01-12T14:00:00Z"))).isTrue();
    assertThat(us.open(at("2026-01-12T13:59:59Z"))).isFalse();
    assertThat(us.open(at("2026-01-19T15:00:00Z"))).as("a holiday").isFalse();
    assertThat(reading.calendars().calendar("nights").nominalWeek()).isEqualTo(4 * HOUR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          America/New_York | America/New_Yrok | 2:9  | which is no zone (did you mean 'America/New_York'?)
          TUESDAY          | TUSDAY           | 3:18 | (did you mean 'TUESDAY'?)
          [SUNDAY]         | []               | 7:21 | 'nights.days' names no working day
          "20:00"          | 25:00            | 7:43 | which is no time of day
          "20:00"          | 20               | 7:43 | which is no time of day
          17:00            | 08:00            | 5:3  | 'office-us.close' is not after 'open' on the same day
          2026-01-19       | 19.1.2026        | 6:14 | which is no date
          holidays         | holiday          | 6:3  | (did you mean 'holidays'?)
          nights           | ' "" '           | 7:1  | which names nothing
          """)
  void saysWhereAndWhatIsWrong(String piece, String replacement, String where, String message) {
    CalendarsFile.Reading reading = CalendarsFile.read(GOOD.replace(piece, replacement.strip()));

    assertThat(reading.calendars()).isNull();
    assertThat(reading.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.in("c")).startsWith("c:" + where + ": ");
              assertThat(problem.message()).contains(message);
            });
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
