package io.tripline.local.story;

import io.tripline.schemas.avro.CostCategory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** The bills that come to a service again and again. */
final class Bills {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Narrator narrator;

  Bills(Narrator narrator) {
    this.narrator = narrator;
  }

  /** The cloud by the quarter of a day, known within the hour. */
  void cloud(String perWeek, Instant from, Instant to) {
    cloud(Duration.ofHours(6), Duration.ofMinutes(40), from, to, start -> new BigDecimal(perWeek));
  }

  /**
   * The cloud by some period.
   *
   * @param delay from a period's end until its bill is known, about
   * @param perWeek dollars a week, by the period's start
   */
  void cloud(
      Duration period,
      Duration delay,
      Instant from,
      Instant to,
      Function<Instant, BigDecimal> perWeek) {
    for (Instant start = from; start.isBefore(to); start = start.plus(period)) {
      Instant end = Team.earlier(start.plus(period), to);
      Instant known = narrator.about(end.plus(delay), Duration.ofMinutes(15));
      if (known.isBefore(Diary.end())) {
        BigDecimal amount = share(perWeek.apply(start), Duration.between(start, end));
        narrator.bill(CostCategory.CLOUD, narrator.about(amount, 3), start, end, known, "usage");
      }
    }
  }

  /** Licences by the week, known on Monday morning. */
  void software(String perWeek, Instant to) {
    for (int week = 1; week < Diary.WEEKS; week++) {
      Instant start = Diary.midnight(week, DayOfWeek.MONDAY);
      if (!start.plus(WEEK).isAfter(to)) {
        narrator.bill(
            CostCategory.SOFTWARE,
            new BigDecimal(perWeek),
            start,
            start.plus(WEEK),
            narrator.about(Diary.at(week + 1, DayOfWeek.MONDAY, "10:00"), Duration.ofMinutes(30)),
            "licences");
      }
    }
  }

  static BigDecimal share(BigDecimal perWeek, Duration time) {
    return perWeek
        .multiply(BigDecimal.valueOf(time.toSeconds()))
        .divide(BigDecimal.valueOf(WEEK.toSeconds()), MathContext.DECIMAL64);
  }
}
