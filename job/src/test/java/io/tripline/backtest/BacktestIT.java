package io.tripline.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.Trip;
import io.tripline.backtest.source.DirectorySource;
import io.tripline.backtest.source.EventsFile;
import io.tripline.history.BadHistoryException;
import io.tripline.history.Histories;
import io.tripline.history.Replay;
import io.tripline.ledger.Slices;
import io.tripline.replay.ReplayProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestIT {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir private Path directory;
  private Path history;
  private Path candidates;

  @BeforeEach
  void write() throws IOException {
    history = Histories.write(directory.resolve("history"));
    candidates = Files.createDirectories(directory.resolve("candidates"));
    candidate("own", Histories.PLAN);
    candidate(
        "deaf",
        Histories.PLAN.replace("above: 125%", "above: 9000%").replace("150.00", "90000.00"));
    candidate("cheaper", Histories.PLAN.replace("CLOUD: 700.00", "CLOUD: 70.00"));
  }

  @Test
  void theHistorysOwnPlanSaysWhatAReplaySaysToTheByte() throws Exception {
    Path replayed = directory.resolve("replayed");
    new Replay(Histories.request(history, replayed, 1), ReplayProgress.SILENT).run();

    BacktestSummary summary = backtest(directory.resolve("out"), 1);

    assertThat(directory.resolve("out/events/own.jsonl"))
        .hasSameBinaryContentAs(replayed.resolve("events.jsonl"));
    assertThat(summary.results())
        .extracting(r -> r.candidate().name())
        .containsExactly("cheaper", "deaf", "own");
    assertThat(summary.books()).isEqualTo(2);
  }

  @Test
  void parallelismAndASecondRunChangeNotAByte() throws Exception {
    BacktestSummary one = backtest(directory.resolve("one"), 1);
    BacktestSummary other = backtest(directory.resolve("other"), 3);

    assertThat(contents(directory.resolve("one"))).isEqualTo(contents(directory.resolve("other")));
    assertThat(one.resultsSha256()).isEqualTo(other.resultsSha256());
    assertThat(contents(directory.resolve("one")).keySet())
        .containsExactly(
            "books/0.jsonl",
            "books/1.jsonl",
            "candidates.csv",
            "events/cheaper.jsonl",
            "events/deaf.jsonl",
            "events/own.jsonl",
            "incidents.csv",
            "report.json",
            "trips.csv");
  }

  @Test
  void resultsOfCandidatesThatAreNoMoreGo() throws Exception {
    Path out = directory.resolve("out");
    backtest(out, 1);
    Files.delete(candidates.resolve("deaf.yaml"));
    Path mine = Files.writeString(out.resolve("events/notes.txt"), "mine");

    backtest(out, 1);

    assertThat(out.resolve("events")).isDirectoryNotContaining("glob:**deaf.jsonl");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void aTripSaysWhatStoppingThereWouldHaveSaved() throws Exception {
    CandidateResult own = backtest(directory.resolve("out"), 1).results().get(2);

    assertThat(own.trips()).hasSize(1);
    Trip trip = own.trips().get(0);
    // 100.00 a day up to the 8th, 900.00 from the 9th on, known each day at 23:00; nothing is
    // earned.
    assertThat(trip.trippedAt()).isEqualTo(at("2026-01-09T23:15:00Z"));
    assertThat(trip.aftermath().spend())
        .isEqualTo(
            900_000_000L * 45 / (24 * 60) + 2 * 900_000_000L + 900_000_000L * 1385 / (24 * 60));
    assertThat(trip.aftermath().saved()).isEqualTo(trip.aftermath().spend());
    JsonNode report =
        new JsonMapper().readTree(Files.readString(directory.resolve("out/report.json")));
    assertThat(report.at("/trips/1/saved").asText()).isEqualTo("2693.750000");
    assertThat(report.at("/neverFired")).hasSize(1);
    assertThat(report.at("/neverFired/0").asText()).isEqualTo("deaf");
  }

  @Test
  void labelsTellHowMuchIsFoundAndHowSoon() throws Exception {
    Files.writeString(
        history.resolve("labels.csv"),
        """
        service,subject,onset,end,note
        cloud,*,2026-01-09T00:00:00Z,,the bill goes up
        cloud,overspend,2026-01-06T00:00:00Z,2026-01-07T00:00:00Z,nothing comes of it
        elsewhere,*,2026-01-06T00:00:00Z,,another service
        """);

    CandidateResult own = backtest(directory.resolve("out"), 1).results().get(2);

    assertThat(own.tripDetection().found()).hasSize(2);
    assertThat(own.tripDetection().detected()).isEqualTo(1);
    assertThat(own.tripDetection().medianDelay()).isEqualTo(Duration.parse("PT23H15M").toMillis());
    assertThat(own.tripDetection().medianDelayOnceKnown())
        .isEqualTo(Duration.parse("PT15M").toMillis());
    assertThat(own.tripDetection().trueAlarms()).isEqualTo(1);
    assertThat(own.incidentDetection().found()).hasSize(1);
  }

  @Test
  void cuttingTheHistoryOffChangesNothingThatWasSaidBefore() throws Exception {
    Path replayed = directory.resolve("replayed");
    new Replay(Histories.request(history, replayed, 1), ReplayProgress.SILENT).run();

    List<Verification.Comparison> comparisons =
        new Verification(
                request(List.of(candidates.resolve("own.yaml")), 1),
                2,
                new EventsFile(replayed.resolve("events.jsonl")),
                ReplayProgress.SILENT)
            .run();

    assertThat(comparisons).hasSize(3).allMatch(Verification.Comparison::same);
    assertThat(comparisons.get(1).events()).isPositive();
    assertThat(comparisons.get(2).events()).isGreaterThan(comparisons.get(1).events());
  }

  @Test
  void whatDiffersFromALiveRunIsShown() throws Exception {
    Path replayed = directory.resolve("replayed");
    new Replay(Histories.request(history, replayed, 1), ReplayProgress.SILENT).run();
    List<String> lines = new ArrayList<>(Files.readAllLines(replayed.resolve("events.jsonl")));
    String last = lines.remove(lines.size() - 1);
    lines.set(0, lines.get(0).replace("\"headline\":\"", "\"headline\":\"Not so: "));
    Path doctored = Files.write(directory.resolve("doctored.jsonl"), lines);

    List<Verification.Comparison> comparisons =
        new Verification(
                request(List.of(candidates.resolve("own.yaml")), 1),
                0,
                new EventsFile(doctored),
                ReplayProgress.SILENT)
            .run();

    List<Difference> differences = comparisons.get(0).differences().get("own");
    assertThat(differences)
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.CHANGED, Difference.Kind.MISSING);
    assertThat(differences.get(0).fields()).containsExactly("headline");
    assertThat(differences.get(1).expected()).isEqualTo(last);
  }

  @Test
  void whatIsWrongWithCandidatesIsSaidOfAllOfThem() throws IOException {
    candidate("bad", "serviceId: cloud");
    candidate("worse", "{");

    assertThatThrownBy(() -> backtest(directory.resolve("out"), 1))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("bad.yaml:1:1")
        .hasMessageContaining("worse.yaml:1:");
    assertThat(directory.resolve("out")).isEmptyDirectory();
  }

  private void candidate(String name, String plan) throws IOException {
    Files.writeString(candidates.resolve(name + ".yaml"), plan);
  }

  private BacktestSummary backtest(Path out, int parallelism) throws Exception {
    return new Backtest(
            request(List.of(candidates), parallelism),
            new ReportRequest(out, null, DAY, null, false),
            ReplayProgress.SILENT)
        .run();
  }

  private BacktestRequest request(List<Path> plans, int parallelism) throws Exception {
    return request(plans, List.of(), parallelism);
  }

  private BacktestRequest request(List<Path> plans, List<String> sweeps, int parallelism)
      throws Exception {
    return new BacktestRequest(
        DirectorySource.open(history, "USD", Slices.FIVE_MINUTES),
        plans,
        sweeps,
        null,
        null,
        parallelism);
  }

  private static Map<String, String> contents(Path out) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
