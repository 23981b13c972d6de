package io.tripline.oracle;

import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Plan;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.Map;

/** What a version of a plan expects of an interval. */
final class OraclePlanned {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final long HOUR = 3_600_000L;
  private static final long WEEK = 168 * HOUR;

  private OraclePlanned() {}

  /** Adds what {@code plan}, in force since {@code since}, expects of {@code [from, to)}. */
  static void add(
      OracleSums.Planned sums, Plan plan, OracleCalendar calendar, long since, long from, long to) {
    Baseline baseline = plan.baseline();
    long before = calendar.workingTime(since, from);
    long after = calendar.workingTime(since, to);
    BigInteger week = BigInteger.valueOf(calendar.nominalWeek());
    BigInteger units = BigInteger.valueOf(baseline.unitsPerWeek());
    sums.units += share(units, week, before, after);
    if (plan.unit() != null) {
      BigInteger earned = units.multiply(BigInteger.valueOf(plan.unit().value()));
      sums.earned += share(earned, week.multiply(MILLION), before, after);
    }
    BigInteger people = BigInteger.ZERO;
    BigInteger microsAnHour = BigInteger.ZERO;
    for (Baseline.TeamRole role : baseline.team()) {
      BigInteger count = BigInteger.valueOf(role.headcount());
      people = people.add(count);
      microsAnHour = microsAnHour.add(count.multiply(BigInteger.valueOf(role.hourlyCost())));
    }
    sums.hours += share(people, MILLION, before, after);
    sums.labor += share(microsAnHour, MILLION.multiply(BigInteger.valueOf(HOUR)), before, after);
    for (Map.Entry<CostCategory, Long> spend : spend(baseline).entrySet()) {
      long planned =
          share(
              BigInteger.valueOf(spend.getValue()),
              BigInteger.valueOf(WEEK),
              from - since,
              to - since);
      sums.spend[spend.getKey().ordinal()] += planned;
    }
    sums.retainer += retainer(baseline.retainer(), calendar.zone(), from, to);
  }

  private static Map<CostCategory, Long> spend(Baseline baseline) {
    Map<CostCategory, Long> spend = new EnumMap<>(CostCategory.class);
    spend.putAll(baseline.spendPerWeek());
    return spend;
  }

  /** An amount over a period gives {@code [x, y)} what has accrued at y, less that at x. */
  static long share(BigInteger amount, BigInteger period, long x, long y) {
    return accrued(amount, period, y) - accrued(amount, period, x);
  }

  private static long accrued(BigInteger amount, BigInteger period, long elapsed) {
    BigInteger[] parts = amount.multiply(BigInteger.valueOf(elapsed)).divideAndRemainder(period);
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }

  private static long retainer(Baseline.Retainer retainer, ZoneId zone, long from, long to) {
    if (retainer == null) {
      return 0;
    }
    long sum = 0;
    long at = from;
    while (at < to) {
      long start = start(retainer.per(), zone, at);
      long end = end(retainer.per(), zone, at);
      long until = Math.min(end, to);
      sum +=
          share(
              BigInteger.valueOf(retainer.amount()),
              BigInteger.valueOf(end - start),
              at - start,
              until - start);
      at = until;
    }
    return sum;
  }

  private static long start(Baseline.Period per, ZoneId zone, long at) {
    LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    return switch (per) {
      case MONTH -> millis(day.withDayOfMonth(1), zone);
      case DAY -> millis(day, zone);
      case HOUR -> hour(zone, at)[0];
    };
  }

  private static long end(Baseline.Period per, ZoneId zone, long at) {
    LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    return switch (per) {
      case MONTH -> millis(day.withDayOfMonth(1).plusMonths(1), zone);
      case DAY -> millis(day.plusDays(1), zone);
      case HOUR -> hour(zone, at)[1];
    };
  }

  private static long millis(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /**
   * The hour that an instant is in: the stretch in which the clock on the wall shows the same hour
   * of the same day. A clock that is put back to the start of an hour starts that hour once more.
   */
  private static long[] hour(ZoneId zone, long at) {
    LocalDateTime shown = shown(zone, at);
    long start = at - shownMillisOfHour(zone, at);
    ZoneOffsetTransition before = zone.getRules().previousTransition(Instant.ofEpochMilli(at + 1));
    if (before != null) {
      long moved = before.getInstant().toEpochMilli();
      if (moved > start) {
        boolean goesOn =
            shown(zone, moved - 1).equals(shown) && shownMillisOfHour(zone, moved) != 0;
        start = goesOn ? hour(zone, moved - 1)[0] : moved;
      }
    }
    long end = at - shownMillisOfHour(zone, at) + HOUR;
    ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochMilli(at));
    if (next != null) {
      long moved = next.getInstant().toEpochMilli();
      boolean goesOn =
          shown(zone, moved).equals(shown) && shownMillisOfHour(zone, moved) != 0 && moved <= end;
      if (goesOn) {
        end = moved - shownMillisOfHour(zone, moved) + HOUR;
      } else {
        end = Math.min(end, moved);
      }
    }
    return new long[] {start, end};
  }

  private static LocalDateTime shown(ZoneId zone, long at) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone).truncatedTo(ChronoUnit.HOURS);
  }

  private static long shownMillisOfHour(ZoneId zone, long at) {
    ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(at));
    return Math.floorMod(at + offset.getTotalSeconds() * 1000L, HOUR);
  }
}
