package io.tripline.ledger.person;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.calendar.WorkingCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A person's facts laid out in time: a row of segments, in each of which the same {@link Moment}
 * holds. A segment ends where an allocation or a work begins or ends, or a calendar that matters
 * opens or closes.
 */
final class Timeline {
  /** The working time of somebody who has no allocation. */
  private static final String CALENDAR_OF_THE_UNALLOCATED = "office";

  private final PersonFacts facts;
  private final Calendars calendars;

  Timeline(PersonFacts facts, Calendars calendars) {
    this.facts = facts;
    this.calendars = calendars;
  }

  /** What holds from an instant until before {@code end}. */
  record Segment(Moment moment, long end) {}

  /** The segment from an instant on. */
  Segment from(long instant) {
    return new Walk(instant).segment();
  }

  /** The first instant from one on at which anything flows, or {@link Long#MAX_VALUE}. */
  long nextFlow(long instant) {
    long at = instant;
    while (at != Long.MAX_VALUE) {
      Segment segment = from(at);
      if (!segment.moment().isQuiet()) {
        return at;
      }
      at = segment.end();
    }
    return at;
  }

  /** One walk through the facts, looking at what holds at an instant and what changes next. */
  private final class Walk {
    private final long instant;
    private final List<Allocation> inForce = new ArrayList<>();
    private final List<Allocation> open = new ArrayList<>();
    private final Map<String, Integer> worksByService = new TreeMap<>();
    private long end = Long.MAX_VALUE;

    Walk(long instant) {
      this.instant = instant;
    }

    Segment segment() {
      facts.allocations().forEach(this::look);
      facts.works().forEach(this::look);
      return new Segment(new Moment(inForce, open, worksByService), end);
    }

    private void look(Allocation allocation) {
      endWithChangeOf(allocation);
      if (allocation.holds(instant)) {
        inForce.add(allocation);
        if (isOpen(allocation.calendar())) {
          open.add(allocation);
        }
      }
    }

    /** Comes after all allocations, since work known from a status counts by them. */
    private void look(WorkInterval work) {
      endWithChangeOf(work);
      if (work.holds(instant) && (!work.inWorkingTimeOnly() || isWorkingTime())) {
        worksByService.merge(work.serviceId(), 1, Integer::sum);
      }
    }

    private boolean isWorkingTime() {
      return inForce.isEmpty() ? isOpen(CALENDAR_OF_THE_UNALLOCATED) : !open.isEmpty();
    }

    private boolean isOpen(String calendarName) {
      WorkingCalendar calendar = calendars.calendar(calendarName);
      end = Math.min(end, calendar.nextChange(instant));
      return calendar.open(instant);
    }

    private void endWithChangeOf(Span span) {
      if (span.start() > instant) {
        end = Math.min(end, span.start());
      } else if (span.end() > instant) {
        end = Math.min(end, span.end());
      }
    }
  }
}
