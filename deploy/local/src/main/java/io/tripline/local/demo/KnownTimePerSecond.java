package io.tripline.local.demo;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration above zero, written {@code 30m}, {@code 16h}, {@code 2d} or as in ISO 8601. */
final class KnownTimePerSecond implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    Duration time = parse(text.toUpperCase(Locale.ROOT));
    if (time == null || time.isNegative() || time.isZero()) {
      throw new TypeConversionException(
          "'" + text + "' is no time that could pass in a second; write 30m, 16h or PT16H");
    }
    return time;
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
