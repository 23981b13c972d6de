package io.tripline.plan;

import io.tripline.plan.Value.Scalar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of single value: how to read it, and what to tell somebody who wrote something else.
 *
 * @param wanted what to write, to be read after "write "
 */
public record Kind<T>(String wanted, Reading<T> reading) {
  private static final int DECIMALS = 6;
  private static final int LONGEST_NUMBER = 100;

  /** 10¹¹ units of the currency: what a single amount may be at most. */
  static final BigDecimal LARGEST = BigDecimal.TEN.pow(11);

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,15}");
  private static final Pattern TIME_TEXT = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final long FIRST_TIME =
      OffsetDateTime.parse("1990-01-01T00:00:00Z").toInstant().toEpochMilli();
  private static final long LAST_TIME =
      OffsetDateTime.parse("2100-01-01T00:00:00Z").toInstant().toEpochMilli();

  /** Longer than any period of a plan; adding a few of them overflows nothing. */
  private static final Duration LONGEST = Duration.ofDays(3660);

  public static final Kind<String> TEXT = new Kind<>("a text", Kind::text);
  public static final Kind<String> NAME = new Kind<>("a name of 1 to 256 characters", Kind::name);
  public static final Kind<String> CURRENCY_CODE =
      new Kind<>("a currency's three letters, such as USD", Kind::currency);
  public static final Kind<Long> TIME =
      new Kind<>("a time with its offset, such as 2026-01-05T08:00:00Z", Kind::time);
  public static final Kind<Long> DURATION =
      new Kind<>("a duration such as PT15M, PT4H or P1D", Kind::duration);
  public static final Kind<BigDecimal> AMOUNT =
      new Kind<>("a decimal such as 12000.00", Kind::decimal);
  public static final Kind<BigDecimal> NOT_NEGATIVE =
      new Kind<>("a decimal that is not negative, such as 120.00", Kind::notNegative);
  public static final Kind<Integer> VERSION = new Kind<>("a whole number from 1 on", Kind::version);
  public static final Kind<LocalDate> DATE = new Kind<>("a date such as 2026-01-19", Kind::date);
  public static final Kind<ZoneId> ZONE =
      new Kind<>("a zone such as Europe/Berlin, America/New_York or UTC", Kind::zone);
  public static final Kind<LocalTime> TIME_OF_DAY =
      new Kind<>("a time of day in quotes, such as \"09:00\"", Kind::timeOfDay);

  /** Reads a single value. */
  public interface Reading<T> {
    T read(Scalar scalar) throws Wrong;
  }

  /** The constants of an enum, by their names. */
  public static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    return oneOf(Arrays.asList(type.getEnumConstants()), Enum::name);
  }

  /** Some things, by their names. */
  public static <E> Kind<E> oneOf(List<E> things, Function<E, String> nameOf) {
    Map<String, E> byName = new TreeMap<>();
    things.forEach(thing -> byName.put(nameOf.apply(thing), thing));
    String all = String.join(", ", things.stream().map(nameOf).toList());
    String wanted = (things.size() == 1 ? "" : "one of ") + all;
    return new Kind<>(
        wanted,
        scalar -> {
          E thing = byName.get(scalar.text());
          if (thing == null) {
            throw new Wrong(
                "which there is not"
                    + Nearest.suggestion(scalar.text(), byName.keySet())
                    + "; write "
                    + wanted);
          }
          return thing;
        });
  }

  /** A duration that is neither shorter nor longer than some, which are written as people do. */
  public static Kind<Duration> durationBetween(String shortest, String longest) {
    Duration from = Duration.parse(shortest);
    Duration to = Duration.parse(longest);
    String wanted = "a duration from " + shortest + " to " + longest;
    return new Kind<>(
        wanted,
        scalar -> {
          Duration duration = Duration.ofMillis(DURATION.reading().read(scalar));
          if (duration.compareTo(from) < 0 || duration.compareTo(to) > 0) {
            throw new Wrong("which is out of range; write " + wanted);
          }
          return duration;
        });
  }

  private static String text(Scalar scalar) throws Wrong {
    if (scalar.kind() != Scalar.Kind.TEXT) {
      throw new Wrong("which is no text; put it in quotes: \"" + scalar.text() + '"');
    }
    return scalar.text();
  }

  private static String name(Scalar scalar) throws Wrong {
    String name = text(scalar);
    String objection = Identifiers.objection(name);
    if (objection != null) {
      throw new Wrong(objection);
    }
    return name;
  }

  private static String currency(Scalar scalar) throws Wrong {
    if (!CURRENCY.matcher(scalar.text()).matches()) {
      throw new Wrong("which is no code of ISO 4217; write three capital letters, such as USD");
    }
    return scalar.text();
  }

  private static Integer version(Scalar scalar) throws Wrong {
    boolean whole = scalar.kind() == Scalar.Kind.NUMBER && WHOLE.matcher(scalar.text()).matches();
    long version = whole ? Long.parseLong(scalar.text()) : 0;
    if (version < 1 || version > Integer.MAX_VALUE) {
      throw new Wrong("which is no version; write a whole number from 1 to 2147483647, unquoted");
    }
    return (int) version;
  }

  /** At most six decimals, and no trailing zeros, so that equal numbers are equal. */
  static BigDecimal decimal(Scalar scalar) throws Wrong {
    return decimal(scalar.text(), "12000.00");
  }

  static BigDecimal decimal(String text, String example) throws Wrong {
    if (text.length() > LONGEST_NUMBER || !DECIMAL.matcher(text).matches()) {
      throw new Wrong("which is no decimal; write digits and a point, such as " + example);
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    // Compared before it is written out: 1E999999 would not fit into memory.
    if (value.abs().compareTo(LARGEST) > 0) {
      throw new Wrong("which is too large; write at most 100000000000 (10^11)");
    }
    if (value.scale() > DECIMALS) {
      throw new Wrong("which is finer than a millionth; round it to six decimals");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static BigDecimal notNegative(Scalar scalar) throws Wrong {
    BigDecimal value = decimal(scalar);
    if (value.signum() < 0) {
      throw new Wrong("which is negative; write 0 or more");
    }
    return value;
  }

  private static Long time(Scalar scalar) throws Wrong {
    long time = millis(scalar);
    if (time < FIRST_TIME || time >= LAST_TIME) {
      throw new Wrong("which is not between 1990 and 2099; correct the year");
    }
    return time;
  }

  private static long millis(Scalar scalar) throws Wrong {
    if (scalar.kind() == Scalar.Kind.NUMBER && EPOCH_MILLIS.matcher(scalar.text()).matches()) {
      return Long.parseLong(scalar.text());
    }
    try {
      return OffsetDateTime.parse(scalar.text()).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new Wrong("which is no time; write one with its offset, such as 2026-01-05T08:00:00Z");
    }
  }

  private static Long duration(Scalar scalar) throws Wrong {
    Duration duration = parseDuration(scalar.text());
    if (duration.isNegative()) {
      throw new Wrong("which is negative; write PT0S or longer");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new Wrong("which is longer than ten years; write a shorter one");
    }
    if (!duration.equals(duration.truncatedTo(ChronoUnit.MILLIS))) {
      throw new Wrong("which is finer than a millisecond; round it");
    }
    return duration.toMillis();
  }

  private static Duration parseDuration(String text) throws Wrong {
    try {
      return Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Wrong(
          "which is no duration; write one such as PT15M (minutes), PT4H (hours) or P1D (days)");
    }
  }

  private static LocalDate date(Scalar scalar) throws Wrong {
    try {
      return LocalDate.parse(scalar.text());
    } catch (DateTimeException e) {
      throw new Wrong("which is no date; write one such as 2026-01-19");
    }
  }

  private static ZoneId zone(Scalar scalar) throws Wrong {
    try {
      return ZoneId.of(scalar.text());
    } catch (DateTimeException e) {
      throw new Wrong(
          "which is no zone"
              + Nearest.suggestion(scalar.text(), ZoneId.getAvailableZoneIds())
              + "; write one such as Europe/Berlin, America/New_York or UTC");
    }
  }

  /** 24:00 is the end of the day. */
  private static LocalTime timeOfDay(Scalar scalar) throws Wrong {
    if (scalar.text().equals("24:00")) {
      return LocalTime.MAX;
    }
    if (!TIME_TEXT.matcher(scalar.text()).matches()) {
      throw new Wrong("which is no time of day; write one in quotes, such as \"09:00\"");
    }
    return LocalTime.parse(scalar.text());
  }
}
