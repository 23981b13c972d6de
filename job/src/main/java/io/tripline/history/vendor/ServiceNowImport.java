package io.tripline.history.vendor;

import io.tripline.history.csv.CsvTables;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappedHistory;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.NumberFormat;
import io.tripline.history.csv.Parameters;
import io.tripline.history.csv.Row;
import io.tripline.history.csv.RowFault;
import io.tripline.history.csv.Tables;
import io.tripline.history.csv.TimeFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports incidents of ServiceNow, as CSV: a log with a row for each update (it has {@code
 * sys_mod_count}), a list of the incidents as they are now, and the time worked on them.
 *
 * <p>A log's rows hold what was filled in at the end, such as {@code resolved_at}, from the first
 * one on. So nothing is taken from them but what differs from the row before.
 */
public final class ServiceNowImport {
  private static final String LOG = "log";
  private static final String INCIDENTS = "incidents";
  private static final String TIME_WORKED = "time worked";
  private static final String WORKED = "time_worked";
  private static final String SECONDS = "time_in_seconds";

  /** A duration as ServiceNow keeps it, as if it had begun in 1970, or as it shows it. */
  private static final Pattern CLOCK =
      Pattern.compile("(?:1970-01-01 )?([0-9]{1,2}):([0-9]{2}):([0-9]{2})");

  private final ServiceNowOptions options;
  private final Tables tables;
  private final TimeFormat times;
  private final Map<String, First> firsts = new HashMap<>();

  /** What an incident's first row says of its service. */
  private record First(BigDecimal update, String service) {}

  private ServiceNowImport(ServiceNowOptions options, Tables tables, TimeFormat times) {
    this.options = options;
    this.tables = tables;
    this.times = times;
  }

  /**
   * Imports.
   *
   * @param exports any of them, in any order
   * @param out the history's directory, which is made; one that holds anything is refused
   * @throws IOException if a file cannot be read or written
   * @throws ImportException if a file is no such export, or the directory is not empty
   */
  public static ImportSummary run(
      ServiceNowOptions options, List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    MappedHistory.refuseUsed(out);
    TimeFormat times = times(options);
    Mapping mapping = BuiltIn.mapping("servicenow", parameters(options));
    Tables tables = CsvTables.read(mapping, exports, progress);
    if (tables.has(LOG) && tables.has(INCIDENTS)) {
      throw new ImportException(
          "a log and a list of incidents were given; leave the list out, which says again what the"
              + " log says better");
    }
    ServiceNowImport incidents = new ServiceNowImport(options, tables, times);
    incidents.completeTimeWorked();
    return BuiltIn.write(mapping, tables, incidents.assumed(), BuiltIn.NO_MONEY, out, progress);
  }

  private static TimeFormat times(ServiceNowOptions options) throws ImportException {
    try {
      return TimeFormat.of(options.dates(), options.zone());
    } catch (IllegalArgumentException e) {
      throw new ImportException(
          "'%s' is no pattern of times (%s)".formatted(options.dates(), e.getMessage()), e);
    }
  }

  private static Parameters parameters(ServiceNowOptions options) {
    Map<String, Map<String, String>> tables = new HashMap<>(options.services().tables());
    tables.put(options.phases().tableName(), options.phases().table());
    return new Parameters(
        Map.of(
            "serviceBy", options.serviceBy(),
            "services", options.services().tableName(),
            "otherwise", options.services().otherwiseName(),
            "phases", options.phases().tableName(),
            "ticketType", options.ticketType(),
            "dates", options.dates(),
            "zone", options.zone().getId()),
        tables);
  }

  private void completeTimeWorked() {
    noteFirsts();
    if (!tables.has(TIME_WORKED)) {
      return;
    }
    List<Row> complete = new ArrayList<>();
    for (Row row : tables.rows(TIME_WORKED)) {
      if (tables.refused(row)) {
        continue;
      }
      try {
        complete.add(complete(row));
      } catch (RowFault fault) {
        tables.refuse(row, fault);
      }
    }
    tables.put(TIME_WORKED, complete);
  }

  private void noteFirsts() {
    for (Row row : tables.rows(LOG)) {
      try {
        String update = String.valueOf(row.value("sys_mod_count"));
        note(row, NumberFormat.PLAIN.parse(update, "sys_mod_count"));
      } catch (RowFault fault) {
        tables.refuse(row, fault);
      }
    }
    tables.rows(INCIDENTS).forEach(row -> note(row, BigDecimal.ZERO));
  }

  private void note(Row row, BigDecimal update) {
    First first = new First(update, row.value(options.serviceBy()));
    firsts.merge(
        String.valueOf(row.value("number")),
        first,
        (one, other) -> other.update().compareTo(one.update()) < 0 ? other : one);
  }

  private Row complete(Row row) throws RowFault {
    First incident = firsts.get(String.valueOf(row.value("task")));
    if (incident == null) {
      throw new RowFault(
          "UNKNOWN_TASK",
          "task",
          "there is no incident '%s' in the files, so nothing says its service; give the export"
                  .formatted(row.value("task"))
              + " that it is in");
    }
    Instant created = time(row, "created");
    Instant known = row.value("updated") == null ? created : time(row, "updated");
    Map<String, String> columns = new HashMap<>(Session.until(created, length(row)).columns(known));
    columns.put("service", incident.service());
    columns.put("worked", row.value("sys_id") == null ? row.value("#id") : row.value("sys_id"));
    return row.with(columns);
  }

  private Instant time(Row row, String column) throws RowFault {
    String text = row.value(column);
    if (text == null) {
      throw new RowFault("MISSING_FIELD", column, "'" + column + "' is empty");
    }
    return times.parse(text, column);
  }

  private static Duration length(Row row) throws RowFault {
    String seconds = row.value(SECONDS);
    if (seconds != null) {
      return Session.length(seconds, 1, SECONDS);
    }
    String text = row.value(WORKED);
    Matcher clock = CLOCK.matcher(String.valueOf(text));
    if (!clock.matches()) {
      return Session.length(text, 1, WORKED);
    }
    Duration length =
        Duration.ofHours(Long.parseLong(clock.group(1)))
            .plusMinutes(Long.parseLong(clock.group(2)))
            .plusSeconds(Long.parseLong(clock.group(3)));
    return Session.length(Long.toString(length.toSeconds()), 1, WORKED);
  }

  private List<String> assumed() {
    List<String> assumed = new ArrayList<>();
    assumed.add("Times are those of " + options.zone() + '.');
    if (tables.has(LOG)) {
      assumed.add(
          options
              .services()
              .described(options.serviceBy() + " of an incident's first row, for good"));
      assumed.add(
          "While an incident's state means work, whoever it is assigned to works on it, in office"
              + " hours and a day at most after each update.");
    }
    if (tables.has(INCIDENTS)) {
      assumed.add(options.services().described(options.serviceBy() + " that an incident has now"));
      assumed.add(
          "An incident was resolved once, when the list says, if its state means done; nothing is"
              + " said of hand-offs, of what was reopened, and of who was assigned when.");
    }
    if (tables.has(TIME_WORKED)) {
      assumed.add("Work ended when its time was entered.");
    }
    return assumed;
  }
}
