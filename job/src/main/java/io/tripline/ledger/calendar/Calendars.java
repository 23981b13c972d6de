package io.tripline.ledger.calendar;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The calendars a job knows: {@code always}, {@code office}, and those it was given. */
public final class Calendars implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, CalendarSpec> specs;
  private transient Map<String, WorkingCalendar> calendars;

  /** Calendars by name; {@code office} and {@code always} may be redefined. */
  public Calendars(Map<String, CalendarSpec> given) {
    specs = new TreeMap<>();
    specs.put("always", WorkingCalendar.ALWAYS);
    specs.put("office", WorkingCalendar.OFFICE);
    specs.putAll(given);
  }

  /** The two that are always there. */
  public static Calendars standard() {
    return new Calendars(Map.of());
  }

  /** All names, sorted. */
  public Set<String> names() {
    return new TreeSet<>(specs.keySet());
  }

  /** Whether there is one of that name. */
  public boolean has(String name) {
    return specs.containsKey(name);
  }

  /**
   * The calendar of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public WorkingCalendar calendar(String name) {
    if (calendars == null) {
      calendars = new HashMap<>();
    }
    return calendars.computeIfAbsent(name, this::build);
  }

  private WorkingCalendar build(String name) {
    CalendarSpec spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException(
          "no calendar is called '" + name + "'; there are " + names());
    }
    return new WorkingCalendar(spec);
  }
}
