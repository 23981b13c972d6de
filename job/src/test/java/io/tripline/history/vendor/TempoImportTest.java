package io.tripline.history.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up timesheets of both generations. */
class TempoImportTest {
  private static final String SERVER =
      "Issue Key,Issue summary,Hours,Work date,Username,Full name,Epic Link,Project Key,"
          + "Work Description,Epic Link\n";
  private static final String CLOUD =
      "Issue Key,Worklog ID,Work date,Time Spent Seconds,User Account ID,Updated\n";

  @TempDir private Path folder;
  private int files;

  @Test
  void worklogsOfADayAreLaidOneAfterTheOtherAndThatIsSaid() throws Exception {
    Imported work =
        imported(
            file(
                SERVER
                    + "WEB-1,x,1.5,2026-01-05,ann,Ann,,WEB,,\n"
                    + "WEB-2,x,2,2026-01-05 00:00,ann,Ann,,WEB,,\n"
                    + "OPS-1,x,1,2026-01-05 14:30,ann,Ann,,OPS,,\n"
                    + "OPS-1,x,1,2026-01-05,bob,Bob,,OPS,,\n"));

    assertThat(work.tickets())
        .containsExactlyInAnyOrder(
            "2026-01-06T09:30:00Z web WEB-1 Work ann 2026-01-05T08:00:00Z 2026-01-05T09:30:00Z",
            "2026-01-06T11:30:00Z web WEB-2 Work ann 2026-01-05T09:30:00Z 2026-01-05T11:30:00Z",
            "2026-01-06T14:30:00Z ops OPS-1 Work ann 2026-01-05T13:30:00Z 2026-01-05T14:30:00Z",
            "2026-01-06T09:00:00Z ops OPS-1 Work bob 2026-01-05T08:00:00Z 2026-01-05T09:00:00Z");
    assertThat(work.summary().assumed())
        .anyMatch(text -> text.contains("time of day is assumed for 3 worklogs"))
        .anyMatch(text -> text.contains("known is assumed for 4 of 4"));
  }

  @Test
  void theCloudSaysWhenAWorklogWasUpdatedAndWhichItIs() throws Exception {
    Imported work = imported(file(CLOUD + "WEB-1,77,2026-01-05,1800,5b10,2026-01-09 10:00:00\n"));

    assertThat(work.tickets())
        .containsExactly(
            "2026-01-09T09:00:00Z web WEB-1 Work 5b10 2026-01-05T08:00:00Z 2026-01-05T08:30:00Z");
    assertThat(work.facts("ticket").get(0).get("change").get("workId").asText())
        .isEqualTo("tempo-77");
    assertThat(work.summary().assumed())
        .contains("When each worklog became known is what the export says.");
  }

  @Test
  void aLaterFileCorrectsAWorklogAndRepeatsTheOthers() throws Exception {
    String other = "OPS-1,x,1,2026-01-06,bob,Bob,,OPS,night,\n";
    Imported work =
        imported(
            file(SERVER + "WEB-1,x,4,2026-01-05,ann,Ann,,WEB,fix,\n" + other),
            file(SERVER + "WEB-1,x,3,2026-01-05,ann,Ann,,WEB,fix,\n" + other));

    assertThat(work.facts("ticket"))
        .extracting(fact -> fact.get("eventId").asText())
        .hasSize(4)
        .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(3));
    assertThat(work.tickets().get(1))
        .startsWith("2026-01-06T12:00:00.001Z")
        .endsWith("2026-01-05T11:00:00Z");
  }

  @Test
  void whatCannotBeUsedIsRefusedWhole() throws Exception {
    Imported work =
        imported(
            file(
                SERVER
                    + "WEB-1,x,0,2026-01-05,ann,Ann,,WEB,,\n"
                    + "WEB-1,x,,2026-01-05,ann,Ann,,WEB,,\n"
                    + "WEB-1,x,1,5 Jan,ann,Ann,,WEB,,\n"
                    + "WEB-1,x,1,,ann,Ann,,WEB,,\n"
                    + "WEB-1,x,1,2026-01-05,,Ann,,WEB,,\n"
                    + "HR-1,x,1,2026-01-05,ann,Ann,,HR,,\n"
                    + "WEB-1,x,25,2026-01-05,ann,Ann,,WEB,,\n"));

    assertThat(work.summary().refused())
        .isEqualTo(
            Map.of(
                "OUT_OF_BOUNDS hours", 2L,
                "MISSING_FIELD hours", 1L,
                "NOT_A_TIME day", 1L,
                "MISSING_FIELD day", 1L,
                "MISSING_FIELD person", 1L,
                "NOT_IN_TABLE project", 1L));
    assertThat(work.refused().get(0).get("row").get("Full name").asText()).isEqualTo("Ann");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("tempo-" + ++files + ".csv"), text);
  }

  private Imported imported(Path... sheets) throws Exception {
    TempoOptions options =
        new TempoOptions(
            new Services(Map.of("WEB", "web", "OPS", "ops"), null),
            "Task",
            "ISO",
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(9, 0),
            Duration.ofHours(24));
    return Imported.of(
        (exports, out, progress) -> TempoImport.run(options, exports, out, progress),
        folder.resolve("history"),
        sheets);
  }
}
