package io.tripline.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.Trip;
import io.tripline.backtest.source.DirectorySource;
import io.tripline.backtest.source.EventsFile;
import io.tripline.history.BadHistoryException;
import io.tripline.history.Histories;
import io.tripline.history.Replay;
import io.tripline.ledger.Slices;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestIT {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final List<String> SWEEPS =
      List.of("cloud-cost.atMost=150..950/400", "overspend.cost.above=125%,9000%");

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
            "days.csv",
            "events/cheaper.jsonl",
            "events/deaf.jsonl",
            "events/own.jsonl",
            "flows.csv",
            "incidents.csv",
            "leaves.csv",
            "report.html",
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
  void aSweepTriesEveryPointOnTheSameBooksAndEachHalfIsARunOfItsOwn() throws Exception {
    Path out = directory.resolve("out");
    BacktestSummary summary = sweep(out, 1);

    JsonNode report = report(out);
    JsonNode sweep = report.get("sweep");
    assertThat(summary.books()).isEqualTo(1);
    assertThat(sweep.at("/split").asText()).isEqualTo("2026-01-09T03:30:00Z");
    assertThat(sweep.at("/axes/0/path").asText()).isEqualTo("cloud-cost.atMost");
    assertThat(sweep.at("/axes/0/written").asText()).isEqualTo("150.00");
    assertThat(sweep.at("/points")).hasSize(6);
    assertThat(sweep.at("/points/5/candidate").asText())
        .isEqualTo("cloud-cost.atMost=950,overspend.cost.above=9000%");
    assertThat(sweep.at("/points/5/whole/fired").asBoolean()).isFalse();
    assertThat(report.at("/neverFired").toString())
        .isEqualTo("[\"cloud-cost.atMost=950,overspend.cost.above=9000%\"]");
    assertThat(report.at("/candidates/2/parameters").toString())
        .isEqualTo("{\"cloud-cost.atMost\":\"550\",\"overspend.cost.above\":\"125%\"}");
    assertThat(sweep.at("/sensitivity/0/values/0/incidents/most").asInt()).isPositive();
    assertThat(sweep.at("/sensitivity/1/values/1/tripped").asInt()).isZero();

    Path before = directory.resolve("before");
    sweep(before, "2026-01-09T03:30:00Z", null);
    Path behind = directory.resolve("behind");
    sweep(behind, null, "2026-01-09T03:30:00Z");
    for (int point = 0; point < 6; point++) {
      assertThat(sweep.at("/points/" + point + "/inSample"))
          .isEqualTo(report(before).at("/sweep/points/" + point + "/whole"));
      assertThat(sweep.at("/points/" + point + "/outOfSample"))
          .isEqualTo(report(behind).at("/sweep/points/" + point + "/whole"));
    }
  }

  @Test
  void aSweepsBytesDoNotDependOnParallelismAndGoWithTheSweep() throws Exception {
    BacktestSummary one = sweep(directory.resolve("one"), 1);
    BacktestSummary other = sweep(directory.resolve("other"), 3);

    assertThat(contents(directory.resolve("one"))).isEqualTo(contents(directory.resolve("other")));
    assertThat(one.resultsSha256()).isEqualTo(other.resultsSha256());
    assertThat(contents(directory.resolve("one")))
        .containsKeys(
            "sweep.csv",
            "as-known-now.csv",
            "events-as-known-now/cloud-cost.atMost=950,overspend.cost.above=125%.jsonl");

    backtest(directory.resolve("one"), 1);

    assertThat(contents(directory.resolve("one")).keySet())
        .noneMatch(name -> name.contains("sweep") || name.contains("known-now"));
  }

  @Test
  void lateDataCostsWhatIsTrippedLater() throws Exception {
    Path out = directory.resolve("out");
    sweep(out, 1);

    JsonNode late = report(out).get("asKnownNow");
    // Each day's bill is known at 23:00, and is about the day from its beginning on.
    assertThat(late.at("/feeds/cost/facts").asInt()).isEqualTo(9);
    assertThat(late.at("/feeds/cost/mostEarlierMs").asLong())
        .isEqualTo(Duration.ofHours(23).toMillis());
    JsonNode first = late.at("/candidates/0");
    assertThat(first.at("/then/trips").asInt()).isEqualTo(1);
    assertThat(first.at("/now/trips").asInt()).isEqualTo(1);
    assertThat(first.at("/trips/later").asInt()).isEqualTo(1);
    assertThat(first.at("/firstTripDelayMs").asLong()).isPositive();
    assertThat(money(first, "/savedDifference")).isPositive();
    assertThat(at(first.at("/then/firstTrip").asText()) - at(first.at("/now/firstTrip").asText()))
        .isEqualTo(first.at("/firstTripDelayMs").asLong());
    assertThat(money(first, "/now/saved").subtract(money(first, "/then/saved")))
        .isEqualByComparingTo(money(first, "/savedDifference"));
  }

  private static BigDecimal money(JsonNode json, String path) {
    return new BigDecimal(json.at(path).asText());
  }

  @Test
  void tablesSayWhatTheReportSays() throws Exception {
    Path out = directory.resolve("out");
    Files.writeString(
        history.resolve("labels.csv"),
        "service,subject,onset,end,note\ncloud,*,2026-01-09T00:00:00Z,,the bill goes up\n");
    sweep(out, 1);
    JsonNode report = report(out);

    assertSame(table(out, "incidents.csv"), report.get("incidents"), JsonNode::at);
    assertSame(table(out, "trips.csv"), report.get("trips"), JsonNode::at);
    assertSame(table(out, "leaves.csv"), within(report.get("incidents"), "leaves"), JsonNode::at);
    assertSame(
        table(out, "days.csv"),
        within(report.get("books"), "days"),
        (day, name) -> day.at(name.replace('.', '/')));
    assertSame(
        table(out, "candidates.csv"),
        report.get("candidates"),
        (candidate, name) -> candidate.at(REPORTED.getOrDefault(name.substring(1), name)));
    assertSame(
        table(out, "sweep.csv"),
        report.at("/sweep/points"),
        (point, name) -> ofPoint(point, name.substring(1), report));
    List<CSVRecord> known = table(out, "as-known-now.csv");
    assertSame(
        known.stream().filter(line -> line.get("kind").equals("incident")).toList(),
        report.at("/asKnownNow/incidents"),
        (pair, name) -> pair.at(PAIRED.getOrDefault("incident" + name, name)));
    assertSame(
        known.stream().filter(line -> line.get("kind").equals("trip")).toList(),
        report.at("/asKnownNow/trips"),
        (pair, name) -> pair.at(PAIRED.getOrDefault("trip" + name, name)));
  }

  /** What is in lists within objects, each with what the object says of itself. */
  private static ArrayNode within(JsonNode objects, String list) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode object : objects) {
      for (JsonNode item : object.get(list)) {
        ObjectNode whole = item.deepCopy();
        object.properties().forEach(field -> whole.putIfAbsent(field.getKey(), field.getValue()));
        all.add(whole);
      }
    }
    return all;
  }

  /** Where the report has what a table calls otherwise. */
  private static final Map<String, String> REPORTED =
      Map.ofEntries(
          Map.entry("candidate", "/name"),
          Map.entry("incidents", "/incidents/opened"),
          Map.entry("falseIncidents", "/incidents/falseAlarms"),
          Map.entry("openAtEnd", "/incidents/openAtEnd"),
          Map.entry("warned", "/trips/warned"),
          Map.entry("trips", "/trips/tripped"),
          Map.entry("falseTrips", "/trips/falseAlarms"),
          Map.entry("firstTrip", "/trips/firstAt"),
          Map.entry("saved", "/trips/saved"),
          Map.entry("incidentPrecision", "/incidents/detection/precision"),
          Map.entry("incidentRecall", "/incidents/detection/recall"),
          Map.entry("incidentMedianDelayMs", "/incidents/detection/medianDelayMs"),
          Map.entry("tripPrecision", "/trips/detection/precision"),
          Map.entry("tripRecall", "/trips/detection/recall"),
          Map.entry("tripMedianDelayMs", "/trips/detection/medianDelayMs"));

  private static final Map<String, String> PAIRED =
      Map.of(
          "incident/subject", "/targetId",
          "incident/then", "/openedThen",
          "incident/now", "/openedNow",
          "trip/subject", "/ruleId",
          "trip/then", "/trippedThen",
          "trip/now", "/trippedNow");

  private static JsonNode ofPoint(JsonNode point, String name, JsonNode report) {
    if (name.equals("candidate")) {
      return point.get("candidate");
    }
    JsonNode axes = report.at("/sweep/axes");
    for (int axis = 0; axis < axes.size(); axis++) {
      if (axes.get(axis).get("path").asText().equals(name)) {
        return axes.get(axis).get("values").get(point.get("at").get(axis).asInt());
      }
    }
    return name.startsWith("inSample.") || name.startsWith("outOfSample.")
        ? point.at("/" + name.replace('.', '/'))
        : point.at("/whole/" + name);
  }

  /** Every field of every line, but a table's own words for a kind and for parameters. */
  private static void assertSame(
      List<CSVRecord> lines, JsonNode objects, BiFunction<JsonNode, String, JsonNode> field) {
    assertThat(lines).hasSameSizeAs(objects).isNotEmpty();
    for (int i = 0; i < lines.size(); i++) {
      for (Map.Entry<String, String> cell : lines.get(i).toMap().entrySet()) {
        if (cell.getKey().equals("kind") || cell.getKey().equals("parameters")) {
          continue;
        }
        JsonNode value = field.apply(objects.get(i), "/" + cell.getKey());
        assertThat(value.isMissingNode()).as(cell.getKey()).isFalse();
        assertThat(cell.getValue())
            .as("%s in line %d", cell.getKey(), i + 2)
            .isEqualTo(value.isNull() ? "" : value.asText());
      }
    }
  }

  private static List<CSVRecord> table(Path out, String name) throws IOException {
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(out.resolve(name)))) {
      return parser.getRecords();
    }
  }

  @Test
  void whatIsReadIsCalledTheSameOnEveryMachine() throws Exception {
    candidate("own", Histories.PLAN);
    backtest(directory.resolve("out"), 1);

    assertThat(report(directory.resolve("out")).at("/manifest/inputs").findValuesAsText("file"))
        .containsExactly(
            "cost.jsonl",
            "governance.jsonl",
            "plans/broken.yaml",
            "plans/cloud.yaml",
            "calendars.yaml",
            "cheaper.yaml",
            "deaf.yaml",
            "own.yaml");
  }

  @Test
  void whatCannotBeSweptIsSaid() throws Exception {
    assertThatThrownBy(
            () ->
                new Backtest(
                        request(List.of(candidates), List.of("overspend.for=PT1H"), 1),
                        wanted(directory.resolve("out"), null, false),
                        ReplayProgress.SILENT)
                    .run())
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("a sweep is of one plan, but there are 3 (cheaper, deaf, own)");
    assertThatThrownBy(
            () ->
                new Backtest(
                        request(
                            List.of(candidates.resolve("own.yaml")),
                            List.of("overspend.for=PT1H"),
                            1),
                        wanted(directory.resolve("out"), at("2026-02-01T00:00:00Z"), false),
                        ReplayProgress.SILENT)
                    .run())
        .isInstanceOf(BadReplayException.class)
        .hasMessageContaining("there has to be something on both sides of 2026-02-01T00:00:00Z");
  }

  private BacktestSummary sweep(Path out, int parallelism) throws Exception {
    return new Backtest(
            request(List.of(candidates.resolve("own.yaml")), SWEEPS, parallelism),
            wanted(out, null, true),
            ReplayProgress.SILENT)
        .run();
  }

  private void sweep(Path out, String to, String from) throws Exception {
    new Backtest(
            new BacktestRequest(
                DirectorySource.open(history, "USD", Slices.FIVE_MINUTES),
                List.of(candidates.resolve("own.yaml")),
                SWEEPS,
                from == null ? null : Long.valueOf(at(from)),
                to == null ? null : Long.valueOf(at(to)),
                1),
            wanted(out, null, false),
            ReplayProgress.SILENT)
        .run();
  }

  private static ReportRequest wanted(Path out, Long split, boolean asKnownNow) {
    return new ReportRequest(out, null, DAY, split, asKnownNow);
  }

  private static JsonNode report(Path out) throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build()
        .readTree(Files.readString(out.resolve("report.json")));
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
            wanted(out, null, false),
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
