package io.tripline.history.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports a log in which every row knows how its incident will end: the real one where it lies
 * beside the checkout, and always one that is made up in exactly its shape.
 */
class ServiceNowImportTest {
  private static final Path REAL =
      Path.of("..", "..", "shared", "data", "uci-incidents", "incident_event_log.zip");
  private static final int REAL_INCIDENTS = 50;

  private static final String HEADER =
      "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,opened_at,sys_updated_at,category,assignment_group,assigned_to,closed_code,resolved_by,resolved_at,closed_at\n";
  private static final String END = ",code 6,Resolved by 9,5/3/2030 10:00,10/3/2030 10:00\n";
  private static final String MADE_UP =
      HEADER
          + ("INC1,New,true,0,0,0,true,1/3/2030 08:00,1/3/2030 08:10,Mail,Desk,?" + END)
          + ("INC1,Resolved,true,0,0,3,true,1/3/2030 08:00,5/3/2030 10:00,Mail,Web,Ann" + END)
          + ("INC1,Active,true,0,0,1,true,1/3/2030 08:00,2/3/2030 09:00,Mail,Web,Ann" + END)
          + ("INC1,Closed,false,0,0,4,true,1/3/2030 08:00,10/3/2030 10:00,Print,Web,Ann" + END)
          + ("INC2,-100,true,0,0,0,true,1/3/2030 08:00,1/3/2030 09:00,Mail,Web,?" + END)
          + ("INC3,New,true,0,0,0,true,1/3/2030 08:00,1/3/2030 09:00,?,Web,?" + END);

  @TempDir private Path folder;
  private int files;

  @Test
  void factsAreWhatDiffersFromTheRowBefore() throws Exception {
    Imported incidents = imported(file(MADE_UP));

    assertThat(incidents.tickets())
        .containsExactly(
            "2030-03-01T08:10:00Z Mail INC1 Opened",
            "2030-03-02T09:00:00Z Mail INC1 HandedOff Desk Web",
            "2030-03-02T09:00:00Z Mail INC1 Work Ann 2030-03-02T09:00:00Z",
            "2030-03-05T10:00:00Z Mail INC1 Work Ann 2030-03-02T09:00:00Z 2030-03-05T10:00:00Z",
            "2030-03-05T10:00:00Z Mail INC1 Resolved");
    assertThat(incidents.summary().refused())
        .isEqualTo(Map.of("NOT_IN_TABLE state", 1L, "MISSING_FIELD first:category", 1L));
  }

  /** Cut off after any row, a log gives the facts that the whole one gives up to there. */
  @Test
  void nothingThatWasKnownLaterGetsIntoAnEarlierFact() throws Exception {
    noLookAhead(MADE_UP.lines().toList());
    if (Files.exists(REAL)) {
      noLookAhead(realRows());
    }
  }

  private void noLookAhead(List<String> log) throws Exception {
    int updated = List.of(log.get(0).split(",", -1)).indexOf("sys_updated_at");
    int number = List.of(log.get(0).split(",", -1)).indexOf("sys_mod_count");
    List<String> whole = imported(write(log)).tickets();
    assertThat(whole).isNotEmpty();
    for (int update = 0; update < 4; update++) {
      List<String> early = new ArrayList<>(List.of(log.get(0)));
      List<String> blanked = new ArrayList<>(List.of(log.get(0)));
      for (String row : log.subList(1, log.size())) {
        String[] values = row.split(",", -1);
        if (Integer.parseInt(values[number]) <= update) {
          early.add(row);
          blanked.add(withoutEnd(log.get(0), values));
        }
      }
      List<String> known = imported(write(early)).tickets();
      assertThat(whole).as("known from update %d on, at %d", update, updated).containsAll(known);
      assertThat(imported(write(blanked)).tickets())
          .as("without what was filled in at the end")
          .isEqualTo(known);
    }
  }

