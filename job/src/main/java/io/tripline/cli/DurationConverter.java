package io.tripline.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration, written {@code 30m}, {@code 1h}, {@code 2d} or as in ISO 8601. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    Duration duration = parse(text.toUpperCase(Locale.ROOT));
    if (duration == null || duration.isNegative()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write one such as 30m, 1h, 2d or PT1H");
    }
    return duration;
  }

  private static Duration parse(String text) {
    String iso = text.startsWith("P") ? text : (text.endsWith("D") ? "P" : "PT") + text;
    try {
      return Duration.parse(iso);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
