package io.tripline.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * For how long records are to be kept.
 *
 * @param atLeast null for ever
 */
record Retention(Duration atLeast) {
  private static final String FOR_EVER = "forever";
  private static final Duration SHORTEST = Duration.ofHours(1);

  /** Reads {@code forever}, or a duration. */
  static final class Converter implements ITypeConverter<Retention> {
    @Override
    public Retention convert(String text) {
      if (text.equals(FOR_EVER)) {
        return new Retention(null);
      }
      Duration duration = new DurationConverter().convert(text);
      if (duration.compareTo(SHORTEST) < 0) {
        throw new TypeConversionException(
            "'" + text + "' is too short; write forever, or an hour or more, such as 90d");
      }
      return new Retention(duration);
    }
  }
}
