package io.tripline.ledger.book;

import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Baseline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A retainer as it accrues: the same amount in every calendar month, day or hour of a zone, spread
 * evenly over however long that period is.
 */
final class RetainerPeriods {
  private final Baseline.Retainer retainer;
  private final ZoneId zone;

  /**
   * A retainer's periods.
   *
   * @param retainer null for none
   */
  RetainerPeriods(Baseline.Retainer retainer, ZoneId zone) {
    this.retainer = retainer;
    this.zone = zone;
  }

  /** Micros that accrue in {@code [from, to)}. */
  long between(long from, long to) {
    if (retainer == null || from >= to) {
      return 0;
    }
    Spread first = periodHolding(from);
    if (to <= first.end()) {
      return first.share(from, to);
    }
    Spread last = periodHolding(to - 1);
    return Math.addExact(
        first.share(from, first.end()) + last.share(last.start(), to),
        Math.multiplyExact(retainer.amount(), wholePeriods(first.end(), last.start())));
  }

  private Spread periodHolding(long instant) {
    ZonedDateTime local = at(instant);
    ZonedDateTime start =
        switch (retainer.per()) {
          case MONTH -> local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
          case DAY -> local.toLocalDate().atStartOfDay(zone);
          case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
        };
    ZonedDateTime end =
        switch (retainer.per()) {
          case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(zone);
          case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(zone);
          case HOUR -> start.plusHours(1);
        };
    return new Spread(
        retainer.amount(), start.toInstant().toEpochMilli(), end.toInstant().toEpochMilli());
  }

  /** How many periods there are between the ends of two. */
  private long wholePeriods(long from, long to) {
    LocalDate first = at(from).toLocalDate();
    LocalDate last = at(to).toLocalDate();
    return switch (retainer.per()) {
      case MONTH -> ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1));
      case DAY -> ChronoUnit.DAYS.between(first, last);
      case HOUR -> (to - from) / ChronoUnit.HOURS.getDuration().toMillis();
    };
  }

  private ZonedDateTime at(long instant) {
    return Instant.ofEpochMilli(instant).atZone(zone);
  }
}
