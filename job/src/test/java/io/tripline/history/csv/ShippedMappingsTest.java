package io.tripline.history.csv;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.CalendarsFile;
import io.tripline.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mappings that are shipped, on made-up rows of the shape that they are for. */
class ShippedMappingsTest {
  private static final Path MAPPINGS = Path.of("..", "deploy", "local", "mappings");

  @TempDir private Path folder;

  @Test
  void whoLogsTimeOnAnotherProjectLeavesTheFirstOneWithoutKnowingItBefore() throws Exception {
    Path sessions = folder.resolve("time.csv");
    Files.writeString(
        sessions,
        """
        time_log_fact_key,project_key,person_key,plan_item_key,time_log_start_date,time_log_end_date,time_log_delta_minutes
        3,8,1,71,3/4/2030 9:00,3/4/2030 10:00,50
        1,7,1,70,3/1/2030 9:00,3/1/2030 9:30,30
        2,7,1,70,3/2/2030 9:00,3/2/2030 9:00,0
        4,7,1,70,3/5/2030 9:00,3/5/2030 9:30,30
        """);
    Path tasks = folder.resolve("task.csv");
    Files.writeString(
        tasks,
        """
        project_key,person_key,plan_item_key,task_actual_start_date,task_actual_complete_date,task_plan_time_minutes
        7,1,70,3/1/2030 9:00,3/5/2030 9:30,72.53299713
        8,1,71,3/4/2030 9:00,\\N,60
        """);

    ImportSummary summary = imported("cesaw", sessions, tasks);

    assertThat(summary.rowsRefused()).isEqualTo(1);
    assertThat(lines("allocation.jsonl"))
        .satisfiesExactly(
            joins ->
                assertThat(joins).contains("project-7", "2030-03-01").doesNotContain("\"end\""),
            leaves -> assertThat(leaves).contains("project-7", "\"end\":\"2030-03-04T09:00:00Z\""),
            joins -> assertThat(joins).contains("project-8").doesNotContain("\"end\""));
    assertThat(lines("ticket.jsonl"))
        .anySatisfy(line -> assertThat(line).contains("Resolved", "\"billed\":\"290.130000\""))
        .anySatisfy(line -> assertThat(line).contains("\"end\":\"2030-03-04T09:50:00Z\""))
        .noneSatisfy(line -> assertThat(line).contains("Resolved", "71/1"));
  }

  @Test
  void howAnIncidentEndedIsNotKnownFromItsFirstRow() throws Exception {
    Path log = folder.resolve("log.csv");
    String end = ",code 6,Resolved by 9,5/3/2030 10:00,9/3/2030 11:00\n";
    Files.writeString(
        log,
        "number,incident_state,sys_mod_count,opened_at,sys_updated_at,category,assignment_group,"
            + "assigned_to,closed_code,resolved_by,resolved_at,closed_at\n"
            + "I1,New,0,1/3/2030 08:00,1/3/2030 08:10,Mail,Desk,?"
            + end
            + "I1,Active,1,1/3/2030 08:00,2/3/2030 09:00,Mail,Web,Ann"
            + end
            + "I1,Resolved,2,1/3/2030 08:00,5/3/2030 10:00,Mail,Web,Ann"
            + end
            + "I1,Active,3,1/3/2030 08:00,6/3/2030 10:00,Mail,Web,?"
            + end
            + "I2,-100,0,1/3/2030 08:00,5/3/2030 10:00,Mail,Web,?"
            + end);

    ImportSummary summary = imported("uci-incidents", log);

    assertThat(summary.rowsRefused()).isEqualTo(1);
    assertThat(lines("ticket.jsonl"))
        .extracting(line -> line.replaceAll(".*\"eventId\":\"I1/([^\"]*)\".*", "$1"))
        .containsExactly(
            "0/opened", "1/handed-off", "1/starts", "2/stops", "2/resolved", "3/reopened");
    assertThat(lines("ticket.jsonl").subList(0, 3))
        .noneSatisfy(line -> assertThat(line).containsAnyOf("2030-03-05", "2030-03-09", "by 9"));
  }

  @Test
  void aDaysLaunchesAreUnitsByTheHundredAndItsBillIsKnownAfterIt() throws Exception {
    Path bills = folder.resolve("bills.csv");
    Files.writeString(
        bills,
        """
        category,date,cost_usd
        cloud-sql,2030-03-01,1.0983610000000001
        """);
    Path launches = folder.resolve("launches.csv");
    Files.writeString(
        launches,
        """
        date,launches
        2030-03-01,251
        2030-03-02,20
        """);

    ImportSummary summary = imported("mybinder", bills, launches);

    assertThat(summary.rowsRefused()).isEqualTo(1);
    assertThat(lines("cost.jsonl"))
        .singleElement(as(STRING))
        .contains(
            "\"amount\":\"1.098361\"",
            "\"chargePeriodStart\":\"2030-03-01T08:00:00Z\"",
            "\"chargePeriodEnd\":\"2030-03-02T08:00:00Z\"",
            "\"recordedAt\":\"2030-03-02T14:00:00Z\"");
    assertThat(lines("ticket.jsonl"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("Resolved", "2030-03-02T07:59:59Z"));
    assertThat(folder.resolve("history/labels.csv")).content().contains("mybinder,cloud-cost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cesaw", "uci-incidents", "mybinder", "focus-sample"})
  void theirPlansCanBeUsed(String name) throws IOException {
    Path calendarsFile = MAPPINGS.resolve(name).resolve("calendars.yaml");
    Calendars calendars =
        CalendarsFile.read(Files.exists(calendarsFile) ? Files.readString(calendarsFile) : "{}")
            .calendars();
    List<Path> plans;
    try (Stream<Path> files = Files.list(MAPPINGS.resolve(name).resolve("plans"))) {
      plans = files.toList();
    }

    PlanReader reader = new PlanReader("USD", calendars);
    assertThat(plans)
        .isNotEmpty()
        .allSatisfy(plan -> assertThat(reader.read(Files.readString(plan)).problems()).isEmpty());
  }

  private ImportSummary imported(String mapping, Path... exports) throws Exception {
    return CsvImport.run(
        MappingReader.read(MAPPINGS.resolve(mapping).resolve("mapping.yaml")),
        List.of(exports),
        folder.resolve("history"),
        ImportProgress.NONE);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve("history").resolve(file));
  }
}
