package io.tripline.history.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Jira's REST answers with, as tables: issues as they stood after each change, and worklogs.
 *
 * <p>Read are search pages and single issues, asked for with {@code expand=changelog}; pages of an
 * issue's changelog; and pages of worklogs. An issue says what it is now, and its changelog what it
 * was before: both are put together, so that the row of a change says nothing that came after it.
 */
final class JiraPages {
  static final String CHANGES = "changes";
  static final String WORKLOGS = "worklogs";

  private static final Pattern CHANGELOG_OF = Pattern.compile("/issue/([^/?]+)/changelog");

  private final JiraOptions options;
  private final Tables tables = new Tables();
  private final Map<String, JiraIssue> issues = new LinkedHashMap<>();
  private final List<Unplaced> unplaced = new ArrayList<>();
  private long hidden;

  /** A piece of a page of its own, which names its issue by id. */
  private record Unplaced(Row row, JsonNode json, String issueId) {}

  private JiraPages(JiraOptions options) {
    this.options = options;
  }

  /**
   * Reads pages.
   *
   * @throws IOException if a file cannot be read
   * @throws ImportException if a file is no page
   */
  static JiraPages read(JiraOptions options, List<Path> files, ImportProgress progress)
      throws IOException, ImportException {
    JiraPages pages = new JiraPages(options);
    for (Path file : files) {
      pages.read(JsonPages.read(file), progress);
    }
    pages.place();
    pages.makeChanges();
    return pages;
  }

  Tables tables() {
    return tables;
  }

  /** How many worklogs there are of which a page showed only the number. */
  long hiddenWorklogs() {
    return hidden;
  }

  private void read(JsonPages page, ImportProgress progress) throws ImportException {
    JsonNode root = page.root();
    tables.expect(page.file(), CHANGES);
    tables.expect(page.file(), WORKLOGS);
    if (root.isArray() || root.path("issues").isArray()) {
      JsonNode all = root.isArray() ? root : root.path("issues");
      String pointer = root.isArray() ? "" : "/issues";
      for (int at = 0; at < all.size(); at++) {
        readIssue(page, pointer + '/' + at, all.get(at));
        progress.reached("reading " + page.file().getFileName(), at + 1L);
      }
    } else if (root.has("fields")) {
      readIssue(page, "", root);
    } else if (root.path("worklogs").isArray()) {
      readWorklogs(page, "/worklogs", root.path("worklogs"));
    } else if (root.path("values").isArray() && changelogOf(root).find()) {
      readChangelog(page, root);
    } else {
      throw new ImportException(
          page.file()
              + ": this is no page of issues, of a changelog or of worklogs; ask for"
              + " /search?expand=changelog, /issue/KEY/changelog or /issue/KEY/worklog");
    }
  }

  private static Matcher changelogOf(JsonNode page) {
    return CHANGELOG_OF.matcher(page.path("self").asText());
  }

  private void readIssue(JsonPages page, String pointer, JsonNode json) {
    Row row = add(page, CHANGES, pointer, json);
    JiraIssue issue = new JiraIssue(row, json, options.teamField());
    issues.merge(issue.id(), issue, (first, again) -> first);
    JsonNode histories = json.path("changelog").path("histories");
    for (int at = 0; at < histories.size(); at++) {
      JsonNode history = histories.get(at);
      issue.change(add(page, CHANGES, pointer + "/changelog/histories/" + at, history), history);
    }
    issue.expect(json.path("changelog").path("total").asInt(histories.size()));
    JsonNode worklog = json.path("fields").path("worklog");
    readWorklogs(page, pointer + "/fields/worklog/worklogs", worklog.path("worklogs"));
    issue.expectWorklogs(worklog.path("total").asInt(0));
  }

  private void readWorklogs(JsonPages page, String pointer, JsonNode worklogs) {
    for (int at = 0; at < worklogs.size(); at++) {
      JsonNode worklog = worklogs.get(at);
      Row row = add(page, WORKLOGS, pointer + '/' + at, worklog);
      unplaced.add(new Unplaced(row, worklog, worklog.path("issueId").asText()));
    }
  }

  /** The issue may be in a later file, so all that is noted is whose the changes are. */
  private void readChangelog(JsonPages page, JsonNode root) {
    Matcher of = changelogOf(root);
    of.find();
    JsonNode histories = root.path("values");
    for (int at = 0; at < histories.size(); at++) {
      JsonNode history = histories.get(at);
      Row row = add(page, CHANGES, "/values/" + at, history);
      unplaced.add(new Unplaced(row, history, of.group(1)));
    }
  }

  private Row add(JsonPages page, String export, String pointer, JsonNode json) {
    return tables.add(page.file(), export, page.line(pointer), pointer, json.toString(), Map.of());
  }

  /** Changes first: what an issue was at first is not known before all of them are there. */
  private void place() {
    List<Unplaced> worklogs = new ArrayList<>();
    for (Unplaced piece : unplaced) {
      JiraIssue issue = issueOf(piece.issueId());
      if (issue == null) {
        tables.refuse(
            piece.row(),
            new RowFault(
                "UNKNOWN_ISSUE",
                "issueId",
                "issue '%s' is in none of the files; give the page that it is on"
                    .formatted(piece.issueId())));
      } else if (piece.json().has("items")) {
        issue.change(piece.row(), piece.json());
      } else {
        issue.worklog(piece.json().path("id").asText());
        worklogs.add(piece);
      }
    }
    placeWorklogs(worklogs);
  }

  private void placeWorklogs(List<Unplaced> worklogs) {
    List<Row> rows = new ArrayList<>();
    for (Unplaced piece : worklogs) {
      try {
        rows.add(worklog(piece, issueOf(piece.issueId())));
      } catch (RowFault fault) {
        tables.refuse(piece.row(), fault);
      }
    }
    tables.put(WORKLOGS, rows);
  }

  private JiraIssue issueOf(String idOrKey) {
    JiraIssue byId = issues.get(idOrKey);
    return byId != null
        ? byId
        : issues.values().stream().filter(i -> i.key().equals(idOrKey)).findFirst().orElse(null);
  }

  private static Row worklog(Unplaced piece, JiraIssue issue) throws RowFault {
    issue.refuseIncomplete();
    JsonNode json = piece.json();
    Instant start = time(json, "started");
    Duration length = Session.length(text(json, "timeSpentSeconds"), 1, "timeSpentSeconds");
    Instant known = time(json, json.hasNonNull("updated") ? "updated" : "created");
    Map<String, String> columns = new HashMap<>(Session.from(start, length).columns(known));
    columns.put("worklog", text(json, "id"));
    columns.put("issue", issue.firstKey());
    columns.put("project", issue.firstProject());
    columns.put("type", issue.typeAt(known));
    columns.put("person", JiraIssue.person(json.path("author")));
    return piece.row().with(columns);
  }

  private void makeChanges() {
    List<Row> changes = new ArrayList<>();
    for (JiraIssue issue : issues.values()) {
      hidden += issue.hiddenWorklogs();
      issue.replay(changes, tables);
    }
    tables.put(CHANGES, changes);
  }

  /** The time in a field. */
  static Instant time(JsonNode json, String field) throws RowFault {
    String text = text(json, field);
    if (text == null) {
      throw new RowFault("MISSING_FIELD", field, "'" + field + "' is missing");
    }
    return TimeFormat.ISO.parse(text, field);
  }

  /** The text, or what stands there as one; null for nothing. */
  static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? value.asText()
        : null;
  }
}
