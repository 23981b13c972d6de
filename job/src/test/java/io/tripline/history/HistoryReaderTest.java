package io.tripline.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.intake.Intake;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Feed;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.avro.DeadLetter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReaderTest {
  private static final String STATUS =
      """
      {"type":"StatusReported","source":"pmo","eventId":"s-%s","recordedAt":"2026-01-05T12:00:00Z",\
      "serviceId":"cloud","status":"GREEN","reportedBy":"%s"}\
      """;

  @TempDir private Path directory;
  private Path history;
  private FactCollector facts;
  private final List<Long> told = new ArrayList<>();

  @BeforeEach
  void makeDirectory() throws IOException {
    history = Files.createDirectories(directory.resolve("history"));
  }

  @Test
  void aLineTooLongForAFactIsRefusedWholeAndTheNextOneCounts() throws Exception {
    String tooLong = STATUS.formatted(1, "x".repeat(HistoryReader.LONGEST_LINE));
    Files.writeString(
        history.resolve("governance.jsonl"), tooLong + "\r\n" + STATUS.formatted(2, "pmo"));

    HistoryReader reader = read();

    assertThat(facts.tallies().get(Feed.GOVERNANCE).read()).isEqualTo(2);
    assertThat(reader.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo("TOO_LARGE");
              assertThat(rejection.message()).contains("longer than 1048576");
            });
    DeadLetter letter = DeadLetterJson.read(rejectedLines(reader).strip());
    assertThat(StandardCharsets.UTF_8.decode(letter.getPayload()).toString()).isEqualTo(tooLong);
    assertThat(letter.getLine()).isEqualTo(1);
  }

  @Test
  void aLineOfTheGreatestLengthIsRead() throws Exception {
    int rest = STATUS.formatted(1, "pmo").length();
    String longest = STATUS.formatted(1, "pmo") + " ".repeat(HistoryReader.LONGEST_LINE - rest);
    Files.writeString(history.resolve("governance.jsonl"), longest + "\n");

    assertThat(read().rejections()).isEmpty();
  }

  @Test
  void plainAndPackedFilesOfAFeedAreReadBoth() throws Exception {
    Files.writeString(history.resolve("governance.jsonl"), STATUS.formatted(1, "pmo"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(history.resolve("governance.jsonl.gz")))) {
      out.write(("no\n" + STATUS.formatted(2, "pmo")).getBytes(StandardCharsets.UTF_8));
    }

    HistoryReader reader = read();

    assertThat(facts.tallies().get(Feed.GOVERNANCE).read()).isEqualTo(3);
    assertThat(rejectedLines(reader)).contains("\"file\":\"governance.jsonl.gz\",\"line\":1,");
    assertThat(told).containsExactly(3L);
  }

  @Test
  void blankLinesAreNeitherReadNorRefused() throws Exception {
    Files.writeString(history.resolve("governance.jsonl"), "\n \t\r\n\n");

    read();

    assertThat(facts.tallies().get(Feed.GOVERNANCE).read()).isZero();
    assertThat(facts.sorted(Calendars.standard()).anything()).isFalse();
  }

  @Test
  void unknownFieldsAreCountedByNameUpToAHundredNames() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      lines
          .append(STATUS.formatted(i, "pmo").replace("{", "{\"f" + (100 + i) + "\":1,"))
          .append('\n');
    }
    Files.writeString(history.resolve("governance.jsonl"), lines);

    read();

    assertThat(facts.tallies().get(Feed.GOVERNANCE).unknownFields())
        .hasSize(101)
        .containsEntry("f100", 1L)
        .containsEntry("(others)", 50L);
  }

  private HistoryReader read() throws Exception {
    try (FactCollector collected = new FactCollector(directory)) {
      facts = collected;
      Intake intake = new Intake("USD", Calendars.standard());
      HistoryReader reader = new HistoryReader(intake, facts, told::add);
      reader.read(HistoryDirectory.open(history));
      return reader;
    }
  }

  private String rejectedLines(HistoryReader reader) throws Exception {
    StringWriter out = new StringWriter();
    new RejectedLines(HistoryDirectory.open(history), reader.rejections(), true).write(out);
    return out.toString();
  }
}
