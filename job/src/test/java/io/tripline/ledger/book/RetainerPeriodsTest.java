package io.tripline.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Baseline.Period;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetainerPeriodsTest {
  private static final long AMOUNT = 31_000_000;

  @ParameterizedTest
  @CsvSource({
    // a whole month, a day of a month of 31 days, three months and a day
    "MONTH, UTC, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z, 31000000",
    "MONTH, UTC, 2026-01-05T00:00:00Z, 2026-01-06T00:00:00Z,  1000000",
    "MONTH, UTC, 2025-12-31T00:00:00Z, 2026-03-02T00:00:00Z, 64000000",
    // the month begins when it does in the zone; February has 28 days
    "MONTH, America/New_York, 2026-01-01T05:00:00Z, 2026-02-01T05:00:00Z, 31000000",
    "MONTH, America/New_York, 2026-02-01T05:00:00Z, 2026-02-15T05:00:00Z, 15500000",
    // the day on which clocks go forward has 23 hours, and the whole amount
    "DAY, America/New_York, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z, 31000000",
    "DAY, America/New_York, 2026-03-07T05:00:00Z, 2026-03-10T04:00:00Z, 93000000",
    "HOUR, UTC, 2026-01-05T10:30:00Z, 2026-01-05T13:15:00Z, 85250000",
    "HOUR, Asia/Kolkata, 2026-01-05T10:30:00Z, 2026-01-05T11:30:00Z, 31000000",
  })
  void accruesEvenlyOverEachPeriod(
      Period per, ZoneId zone, Instant from, Instant to, long expected) {
    RetainerPeriods periods = new RetainerPeriods(new Baseline.Retainer(AMOUNT, per), zone);

    assertThat(periods.between(from.toEpochMilli(), to.toEpochMilli())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"MONTH", "DAY", "HOUR"})
  void partsSumToTheWhole(Period per) {
    RetainerPeriods periods =
        new RetainerPeriods(new Baseline.Retainer(1_000_003, per), ZoneId.of("Europe/Berlin"));
    long start = Instant.parse("2026-03-20T07:35:00Z").toEpochMilli();
    long slice = 5 * 60_000;
    long sum = 0;
    for (int i = 0; i < 12 * 24 * 20; i++) {
      sum += periods.between(start + i * slice, start + (i + 1) * slice);
    }

    assertThat(sum).isEqualTo(periods.between(start, start + 12 * 24 * 20 * slice));
  }

  @Test
  void noneIsNothing() {
    assertThat(new RetainerPeriods(null, ZoneId.of("UTC")).between(0, Long.MAX_VALUE)).isZero();
  }
}
