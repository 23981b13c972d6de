package io.tripline.plan;

import io.tripline.ledger.calendar.CalendarSpec;
import io.tripline.ledger.calendar.Calendars;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The file that defines calendars: under each name a zone, working days, opening and closing time,
 * and holidays.
 */
public final class CalendarsFile {
  private static final List<String> KEYS = List.of("zone", "days", "open", "close", "holidays");

  private CalendarsFile() {}

  /**
   * What became of the file.
   *
   * @param calendars those in the file beside the standard ones; null if there are errors
   */
  public record Reading(Calendars calendars, List<Problem> problems) {}

  /** Reads the text of a calendars file. */
  public static Reading read(String yaml) {
    Problems problems = new Problems();
    Value document = YamlText.read(yaml, problems);
    Section section = document == null ? null : Section.ofAnyKeys(document, problems);
    Map<String, CalendarSpec> calendars = section == null ? Map.of() : calendars(section, problems);
    return problems.errors() > 0
        ? new Reading(null, problems.all())
        : new Reading(new Calendars(calendars), problems.all());
  }

  private static Map<String, CalendarSpec> calendars(Section section, Problems problems) {
    Map<String, CalendarSpec> calendars = new HashMap<>();
    for (String name : section.keys()) {
      String objection = Identifiers.objection(name);
      if (objection != null) {
        problems.error(section.place(name), "a calendar's name is \"" + name + "\", " + objection);
      }
      Section calendar = section.requiredSection(name, KEYS);
      CalendarSpec spec = calendar == null ? null : spec(calendar, problems);
      if (spec != null) {
        calendars.put(name, spec);
      }
    }
    return calendars;
  }

  private static CalendarSpec spec(Section calendar, Problems problems) {
    int before = problems.errors();
    ZoneId zone = calendar.required("zone", Kind.ZONE);
    List<DayOfWeek> days = calendar.distinct("days", Kind.oneOf(DayOfWeek.class));
    LocalTime open = calendar.required("open", Kind.TIME_OF_DAY);
    LocalTime close = calendar.required("close", Kind.TIME_OF_DAY);
    var holidays = calendar.distinct("holidays", Kind.DATE);
    if (days.isEmpty() && problems.errors() == before) {
      calendar.error("days", "names no working day; write some, such as [MONDAY, TUESDAY]");
    }
    if (open != null && close != null && !open.isBefore(close)) {
      calendar.error(
          "close", "is not after 'open' on the same day; write a later time, at most \"24:00\"");
    }
    return problems.errors() > before
        ? null
        : new CalendarSpec(zone, new HashSet<>(days), open, close, new HashSet<>(holidays));
  }
}
