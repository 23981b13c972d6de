package io.tripline.history.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.history.csv.ImportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up pages of Jira's REST API, and made-up CSV exports. */
class JiraImportTest {
  private static final String PAGE =
      """
      {"startAt": 0, "maxResults": 50, "total": 1, "issues": [
        {"id": "10001", "key": "WEB-7",
         "changelog": {"startAt": 0, "maxResults": 5, "total": 5, "histories": [
           {"id": "105", "created": "2026-01-09T10:00:00.000+0100", "items": [
             {"field": "status", "from": "3", "fromString": "Done", "to": "1", "toString": "To Do"}]},
           {"id": "104", "created": "2026-01-08T10:00:00.000+0100", "items": [
             {"field": "status", "from": "2", "fromString": "In Progress", "to": "3", "toString": "Done"},
             {"field": "resolution", "from": null, "fromString": null, "to": "1", "toString": "Fixed"}]},
           {"id": "103", "created": "2026-01-07T10:00:00.000+0100", "items": [
             {"field": "Team", "from": "1", "fromString": "Desk", "to": "2", "toString": "Web"},
             {"field": "assignee", "from": "acc-ann", "fromString": "Ann", "to": "acc-bob", "toString": "Bob"}]},
           {"id": "102", "created": "2026-01-06T10:00:00.000+0100", "items": [
             {"field": "status", "from": "1", "fromString": "To Do", "to": "2", "toString": "In Progress"},
             {"field": "summary", "from": null, "fromString": "a", "to": null, "toString": "b"}]},
           {"id": "101", "created": "2026-01-05T12:00:00.000+0100", "items": [
             {"field": "Key", "from": null, "fromString": "OPS-1", "to": null, "toString": "WEB-7"},
             {"field": "assignee", "from": null, "fromString": null, "to": "acc-ann", "toString": "Ann"}]}]},
         "fields": {"created": "2026-01-05T09:00:00.000+0100",
           "resolutiondate": "2026-01-08T10:00:00.000+0100",
           "status": {"name": "To Do"}, "issuetype": {"name": "Bug"}, "assignee": {"accountId": "acc-bob"},
           "worklog": {"startAt": 0, "total": 2, "worklogs": [
             {"id": "900", "issueId": "10001", "author": {"accountId": "acc-bob"},
              "started": "2026-01-07T14:00:00.000+0100", "timeSpentSeconds": 3600,
              "created": "2026-01-07T15:00:00.000+0100", "updated": "2026-01-08T09:00:00.000+0100"}]}}}]}
      """;

  private static final String WORKLOG_PAGE =
      """
      {"startAt": 0, "total": 3, "worklogs": [
        {"id": "901", "issueId": "10001", "author": {"key": "carol"}, "started": "2026-01-07T08:00:00.000+0000",
         "timeSpentSeconds": 1800, "created": "2026-01-07T09:00:00.000+0000"},
        {"id": "902", "issueId": "10001", "author": {"key": "carol"}, "started": "2026-01-07T08:00:00.000+0000",
         "timeSpentSeconds": 0, "created": "2026-01-07T09:00:00.000+0000"},
        {"id": "903", "issueId": "66666", "author": {"key": "carol"}, "started": "2026-01-07T08:00:00.000+0000",
         "timeSpentSeconds": 60, "created": "2026-01-07T09:00:00.000+0000"}]}
      """;

  @TempDir private Path folder;
  private int files;

  @Test
  void anIssueIsAsItWasThenInTheServiceThatItWasOpenedIn() throws Exception {
    Imported issues = imported(file("page.json", PAGE));

    assertThat(issues.tickets())
        .containsExactlyInAnyOrder(
            "2026-01-05T08:00:00Z ops OPS-1 Opened",
            "2026-01-06T09:00:00Z ops OPS-1 Work acc-ann 2026-01-06T09:00:00Z",
            "2026-01-07T09:00:00Z ops OPS-1 Work acc-ann 2026-01-06T09:00:00Z 2026-01-07T09:00:00Z",
            "2026-01-07T09:00:00Z ops OPS-1 HandedOff Desk Web",
            "2026-01-07T09:00:00Z ops OPS-1 Work acc-bob 2026-01-07T09:00:00Z",
            "2026-01-08T09:00:00Z ops OPS-1 Work acc-bob 2026-01-07T09:00:00Z 2026-01-08T09:00:00Z",
            "2026-01-08T09:00:00Z ops OPS-1 Resolved",
            "2026-01-09T09:00:00Z ops OPS-1 Reopened",
            "2026-01-08T08:00:00Z ops OPS-1 Work acc-bob 2026-01-07T13:00:00Z"
                + " 2026-01-07T14:00:00Z");
    assertThat(issues.summary().assumed())
        .anyMatch(text -> text.contains("1 worklogs that the pages count are not in them"));
  }

  @Test
  void worklogPagesAddWhatASearchDoesNotShow() throws Exception {
    Imported issues = imported(file("worklogs.json", WORKLOG_PAGE), file("page.json", PAGE));

    assertThat(issues.tickets())
        .contains(
            "2026-01-07T09:00:00Z ops OPS-1 Work carol 2026-01-07T08:00:00Z 2026-01-07T08:30:00Z");
    assertThat(issues.summary().refused())
        .isEqualTo(Map.of("OUT_OF_BOUNDS timeSpentSeconds", 1L, "UNKNOWN_ISSUE issueId", 1L));
    assertThat(issues.refused().get(0).get("line").asInt()).isEqualTo(4);
    assertThat(issues.refused().get(0).get("place").asText()).isEqualTo("/worklogs/1");
    assertThat(issues.refused().get(0).get("row").get("json").asText()).contains("\"902\"");
  }

