package io.tripline.history.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How an export writes times.
 *
 * <p>A pattern is one of {@link DateTimeFormatter}, taken strictly: 31/2 is refused, not made the
 * end of February. Or it is {@code ISO} (ISO-8601, with an offset or in the zone), {@code
 * EPOCH_SECONDS} or {@code EPOCH_MILLIS}. A day without a time is its first instant.
 *
 * @param pattern as the mapping has it
 * @param formatter what the pattern means; null for the epochs
 * @param zone of what is written without one
 */
public record TimeFormat(String pattern, DateTimeFormatter formatter, ZoneId zone) {
  private static final String EPOCH_SECONDS = "EPOCH_SECONDS";
  private static final String EPOCH_MILLIS = "EPOCH_MILLIS";

  /** ISO-8601; without an offset, UTC. */
  public static final TimeFormat ISO = of("ISO", ZoneId.of("UTC"));

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static TimeFormat of(String pattern, ZoneId zone) {
    return new TimeFormat(
        pattern,
        switch (pattern) {
          case EPOCH_SECONDS, EPOCH_MILLIS -> null;
          case "ISO" -> iso();
          default ->
              DateTimeFormatter.ofPattern(withYears(pattern), Locale.ENGLISH)
                  .withResolverStyle(ResolverStyle.STRICT);
        },
        zone);
  }

  /**
   * A day, perhaps with a time behind a T or a blank, perhaps with an offset, with a colon in it or
   * not, or with the letters UTC.
   */
  private static DateTimeFormatter iso() {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .appendPattern("['T'][' ']")
        .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
        .appendPattern("[XXX][XX][' 'VV]")
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The years that people write are those of {@code u}; {@code y} would ask for the era. */
  private static String withYears(String pattern) {
    StringBuilder years = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); at++) {
      char letter = pattern.charAt(at);
      quoted ^= letter == '\'';
      years.append(letter == 'y' && !quoted ? 'u' : letter);
    }
    return years.toString();
  }

  /**
   * Reads a time; of two instants of a local time that came twice, the earlier.
   *
   * @param column that it stands in, for the fault
   * @throws RowFault if it is no such time
   */
  public Instant parse(String text, String column) throws RowFault {
    try {
      return switch (pattern) {
        case EPOCH_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
        case EPOCH_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
        default -> instant(text, column);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw new RowFault(
          "NOT_A_TIME", column, "'%s' is no time of the form %s".formatted(text, pattern));
    }
  }

  private Instant instant(String text, String column) throws RowFault {
    TemporalAccessor read =
        formatter.parseBest(
            text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (read instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (read instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    return inZone(
        read instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) read, text, column);
  }

  private Instant inZone(LocalDateTime time, String text, String column) throws RowFault {
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      throw new RowFault(
          "NO_SUCH_TIME",
          column,
          "'%s' did not come in %s: the clock was put forward over it".formatted(text, zone));
    }
    return time.atZone(zone).toInstant();
  }
}
