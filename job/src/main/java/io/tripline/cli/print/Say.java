package io.tripline.cli.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times, durations and amounts as people write them; all times are UTC. */
public final class Say {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final Pattern BETWEEN_WORDS = Pattern.compile(" (?!%|(?:h|min|d|points)\\b)");

  private Say() {}

  /** {@code Tue 20 Jan 10:55}. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** {@code 5 January 2026}. */
  public static String date(Instant time) {
    return DATE.format(time);
  }

  /** The two or fewer largest of days, hours and minutes: {@code 1 d 2 h}. */
  public static String duration(Duration time) {
    if (time.toDays() > 0) {
      return join(time.toDays() + " d", time.toHoursPart() + " h");
    }
    if (time.toHours() > 0) {
      return join(time.toHours() + " h", time.toMinutesPart() + " min");
    }
    return time.toMinutes() + " min";
  }

  private static String join(String large, String small) {
    return small.startsWith("0 ") ? large : large + " " + small;
  }

  /** {@code 12,345.60}. */
  public static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** {@code +12,345.60}. */
  public static String signedMoney(BigDecimal amount) {
    return String.format(Locale.ROOT, "%+,.2f", amount);
  }

  /** {@code 47.4 %}. */
  public static String percent(BigDecimal ratio) {
    return ratio.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
  }

  /** A text in lines that are not longer than a width, unless a word, or number and unit, are. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : BETWEEN_WORDS.split(text, -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text, then blanks up to a width. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Blanks up to a width, then the text. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