  private static String withoutEnd(String header, String[] values) {
    List<String> columns = List.of(header.split(",", -1));
    for (String end : List.of("closed_code", "resolved_by", "resolved_at", "closed_at")) {
      values[columns.indexOf(end)] = "?";
    }
    return String.join(",", values);
  }

  /** The first few incidents of the real log, which is grouped by incident. */
  private static List<String> realRows() throws IOException {
    Map<String, List<String>> incidents = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(REAL))) {
      zip.getNextEntry();
      BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8));
      rows.add(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        incidents.computeIfAbsent(line.split(",", -1)[0], key -> new ArrayList<>()).add(line);
        if (incidents.size() > REAL_INCIDENTS) {
          break;
        }
      }
    }
    incidents.values().forEach(rows::addAll);
    return rows;
  }

  @Test
  void aListOfIncidentsSaysWhenTheyOpenedAndWereResolved() throws Exception {
    Path list =
        file(
            """
            number,state,opened_at,sys_created_on,resolved_at,category
            INC1,Closed,1/3/2030 08:00,1/3/2030 08:05,5/3/2030 10:00,Mail
            INC2,In Progress,1/3/2030 08:00,1/3/2030 08:05,4/3/2030 10:00,Mail
            """);

    assertThat(imported(list).tickets())
        .containsExactly(
            "2030-03-01T08:05:00Z Mail INC1 Opened",
            "2030-03-01T08:05:00Z Mail INC2 Opened",
            "2030-03-05T10:00:00Z Mail INC1 Resolved");
  }

  @Test
  void timeWorkedIsWorkOfTheIncidentsServiceThatEndedWhenItWasEntered() throws Exception {
    Path worked =
        file(
            """
            task,user,sys_created_on,sys_updated_on,time_in_seconds,time_worked,sys_id
            INC1,Ann,2/3/2030 10:00,2/3/2030 11:00,1800,,w1
            INC1,Ann,2/3/2030 12:00,,,1970-01-01 00:15:00,w2
            INC9,Ann,2/3/2030 12:00,,60,,w3
            INC1,Ann,2/3/2030 12:00,,0,,w4
            INC1,Ann,2/3/2030 12:00,,,half an hour,w5
            """);
    Imported incidents = imported(file(MADE_UP), worked);

    assertThat(incidents.tickets())
        .contains(
            "2030-03-02T11:00:00Z Mail INC1 Work Ann 2030-03-02T09:30:00Z 2030-03-02T10:00:00Z",
            "2030-03-02T12:00:00Z Mail INC1 Work Ann 2030-03-02T11:45:00Z 2030-03-02T12:00:00Z");
    assertThat(incidents.summary().refused())
        .containsEntry("UNKNOWN_TASK task", 1L)
        .containsEntry("OUT_OF_BOUNDS time_in_seconds", 1L)
        .containsEntry("NOT_A_NUMBER time_worked", 1L);
    assertThat(incidents.summary().assumed()).contains("Work ended when its time was entered.");
  }

  @Test
  void aLogAndAListAreNotTakenTogether() throws Exception {
    Path list = file("number,state,opened_at,category\n");
    Path log = file(MADE_UP);

    assertThatThrownBy(() -> imported(log, list)).hasMessageContaining("leave the list out");
  }

  private Path write(List<String> rows) throws IOException {
    return file(String.join("\n", rows) + '\n');
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("export-" + ++files + ".csv"), text);
  }

  private Imported imported(Path... exports) throws Exception {
    ServiceNowOptions options =
        new ServiceNowOptions(
            "category",
            Services.asNamed(),
            Phases.OF_SERVICE_NOW,
            "INCIDENT",
            "d/M/yyyy HH:mm",
            ZoneId.of("UTC"));
    return Imported.of(
        (all, out, progress) -> ServiceNowImport.run(options, all, out, progress),
        folder.resolve("history-" + ++files),
        exports);
  }
}
