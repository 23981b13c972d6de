package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.inmemory.LedgerRun;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.PlanRecords;
import io.tripline.pipeline.Interval;
import io.tripline.replay.ReplayProgress;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test of a plan sees is what a replay of its facts writes, byte for byte. */
class PlanTestAgainstReplayIT {
  private static final String CURRENCY = "USD";

  @TempDir private Path directory;

  static Stream<PlanTest> shipped() throws IOException {
    return ShippedPlanTests.zombie().tests().stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void saysWhatAReplayOfItsFactsSays(PlanTest test) throws Exception {
    PlanTestFile file = ShippedPlanTests.zombie();
    Path history = write(test);
    Path out = directory.resolve("out");

    new Replay(
            new ReplayRequest(
                history, out, test.from(), test.to(), CURRENCY, 2, file.settings().slices()),
            ReplayProgress.SILENT)
        .run();

    Interval interval = PlanTestRun.interval(test, file.settings().slices());
    LedgerRun.Result said =
        LedgerRun.over(PlanTestRun.facts(test), file.settings(), interval.from(), interval.to());
    assertThat(said.events()).as("of another service, at least").isNotEmpty();
    assertThat(said.events().stream().map(event -> EventJson.write(EventRecords.of(event))))
        .containsExactlyElementsOf(Files.readAllLines(out.resolve("events.jsonl")));
  }

  private Path write(PlanTest test) throws IOException {
    Path history = Files.createDirectory(directory.resolve("history"));
    for (TestFact fact : test.facts()) {
      String feed = fact.fact().feed().name().toLowerCase(Locale.ROOT);
      append(history.resolve(feed + ".jsonl"), fact.line().toString());
    }
    for (PlanPublished plan : test.plans()) {
      append(history.resolve("governance.jsonl"), FactJson.write(record(plan)));
    }
    return history;
  }

  private static io.tripline.schemas.avro.PlanPublished record(PlanPublished plan) {
    return new io.tripline.schemas.avro.PlanPublished(
        plan.id().source(),
        plan.id().eventId(),
        Instant.ofEpochMilli(plan.recordedAt()),
        PlanRecords.of(plan.plan(), CURRENCY));
  }

  private static void append(Path file, String line) throws IOException {
    Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
