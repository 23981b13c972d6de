package io.tripline.ledger.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * All working intervals of a calendar from 1989 to 2101, in order and apart from each other, with
 * the working time before each. Built one stretch of constant offset from UTC after the other, in
 * which local and universal time differ by a constant.
 */
final class WorkingHours {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  /** A year more on either side than facts may be about. */
  private static final Instant FIRST = Instant.parse("1989-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2102-01-01T00:00:00Z");

  private long[] starts = new long[1 << 10];
  private long[] ends = new long[1 << 10];
  private long[] workedBefore;
  private int count;

  WorkingHours(CalendarSpec spec) {
    ZoneRules rules = spec.zone().getRules();
    Instant from = FIRST;
    while (from.isBefore(LAST)) {
      ZoneOffsetTransition change = rules.nextTransition(from);
      Instant to = change == null || change.getInstant().isAfter(LAST) ? LAST : change.getInstant();
      addStretch(spec, from.toEpochMilli(), to.toEpochMilli(), rules.getOffset(from));
      from = to;
    }
    finish();
  }

  /** Working time from the first interval on until an instant. */
  long workedUntil(long instant) {
    int interval = lastStartingBy(instant);
    return interval < 0
        ? 0
        : workedBefore[interval] + Math.min(instant, ends[interval]) - starts[interval];
  }

  /** The first bound of an interval strictly after an instant, or {@link Long#MAX_VALUE}. */
  long nextChange(long instant) {
    int interval = lastStartingBy(instant);
    if (interval >= 0 && ends[interval] > instant) {
      return ends[interval];
    }
    return interval + 1 < count ? starts[interval + 1] : Long.MAX_VALUE;
  }

  private int lastStartingBy(long instant) {
    int found = Arrays.binarySearch(starts, instant);
    return found >= 0 ? found : -found - 2;
  }

  private void addStretch(CalendarSpec spec, long from, long to, ZoneOffset offset) {
    long shift = offset.getTotalSeconds() * 1000L;
    long firstDay = Math.floorDiv(from + shift, MILLIS_PER_DAY);
    long lastDay = Math.floorDiv(to - 1 + shift, MILLIS_PER_DAY);
    for (long day = firstDay; day <= lastDay; day++) {
      if (spec.worksOn(LocalDate.ofEpochDay(day))) {
        long midnight = day * MILLIS_PER_DAY - shift;
        add(
            Math.max(from, midnight + spec.openMillis()),
            Math.min(to, midnight + spec.closeMillis()));
      }
    }
  }

  private void add(long start, long end) {
    if (start >= end) {
      return;
    }
    if (count > 0 && ends[count - 1] == start) {
      ends[count - 1] = end;
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  private void finish() {
    starts = Arrays.copyOf(starts, count);
    ends = Arrays.copyOf(ends, count);
    workedBefore = new long[count];
    for (int i = 1; i < count; i++) {
      workedBefore[i] = workedBefore[i - 1] + ends[i - 1] - starts[i - 1];
    }
  }
}
