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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports issues of Jira: pages of its REST API with changelogs and worklogs, or its CSV export,
 * which has no changelog and so says less.
 */
public final class JiraImport {
  private static final String ISSUES = "issues";
  private static final String LOG_WORK = "Log Work";
  private static final int PARTS_BEHIND_COMMENT = 3;

  private final JiraOptions options;
  private final TimeFormat times;
  private final Known known;

  private JiraImport(JiraOptions options) throws ImportException {
    this.options = options;
    this.known = new Known(options.knownAfter());
    try {
      this.times = TimeFormat.of(options.dates(), options.zone());
    } catch (IllegalArgumentException e) {
      throw new ImportException(
          "'%s' is no pattern of times (%s)".formatted(options.dates(), e.getMessage()), e);
    }
  }

  /**
   * Imports.
   *
   * @param exports all JSON or all CSV
   * @param out the history's directory, which is made; one that holds anything is refused
   * @throws IOException if a file cannot be read or written
   * @throws ImportException if a file is no such export, or the directory is not empty
   */
  public static ImportSummary run(
      JiraOptions options, List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    MappedHistory.refuseUsed(out);
    int json = 0;
    for (Path export : exports) {
      json += JsonPages.looksLike(export) ? 1 : 0;
    }
    if (json > 0 && json < exports.size()) {
      throw new ImportException(
          "some of the files are JSON and some are not; import them apart, since a CSV export says"
              + " again what the pages say better");
    }
    JiraImport jira = new JiraImport(options);
    return json > 0 ? jira.pages(exports, out, progress) : jira.csv(exports, out, progress);
  }

  private ImportSummary pages(List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    Mapping mapping = BuiltIn.mapping("jira-json", parameters());
    JiraPages pages = JiraPages.read(options, exports, progress);
    List<String> assumed = new ArrayList<>();
    assumed.add(options.services().described("project that an issue was opened in, for good"));
    if (pages.hiddenWorklogs() > 0) {
      assumed.add(
          "There was no work but that in the files: %d worklogs that the pages count are not in them;"
                  .formatted(pages.hiddenWorklogs())
              + " give the pages of /issue/KEY/worklog as well.");
    }
    return BuiltIn.write(mapping, pages.tables(), assumed, BuiltIn.NO_MONEY, out, progress);
  }

  private ImportSummary csv(List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    Mapping mapping = BuiltIn.mapping("jira-csv", parameters());
    Tables tables = CsvTables.read(mapping, exports, progress);
    List<Row> issues = new ArrayList<>();
    List<Row> worklogs = new ArrayList<>();
    for (Row row : tables.rows(ISSUES)) {
      Row issue = row.with(Map.of("project", project(row)));
      issues.add(issue);
      addWorklogs(issue, worklogs, tables);
    }
    tables.put(ISSUES, issues);
    tables.put(JiraPages.WORKLOGS, worklogs);
    List<String> assumed =
        List.of(
            options.services().described("project that an issue is in now"),
            known.described("piece of work", "its end"),
            "Times are written in " + options.zone() + ", as " + options.dates() + '.');
    return BuiltIn.write(mapping, tables, assumed, BuiltIn.NO_MONEY, out, progress);
  }

  private Parameters parameters() {
    Map<String, Map<String, String>> tables = new HashMap<>(options.services().tables());
    tables.put(options.phases().tableName(), options.phases().table());
    return new Parameters(
        Map.of(
            "services", options.services().tableName(),
            "otherwise", options.services().otherwiseName(),
            "phases", options.phases().tableName(),
            "dates", options.dates(),
            "zone", options.zone().getId()),
        tables);
  }

  private static String project(Row row) {
    String project = row.value("Project key");
    String key = String.valueOf(row.value("Issue key"));
    return project == null ? key.substring(0, Math.max(0, key.lastIndexOf('-'))) : project;
  }

  private void addWorklogs(Row issue, List<Row> worklogs, Tables tables) {
    Map<String, Integer> seen = new HashMap<>();
    for (String entry : issue.values(LOG_WORK)) {
      try {
        worklogs.add(worklog(issue, entry, seen));
      } catch (RowFault fault) {
        tables.refuse(issue, fault);
      }
    }
  }

  /** Comment, date, author and seconds, with semicolons between them, and perhaps in the first. */
  private Row worklog(Row issue, String entry, Map<String, Integer> seen) throws RowFault {
    String[] parts = entry.split(";", -1);
    if (parts.length <= PARTS_BEHIND_COMMENT) {
      throw new RowFault(
          "NOT_A_WORKLOG", LOG_WORK, "'%s' is not comment;date;author;seconds".formatted(entry));
    }
    String date = parts[parts.length - 3].strip();
    String author = parts[parts.length - 2].strip();
    Duration length = Session.length(parts[parts.length - 1].strip(), 1, LOG_WORK);
    Session session = Session.from(times.parse(date, LOG_WORK), length);
    String day = session.start() + "/" + author;
    String worklog = day + '/' + seen.merge(day, 1, Integer::sum);
    String workId = issue.value("Issue key") + '/' + worklog;
    Instant knownAt = known.of(workId, length, null, session.end());
    Map<String, String> columns = new HashMap<>(session.columns(knownAt));
    columns.put("worklog", worklog);
    columns.put("seconds", parts[parts.length - 1].strip());
    columns.put("person", author);
    return issue.with(columns);
  }
}
