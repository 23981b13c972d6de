package io.tripline.history.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.history.csv.Row;
import io.tripline.history.csv.RowFault;
import io.tripline.history.csv.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An issue with its changelog: what it was from the start and after each change, and nothing of
 * what it became later. A field that was changed was at first what its earliest change says it was
 * before; one that never was is what the issue says now. Not for use by several threads.
 */
final class JiraIssue {
  private static final String STATUS = "status";
  private static final String ASSIGNEE = "assignee";
  private static final String KEY = "Key";
  private static final String TYPE = "issuetype";

  private final Row row;
  private final JsonNode json;
  private final List<String> tracked;
  private final String teamField;
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private final Set<String> worklogs = new HashSet<>();
  private int changesThere;
  private int worklogsThere;

  /** A change, perhaps of several fields at once. */
  private record Change(Row row, JsonNode json) {
    String id() {
      return json.path("id").asText();
    }
  }

  /** A change whose time could be read. */
  private record Dated(Change change, Instant at) {}

  /** What a field was, and became. */
  private record Move(String from, String to) {}

  JiraIssue(Row row, JsonNode json, String teamField) {
    this.row = row;
    this.json = json;
    this.teamField = teamField;
    this.tracked = new ArrayList<>(List.of(STATUS, ASSIGNEE, KEY, TYPE));
    if (teamField != null) {
      tracked.add(teamField);
    }
  }

  String id() {
    return json.path("id").asText(key());
  }

  /** What it is called now. */
  String key() {
    return json.path("key").asText();
  }

  /** Adds a change; one that is on several pages counts once. */
  void change(Row changeRow, JsonNode history) {
    Change change = new Change(changeRow, history);
    changes.putIfAbsent(change.id(), change);
  }

  /** Says how many changes there are, shown or not. */
  void expect(int there) {
    changesThere = Math.max(changesThere, there);
  }

  /** Says how many worklogs there are, shown or not. */
  void expectWorklogs(int there) {
    worklogsThere = there;
  }

  /** Says that a worklog was shown. */
  void worklog(String worklogId) {
    worklogs.add(worklogId);
  }

  int hiddenWorklogs() {
    return Math.max(0, worklogsThere - worklogs.size());
  }

  /** What it was called when it was opened, which is what its ticket is called for good. */
  String firstKey() {
    return first(KEY, dated(null));
  }

  String firstProject() {
    return project(firstKey());
  }

  /** Its type at a time. */
  String typeAt(Instant time) {
    List<Dated> all = dated(null);
    String type = first(TYPE, all);
    for (Dated change : all) {
      Move move = change.at().isAfter(time) ? null : move(change.change(), TYPE);
      type = move == null ? type : move.to();
    }
    return type;
  }

  /** Adds a row for its opening and one for each change of what is tracked, in order. */
  void replay(List<Row> rows, Tables tables) {
    List<Dated> all = dated(tables);
    try {
      Map<String, String> state = opening(all);
      rows.add(row.with(state));
      for (Dated change : all) {
        if (apply(change, state)) {
          rows.add(change.change().row().with(state));
        }
      }
    } catch (RowFault fault) {
      tables.refuse(row, fault);
      changes.values().forEach(change -> tables.refuse(change.row(), fault));
    }
  }

  private Map<String, String> opening(List<Dated> all) throws RowFault {
    refuseIncomplete();
    Map<String, String> state = new HashMap<>();
    state.put("at", JiraPages.time(json.path("fields"), "created").toString());
    state.put("change", "created");
    state.put("issue", first(KEY, all));
    state.put("project", project(first(KEY, all)));
    state.put("type", first(TYPE, all));
    state.put("status", first(STATUS, all));
    state.put("person", first(ASSIGNEE, all));
    state.put("team", teamField == null ? null : first(teamField, all));
    return state;
  }

  /**
   * Objects if changes are missing, without which it cannot be said what it was.
   *
   * @throws RowFault if so
   */
  void refuseIncomplete() throws RowFault {
    if (changes.size() < changesThere) {
      throw new RowFault(
          "CHANGES_MISSING",
          "changelog",
          "%d of %d changes are here; give the pages of /issue/%s/changelog as well"
              .formatted(changes.size(), changesThere, key()));
    }
  }

  /** Whether it changes anything that is tracked. */
  private boolean apply(Dated dated, Map<String, String> state) {
    boolean changed = false;
    for (String field : tracked) {
      Move move = move(dated.change(), field);
      if (move != null) {
        changed = true;
        // The ticket stays with the service that it was opened in, whatever it is called later.
        if (!field.equals(KEY)) {
          state.put(column(field), move.to());
        }
      }
    }
    state.put("at", dated.at().toString());
    state.put("change", dated.change().id());
    return changed;
  }

  private String column(String field) {
    return switch (field) {
      case STATUS -> "status";
      case ASSIGNEE -> "person";
      case TYPE -> "type";
      default -> "team";
    };
  }

  private String first(String field, List<Dated> all) {
    for (Dated change : all) {
      Move move = move(change.change(), field);
      if (move != null) {
        return move.from();
      }
    }
    return now(field);
  }

  private String now(String field) {
    JsonNode fields = json.path("fields");
    return switch (field) {
      case KEY -> JiraPages.text(json, "key");
      case STATUS -> JiraPages.text(fields.path("status"), "name");
      case TYPE -> JiraPages.text(fields.path("issuetype"), "name");
      case ASSIGNEE -> person(fields.path("assignee"));
      default -> null;
    };
  }

  /** The changes in their order; with tables, one without a time is refused. */
  private List<Dated> dated(Tables tables) {
    List<Dated> dated = new ArrayList<>();
    for (Change change : changes.values()) {
      try {
        dated.add(new Dated(change, JiraPages.time(change.json(), "created")));
      } catch (RowFault fault) {
        if (tables != null) {
          tables.refuse(change.row(), fault);
        }
      }
    }
    dated.sort(
        Comparator.comparing(Dated::at)
            .thenComparing(change -> change.change().id().length())
            .thenComparing(change -> change.change().id()));
    return dated;
  }

  /**
   * What a change says of a field; null if nothing. People are known by their ids, all else by
   * name. A field with several values is changed item by item: the first that went and the last
   * that came count.
   */
  private static Move move(Change change, String field) {
    String suffix = field.equals(ASSIGNEE) ? "" : "String";
    String from = null;
    String to = null;
    boolean moved = false;
    for (JsonNode item : change.json().path("items")) {
      if (item.path("field")
          .asText()
          .toLowerCase(Locale.ROOT)
          .equals(field.toLowerCase(Locale.ROOT))) {
        moved = true;
        from = from == null ? JiraPages.text(item, "from" + suffix) : from;
        String became = JiraPages.text(item, "to" + suffix);
        to = became == null ? to : became;
      }
    }
    return moved ? new Move(from, to) : null;
  }

  private static String project(String key) {
    int dash = key == null ? -1 : key.lastIndexOf('-');
    return dash < 0 ? null : key.substring(0, dash);
  }

  /** A person's id: that of the account in the cloud, else the user's key. */
  static String person(JsonNode user) {
    for (String field : List.of("accountId", "key", "name")) {
      String id = JiraPages.text(user, field);
      if (id != null) {
        return id;
      }
    }
    return null;
  }
}
