package io.tripline.history.vendor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the states of a ticket mean: that it waits, that it is worked on, or that it is done. A
 * state that is not among them refuses its row, since guessing would earn or lose money.
 *
 * @param table by the state's name
 */
public record Phases(Map<String, String> table) {
  private static final String WAITING = "waiting";
  private static final String WORKING = "working";
  private static final String DONE = "done";

  /** The name of the table; it says where to add a state. */
  private static final String NAME = "states, see --waiting, --working and --done";

  /** The statuses of Jira's own workflows. */
  public static final Phases OF_JIRA =
      of(
          List.of(
              "To Do",
              "Open",
              "Reopened",
              "Backlog",
              "Selected for Development",
              "Blocked",
              "Waiting for support",
              "Waiting for customer",
              "Pending",
              "Escalated"),
          List.of("In Progress", "In Review", "Work in progress"),
          List.of("Done", "Closed", "Resolved", "Canceled", "Cancelled", "Declined"));

  /**
   * The states of ServiceNow's incidents, by name, by number, and by the names of older releases.
   */
  public static final Phases OF_SERVICE_NOW =
      of(
          List.of(
              "New",
              "On Hold",
              "Awaiting User Info",
              "Awaiting Vendor",
              "Awaiting Problem",
              "Awaiting Evidence",
              "Awaiting Change",
              "Awaiting Caller",
              "1",
              "3"),
          List.of("In Progress", "Active", "Work in Progress", "2"),
          List.of(
              "Resolved",
              "Closed",
              "Closed Complete",
              "Closed Incomplete",
              "Canceled",
              "6",
              "7",
              "8"));

  /** Copies. */
  public Phases {
    table = Map.copyOf(table);
  }

  private static Phases of(List<String> waiting, List<String> working, List<String> done) {
    return new Phases(Map.of()).with(waiting, working, done);
  }

  /** These, and some that are told; what is told counts. */
  public Phases with(
      Collection<String> waiting, Collection<String> working, Collection<String> done) {
    Map<String, String> more = new LinkedHashMap<>(table);
    waiting.forEach(state -> more.put(state, WAITING));
    working.forEach(state -> more.put(state, WORKING));
    done.forEach(state -> more.put(state, DONE));
    return new Phases(more);
  }

  String tableName() {
    return NAME;
  }
}
