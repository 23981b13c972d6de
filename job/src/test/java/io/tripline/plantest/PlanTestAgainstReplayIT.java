package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.ledger.inmemory.LedgerRun;
import io.tripline.outlet.EventRecords;
import io.tripline.pipeline.Interval;
import io.tripline.replay.ReplayProgress;
import io.tripline.schemas.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test of a plan sees is what a replay of its facts writes, byte for byte. */
class PlanTestAgainstReplayIT {
  @TempDir private Path directory;

  static Stream<PlanTest> shipped() throws IOException {
    return ShippedPlanTests.zombie().tests().stream()
        .filter(test -> !test.expectations().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void saysWhatAReplayOfItsFactsSays(PlanTest test) throws Exception {
    PlanTestFile file = ShippedPlanTests.zombie();
    Path history =
        ShippedPlanTests.write(test, Files.createDirectory(directory.resolve("history")));
    Path out = directory.resolve("out");

    new Replay(
            new ReplayRequest(
                history, out, test.from(), test.to(), "USD", 2, file.settings().slices()),
            ReplayProgress.SILENT)
        .run();

    Interval interval = PlanTestRun.interval(test, file.settings().slices());
    LedgerRun.Result said =
        LedgerRun.over(PlanTestRun.facts(test), file.settings(), interval.from(), interval.to());
    assertThat(said.events()).hasSizeGreaterThan(test.expectations().size());
    assertThat(said.events().stream().map(event -> EventJson.write(EventRecords.of(event))))
        .containsExactlyElementsOf(Files.readAllLines(out.resolve("events.jsonl")));
  }
}
