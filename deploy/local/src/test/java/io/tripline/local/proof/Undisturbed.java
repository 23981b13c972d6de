package io.tripline.local.proof;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.ledger.Slices;
import io.tripline.local.story.Told;
import io.tripline.replay.ReplayProgress;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactType;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What facts lead to if nothing goes wrong: those of a replay from files.
 *
 * @param events every event as JSON, in order of their text
 * @param revisions every revision of every statement as JSON, in order of their text
 * @param statements by {@link Results#hour}, the last revision of each as JSON
 */
record Undisturbed(List<String> events, List<String> revisions, Map<String, String> statements) {
  static Undisturbed replay(List<Told> facts, Instant end, Path directory) throws Exception {
    Path history = directory.resolve("history");
    Path out = directory.resolve("replayed");
    write(facts, history);
    new Replay(
            new ReplayRequest(
                history, out, null, end.toEpochMilli(), "USD", 1, Slices.FIVE_MINUTES),
            ReplayProgress.SILENT)
        .run();
    return read(out);
  }

  /** Writes a history: a file of lines for each feed. */
  static void write(List<Told> facts, Path history) throws IOException {
    Files.createDirectories(history);
    for (Feed feed : Feed.values()) {
      List<String> lines =
          facts.stream()
              .map(Told::fact)
              .filter(fact -> FactType.of(fact).orElseThrow().feed() == feed)
              .map(FactJson::write)
              .toList();
      Files.write(history.resolve(feed.name().toLowerCase(Locale.ROOT) + ".jsonl"), lines);
    }
  }

  private static Undisturbed read(Path out) throws IOException, FormatException {
    List<String> revisions =
        Files.readAllLines(out.resolve("statements.jsonl")).stream().sorted().toList();
    List<Statement> statements = new ArrayList<>();
    for (String line : revisions) {
      statements.add(StatementJson.read(line));
    }
    return new Undisturbed(
        Files.readAllLines(out.resolve("events.jsonl")).stream().sorted().toList(),
        revisions,
        Results.last(statements));
  }
}
