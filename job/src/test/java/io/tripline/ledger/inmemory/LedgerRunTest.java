package io.tripline.ledger.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.fact.Fact;
import io.tripline.oracle.RandomHistory;
import io.tripline.oracle.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That it is what a replay says, too, is shown where the pipeline runs: TriplinePipelineIT,
 * PlanTestAgainstReplayIT.
 */
class LedgerRunTest {
  static List<Long> seeds() {
    return Seeds.of("ledger-runs", 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void saysOfAllFactsWhatIsSaidOfThoseThatCount(long seed) {
    RandomHistory history = RandomHistory.withRefusable(seed);
    long from = InMemoryJob.defaultFrom(history.slices(), history.facts());
    long to = InMemoryJob.defaultTo(history.slices(), history.facts());
    List<Fact> everything = new ArrayList<>(history.facts());
    everything.addAll(history.refusable());
    Collections.shuffle(everything, new Random(seed));

    LedgerRun.Result result = LedgerRun.over(everything, history.settings(), from, to);

    assertThat(result.events())
        .isEqualTo(new InMemoryJob(history.settings()).run(history.facts(), from, to).events());
    assertThat(result.refused())
        .extracting(LedgerRun.Refused::fact)
        .isSubsetOf(history.refusable());
  }
}
