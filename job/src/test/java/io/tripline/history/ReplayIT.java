package io.tripline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Feed;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.FeedSummary;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final List<String> FILES =
      List.of("events.jsonl", "statements.jsonl", "rejected.jsonl", "summary.json");

  @TempDir private Path directory;

  @Test
  void aHistoryBecomesEventsStatementsRejectedLinesAndASummary() throws Exception {
    Path history = Histories.write(directory.resolve("history"));
    Path out = directory.resolve("out");

    ReplaySummary summary =
        new Replay(Histories.request(history, out, 1), ReplayProgress.SILENT).run();

    assertThat(summary.feeds())
        .containsEntry(Feed.COST, new FeedSummary(13, 9, 1, 0, 3, 0, Map.of("colour", 1L)))
        .containsEntry(Feed.TICKET, new FeedSummary(0, 0, 0, 0, 0, 0, Map.of()))
        .containsEntry(Feed.GOVERNANCE, new FeedSummary(3, 1, 0, 0, 2, 0, Map.of()));
    assertThat(summary.interval().from()).isEqualTo(at("2026-01-05T08:00:00Z"));
    assertThat(summary.interval().to()).isEqualTo(at("2026-01-12T23:05:00Z"));
    assertThat(Files.readString(out.resolve("summary.json"))).isEqualTo(summary.toJson());
    assertThat(told(out))
        .contains("cloud-cost OPENED", "overspend TRIPPED")
        .hasSize((int) summary.events().lines());
    assertThat(Files.readAllLines(out.resolve("statements.jsonl")))
        .hasSize((int) summary.statements().lines())
        .hasSizeGreaterThan(8 * 24 - 10);
    assertThat(leftovers(out)).isEqualTo(FILES.stream().sorted().toList());
  }

  @Test
  void everyRejectedLineLandsWholeWithItsPlaceAndItsReason() throws Exception {
    Path history = Histories.write(directory.resolve("history"));
    Path out = directory.resolve("out");

    new Replay(Histories.request(history, out, 1), ReplayProgress.SILENT).run();

    List<DeadLetter> letters = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("rejected.jsonl"))) {
      letters.add(DeadLetterJson.read(line));
    }
    assertThat(letters)
        .extracting(l -> l.getFile() + ":" + l.getLine() + " " + l.getReason())
        .containsExactly(
            "cost.jsonl:11 UNREADABLE",
            "cost.jsonl:12 WRONG_CURRENCY",
            "cost.jsonl:14 UNREADABLE",
            "governance.jsonl:1 VERSION_NOT_HIGHER",
            "plans/broken.yaml:null PLAN_REFUSED");
    assertThat(payload(letters.get(0)))
        .isEqualTo("{\"type\":\"CostRecorded\"".getBytes(StandardCharsets.UTF_8));
    assertThat(letters.get(1).getField()).isEqualTo("currency");
    assertThat(letters.get(3).getField()).isEqualTo("version");
    assertThat(payload(letters.get(2))).isEqualTo(new byte[] {'"', (byte) 0xFF, '"'});
    assertThat(payload(letters.get(3)))
        .isEqualTo(
            Files.readAllLines(history.resolve("governance.jsonl"))
                .get(0)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(payload(letters.get(4)))
        .isEqualTo(Files.readAllBytes(history.resolve("plans/broken.yaml")));
  }

  @Test
  void parallelismChangesNotAByte() throws Exception {
    Path history = Histories.write(directory.resolve("history"));
    Path one = directory.resolve("one");
    Path four = directory.resolve("four");

    new Replay(Histories.request(history, one, 1), ReplayProgress.SILENT).run();
    new Replay(Histories.request(history, four, 4), ReplayProgress.SILENT).run();

    for (String file : FILES) {
      assertThat(four.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
    }
  }

  @Test
  void anIntervalEvaluatesOnlyWhatItHolds() throws Exception {
    Path history = Histories.write(directory.resolve("history"));
    Path out = directory.resolve("out");
    ReplayRequest request =
        new ReplayRequest(
            history,
            out,
            at("2026-01-06T00:00:00Z"),
            at("2026-01-09T00:00:00Z"),
            "USD",
            1,
            Slices.FIVE_MINUTES);

    ReplaySummary summary = new Replay(request, ReplayProgress.SILENT).run();

    assertThat(summary.feeds().get(Feed.COST).afterInterval()).isEqualTo(4);
    for (String line : Files.readAllLines(out.resolve("events.jsonl"))) {
      assertThat(EventJson.read(line).getAsOf())
          .isAfter(Instant.parse("2026-01-06T00:00:00Z"))
          .isBeforeOrEqualTo(Instant.parse("2026-01-09T00:00:00Z"));
    }
  }

  @Test
  void aHistoryWithoutAnyUsableFactHasNothingToSay() throws Exception {
    Path history = Files.createDirectories(directory.resolve("history"));
    Files.writeString(history.resolve("ticket.jsonl"), "no\n");

    ReplaySummary summary =
        new Replay(Histories.request(history, directory.resolve("out"), 1), ReplayProgress.SILENT)
            .run();

    assertThat(summary.interval()).isNull();
    assertThat(summary.rejected().lines()).isEqualTo(1);
    assertThat(leftovers(directory.resolve("out"))).isEqualTo(FILES.stream().sorted().toList());
  }

  @Test
  void whatCannotBeginIsSaidSo() throws Exception {
    Path out = directory.resolve("out");
    Path empty = Files.createDirectories(directory.resolve("empty"));
    Path history = Histories.write(directory.resolve("history"));
    Files.writeString(history.resolve("calendars.yaml"), "a: {zone: Mars}\n");

    assertRefused(Histories.request(directory.resolve("none"), out, 1), "is no directory");
    assertRefused(Histories.request(empty, out, 1), "holds no history");
    assertRefused(Histories.request(history, out, 1), "calendars.yaml:1:11: 'a.zone' is \"Mars\"");
    Histories.write(history);
    assertRefused(
        new ReplayRequest(
            history, out, at("2027-01-01T00:00:00Z"), null, "USD", 1, Slices.FIVE_MINUTES),
        "there is nothing to replay from 2027-01-01T00:00:00Z to 2026-01-12T23:05:00Z");
    assertThat(leftovers(out)).isEmpty();
  }

  private static void assertRefused(ReplayRequest request, String message) {
    assertThatThrownBy(() -> new Replay(request, ReplayProgress.SILENT).run())
        .isInstanceOf(BadReplayException.class)
        .hasMessageContaining(message);
  }

  private static List<String> told(Path out) throws Exception {
    List<String> told = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("events.jsonl"))) {
      ServiceEvent event = EventJson.read(line);
      told.add(
          event.getBody() instanceof Variance variance
              ? variance.getTargetId() + " " + variance.getTransition()
              : ((KillSwitch) event.getBody()).getRuleId()
                  + " "
                  + ((KillSwitch) event.getBody()).getTransition());
    }
    return told;
  }

  private static byte[] payload(DeadLetter letter) {
    byte[] bytes = new byte[letter.getPayload().remaining()];
    letter.getPayload().duplicate().get(bytes);
    return bytes;
  }

  private static List<String> leftovers(Path out) throws Exception {
    try (var files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
