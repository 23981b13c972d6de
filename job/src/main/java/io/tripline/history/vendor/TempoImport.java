package io.tripline.history.vendor;

import io.tripline.history.csv.CsvTables;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappedHistory;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.Parameters;
import io.tripline.history.csv.Row;
import io.tripline.history.csv.RowFault;
import io.tripline.history.csv.Tables;
import io.tripline.history.csv.TimeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Imports worklogs of Tempo Timesheets, as CSV: of the server and data center, where people are
 * known by their user names, and of the cloud, where they are known by their accounts. Which it is
 * is seen from the columns.
 *
 * <p>Where only the date of work is written, a person's worklogs of a day are laid one after the
 * other, in the order of the file, from an opening hour on.
 */
public final class TempoImport {
  private static final String WORKLOGS = "worklogs";
  private static final String DAY = "day";
  private static final long SECONDS_AN_HOUR = 3600;

  private final TempoOptions options;
  private final Tables tables;
  private final TimeFormat times;
  private final Known known;
  private final Map<PersonDay, Instant> laidUntil = new HashMap<>();
  private long laid;

  /** Of one file, so that a later one that says it again lays it the same. */
  private record PersonDay(Path file, String person, LocalDate day) {}

  private TempoImport(TempoOptions options, Tables tables, TimeFormat times) {
    this.options = options;
    this.tables = tables;
    this.times = times;
    this.known = new Known(options.knownAfter());
  }

  /**
   * Imports.
   *
   * @param exports earlier ones first
   * @param out the history's directory, which is made; one that holds anything is refused
   * @throws IOException if a file cannot be read or written
   * @throws ImportException if a file is no timesheet, or the directory is not empty
   */
  public static ImportSummary run(
      TempoOptions options, List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    MappedHistory.refuseUsed(out);
    TimeFormat times = times(options);
    Mapping mapping = BuiltIn.mapping("tempo", parameters(options));
    Tables tables = CsvTables.read(mapping, exports, progress);
    TempoImport tempo = new TempoImport(options, tables, times);
    tempo.completeRows();
    return BuiltIn.write(mapping, tables, tempo.assumed(), BuiltIn.NO_MONEY, out, progress);
  }

  private static TimeFormat times(TempoOptions options) throws ImportException {
    try {
      return TimeFormat.of(options.dates(), options.zone());
    } catch (IllegalArgumentException e) {
      throw new ImportException(
          "'%s' is no pattern of times (%s)".formatted(options.dates(), e.getMessage()), e);
    }
  }

  private static Parameters parameters(TempoOptions options) {
    return new Parameters(
        Map.of(
            "services", options.services().tableName(),
            "otherwise", options.services().otherwiseName(),
            "ticketType", options.ticketType()),
        options.services().tables());
  }

  private void completeRows() {
    List<Row> complete = new ArrayList<>();
    for (Row row : tables.rows(WORKLOGS)) {
      if (tables.refused(row)) {
        continue;
      }
      try {
        complete.add(complete(row));
      } catch (RowFault fault) {
        tables.refuse(row, fault);
      }
    }
    tables.put(WORKLOGS, complete);
  }

  private Row complete(Row row) throws RowFault {
    Duration length = length(row);
    Session session = Session.from(start(row, length), length);
    String worklog = row.value("id") == null ? row.value("#id") : row.value("id");
    Instant knownAt = known.of(worklog, length, said(row), session.end());
    Map<String, String> columns = new HashMap<>(session.columns(knownAt));
    columns.put("project", project(row));
    columns.put("worklog", worklog);
    return row.with(columns);
  }

  private static Duration length(Row row) throws RowFault {
    String seconds = row.value("seconds");
    return seconds == null
        ? Session.length(row.value("hours"), SECONDS_AN_HOUR, "hours")
        : Session.length(seconds, 1, "seconds");
  }

  private Instant start(Row row, Duration length) throws RowFault {
    String text = row.value(DAY);
    if (text == null) {
      throw new RowFault("MISSING_FIELD", DAY, "it is not said on which day the work was done");
    }
    ZonedDateTime written = times.parse(text, DAY).atZone(options.zone());
    String time = row.value("time");
    if (time != null) {
      return written.with(timeOfDay(time)).toInstant();
    }
    return written.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? lay(row, written.toLocalDate(), length)
        : written.toInstant();
  }

  private static LocalTime timeOfDay(String text) throws RowFault {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new RowFault("NOT_A_TIME", "time", "'" + text + "' is no time of day");
    }
  }

  private Instant lay(Row row, LocalDate day, Duration length) {
    laid++;
    PersonDay key = new PersonDay(row.file(), row.value("person"), day);
    Instant start =
        laidUntil.getOrDefault(
            key, day.atTime(options.opening()).atZone(options.zone()).toInstant());
    laidUntil.put(key, start.plus(length));
    return start;
  }

  private Instant said(Row row) throws RowFault {
    for (String column : List.of("updated", "created")) {
      String text = row.value(column);
      if (text != null) {
        return times.parse(text, column);
      }
    }
    return null;
  }

  private static String project(Row row) {
    String project = row.value("Project Key");
    String issue = String.valueOf(row.value("issue"));
    int dash = issue.lastIndexOf('-');
    return project != null || dash < 0 ? project : issue.substring(0, dash);
  }

  private List<String> assumed() {
    return List.of(
        options.services().described("project of the issue"),
        String.format(
            Locale.ROOT,
            "The time of day is assumed for %,d worklogs, of which only the date is written: a"
                + " person's are laid one after the other, from %s on.",
            laid,
            options.opening()),
        "Dates and times are those of " + options.zone() + '.',
        known.described("worklog", "its end"));
  }
}