  @Test
  void anIssueOfWhichChangesAreMissingIsRefusedUntilTheirPageIsGiven() throws Exception {
    String cut = PAGE.replaceAll("(?s)\\{\"id\": \"105\".*?\\]\\},", "");
    String rest =
        """
        {"self": "https://jira.example/rest/api/3/issue/10001/changelog?startAt=0", "total": 1, "values": [
          {"id": "105", "created": "2026-01-09T10:00:00.000+0100", "items": [
            {"field": "status", "from": "3", "fromString": "Done", "to": "1", "toString": "To Do"}]}]}
        """;
    Imported without = imported(file("cut.json", cut));
    Imported with = imported(file("cut.json", cut), file("rest.json", rest));

    assertThat(without.summary().refused()).isEqualTo(Map.of("CHANGES_MISSING changelog", 6L));
    assertThat(without.summary().factsWritten()).isZero();
    assertThat(with.tickets()).hasSize(9).contains("2026-01-09T09:00:00Z ops OPS-1 Reopened");
  }

  /** Everything but the first change taken away from the changelog and out of the fields. */
  @Test
  void whatBecameOfAnIssueDoesNotChangeWhatWasSaidOfItBefore() throws Exception {
    String early =
        PAGE.replaceAll("(?s)\\{\"id\": \"10[3-5]\".*?\\]\\},", "")
            .replace("\"total\": 5", "\"total\": 2")
            .replace("\"resolutiondate\": \"2026-01-08T10:00:00.000+0100\",", "")
            .replace("\"status\": {\"name\": \"To Do\"}", "\"status\": {\"name\": \"In Progress\"}")
            .replace(
                "\"assignee\": {\"accountId\": \"acc-bob\"}",
                "\"assignee\": {\"accountId\": \"acc-ann\"}")
            .replaceAll("(?s)\"worklogs\": \\[.*?\\]", "\"worklogs\": []");
    List<String> whole = imported(file("page.json", PAGE)).tickets();

    assertThat(imported(file("early.json", early)).tickets()).hasSize(2).isSubsetOf(whole);
  }

  @Test
  void aStatusThatNobodyExplainedRefusesItsRow() throws Exception {
    Imported issues = imported(file("page.json", PAGE.replace("\"Done\"", "\"Shipped\"")));

    assertThat(issues.summary().refused()).containsKey("NOT_IN_TABLE status");
    assertThat(issues.refused().get(0).get("message").asText()).contains("Shipped", "--done");
  }

  @Test
  void whatIsNoPageIsRefusedWithItsLine() throws Exception {
    Path broken = file("broken.json", "{\"issues\": [\n{\"key\": }");
    Path other = file("other.json", "{\"a\": 1}");

    assertThatThrownBy(() -> imported(broken))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("broken.json:2: this is no JSON");
    assertThatThrownBy(() -> imported(other)).hasMessageContaining("/search?expand=changelog");
    assertThatThrownBy(() -> imported(other, file("a.csv", "a,b\n")))
        .hasMessageContaining("import them apart");
  }

  @Test
  void aCsvExportHasAWorklogInEachColumnLogWork() throws Exception {
    Imported issues =
        imported(
            file(
                "jira.csv",
                """
                Summary,Issue key,Issue Type,Status,Project key,Created,Resolved,Log Work,Log Work
                a,WEB-1,Bug,Done,WEB,05/Jan/26 9:30 AM,06/Jan/26 1:00 PM,fix; and test;05/Jan/26 10:00 AM;acc-ann;1800,;05/Jan/26 10:00 AM;acc-ann;60
                b,WEB-2,Bug,To Do,WEB,05/Jan/26 9:30 AM,,,
                c,WEB-3,Bug,To Do,WEB,05/Jan/26 9:30 AM,,x;05/Jan/26 10:00 AM;acc-ann,
                """));

    assertThat(issues.tickets())
        .containsExactlyInAnyOrder(
            "2026-01-05T08:30:00Z web WEB-1 Opened",
            "2026-01-05T08:30:00Z web WEB-2 Opened",
            "2026-01-06T12:00:00Z web WEB-1 Resolved",
            "2026-01-06T09:30:00Z web WEB-1 Work acc-ann 2026-01-05T09:00:00Z 2026-01-05T09:30:00Z",
            "2026-01-06T09:01:00Z web WEB-1 Work acc-ann 2026-01-05T09:00:00Z"
                + " 2026-01-05T09:01:00Z");
    assertThat(issues.refused())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.get("line").asInt()).isEqualTo(4);
              assertThat(refusal.get("reason").asText()).isEqualTo("NOT_A_WORKLOG");
              assertThat(refusal.get("column").asText()).isEqualTo("Log Work");
            });
    assertThat(issues.summary().assumed()).anyMatch(text -> text.contains("assumed for 2 of 2"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Imported imported(Path... exports) throws Exception {
    JiraOptions options =
        new JiraOptions(
            new Services(Map.of("WEB", "web", "OPS", "ops"), null),
            Phases.OF_JIRA,
            "Team",
            "dd/MMM/yy h:mm a",
            ZoneId.of("Europe/Berlin"),
            Duration.ofHours(24));
    return Imported.of(
        (all, out, progress) -> JiraImport.run(options, all, out, progress),
        folder.resolve("history-" + ++files),
        exports);
  }
}
