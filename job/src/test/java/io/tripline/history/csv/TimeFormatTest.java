package io.tripline.history.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ISO               | 2026-01-05                | 2026-01-04T23:00:00Z
          ISO               | 2026-07-05T10:00          | 2026-07-05T08:00:00Z
          ISO               | 2026-01-05T10:00:00.5-05:00 | 2026-01-05T15:00:00.500Z
          ISO               | 2026-01-05 10:00:00       | 2026-01-05T09:00:00Z
          ISO               | 2026-01-05T10:00:00.000+0530 | 2026-01-05T04:30:00Z
          ISO               | 2026-01-05 10:00:00 UTC   | 2026-01-05T10:00:00Z
          ISO               | 2026-01-05X10:00          |
          EPOCH_SECONDS     | 86400                     | 1970-01-02T00:00:00Z
          EPOCH_MILLIS      | 1                         | 1970-01-01T00:00:00.001Z
          M/d/yyyy H:mm     | 2/29/2012 9:05            | 2012-02-29T08:05:00Z
          d-MMM-yy          | 5-Jan-26                  | 2026-01-04T23:00:00Z
          d.M.yyyy HH:mm    | 25.10.2026 02:30          | 2026-10-25T00:30:00Z
          yyyy-MM-dd HH:mmZ | 2026-01-05 10:00+0530     | 2026-01-05T04:30:00Z
          yyyy'y'MM         | 2026y01                   |
          M/d/yyyy H:mm     | 2/30/2012 9:05            |
          M/d/yyyy H:mm     | 13/1/2012 9:05            |
          M/d/yyyy H:mm     | \\N                       |
          d.M.yyyy HH:mm    | 29.3.2026 02:30           |
          EPOCH_SECONDS     | 99999999999999999999      |
          """)
  void timesAreReadStrictly(String pattern, String text, String expected) throws RowFault {
    TimeFormat format = TimeFormat.of(pattern, ZoneId.of("Europe/Berlin"));

    if (expected == null) {
      assertThatThrownBy(() -> format.parse(text, "when")).isInstanceOf(RowFault.class);
    } else {
      assertThat(format.parse(text, "when")).isEqualTo(Instant.parse(expected));
    }
  }
}
