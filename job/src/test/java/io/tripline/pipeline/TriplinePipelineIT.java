package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Fact;
import io.tripline.oracle.RandomHistory;
import io.tripline.pipeline.ClusterRun.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline says, wherever and however it runs, what the ledger says that is run over the same
 * facts without it.
 */
class TriplinePipelineIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int BOUND = 3 * 3_600_000;
  private static final long[] SEEDS = {1, 2, 3, 4};

  /** A run that failed must not take the slots of the next. */
  @AfterEach
  void endWhatStillRuns(@InjectMiniCluster MiniCluster cluster) throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cluster.cancelJob(job.getJobId()).get();
      }
    }
  }

  static Stream<Arguments> runsInOneGo() {
    return inEveryHistory(
        new Place(1, Backend.HEAP),
        new Place(2, Backend.HEAP),
        new Place(4, Backend.HEAP),
        new Place(1, Backend.ROCKSDB),
        new Place(4, Backend.ROCKSDB));
  }

  private static Stream<Arguments> inEveryHistory(Place... places) {
    return LongStream.of(SEEDS)
        .boxed()
        .flatMap(seed -> Stream.of(places).map(place -> Arguments.of(seed, place)));
  }

  @ParameterizedTest
  @MethodSource("runsInOneGo")
  void saysTheSameWhereverItRunsAndInWhateverOrderFactsArrive(long seed, Place place)
      throws Exception {
    RandomHistory history = RandomHistory.withRefusable(seed);

    ClusterRun run =
        new ClusterRun(history.settings(), interval(history), outOfOrder(), shuffled(history))
            .through(place);

    assertSaysWhatTheLedgerSays(run, history);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void saysTheSameWithTicksThatTheFactsThemselvesBring(long seed) throws Exception {
    RandomHistory history = RandomHistory.withRefusable(seed);

    ClusterRun run =
        new ClusterRun(
                history.settings(),
                interval(history),
                KnownTimeWatermarks.inOrder(history.slices()),
                Scripts.inOrder(everything(history), 4, seed))
            .through(new Place(2, Backend.HEAP));

    assertSaysWhatTheLedgerSays(run, history);
  }

  static Stream<Arguments> runsWithASavepoint() {
    return Stream.of(
        Arguments.of(21, new Place(2, Backend.HEAP), new Place(4, Backend.HEAP)),
        Arguments.of(22, new Place(4, Backend.ROCKSDB), new Place(1, Backend.ROCKSDB)),
        Arguments.of(23, new Place(1, Backend.ROCKSDB), new Place(2, Backend.ROCKSDB)),
        Arguments.of(24, new Place(4, Backend.HEAP), new Place(2, Backend.ROCKSDB)),
        Arguments.of(25, new Place(1, Backend.ROCKSDB), new Place(4, Backend.HEAP)));
  }

  @ParameterizedTest
  @MethodSource("runsWithASavepoint")
  void saysTheSameAcrossASavepoint(
      long seed,
      Place first,
      Place second,
      @TempDir Path savepoints,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    RandomHistory history = RandomHistory.withRefusable(seed);

    ClusterRun run =
        new ClusterRun(history.settings(), interval(history), outOfOrder(), shuffled(history))
            .through(first, second, savepoints, cluster);

    assertSaysWhatTheLedgerSays(run, history);
  }

  private static void assertSaysWhatTheLedgerSays(ClusterRun run, RandomHistory history) {
    Interval interval = interval(history);
    Transcript expected =
        Transcript.of(
            new InMemoryJob(history.settings())
                .run(history.facts(), interval.from(), interval.to()));
    Transcript said = run.transcript();
    said.assertIs(expected);
    assertThat(said.statements()).as("something was said").isNotEmpty();
    assertBalances(run, history);
  }

  /** Every fact that was read has one outcome. */
  private static void assertBalances(ClusterRun run, RandomHistory history) {
    assertThat(total(run.outcomes(), Outcome.APPLIED)).isEqualTo(history.facts().size());
    assertThat(total(run.outcomes(), Outcome.DUPLICATE) + total(run.outcomes(), Outcome.REFUSED))
        .isEqualTo(history.refusable().size());
    assertThat(total(run.outcomes(), Outcome.REFUSED)).isEqualTo(run.refusals().size());
    assertThat(total(run.outcomes(), Outcome.LATE)).isZero();
    assertThat(total(run.outcomes(), Outcome.AFTER_INTERVAL)).isZero();
  }

  private static long total(Map<String, Long> outcomes, Outcome outcome) {
    return outcomes.entrySet().stream()
        .filter(count -> count.getKey().endsWith("." + outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** From a while after the first fact, so that something is known before, to the last fact. */
  private static Interval interval(RandomHistory history) {
    Slices slices = history.slices();
    return Interval.around(
        history.start() + Slices.DAY / 3,
        InMemoryJob.defaultTo(slices, everything(history)),
        slices);
  }

  private static List<Fact> everything(RandomHistory history) {
    List<Fact> everything = new ArrayList<>(history.facts());
    everything.addAll(history.refusable());
    return everything;
  }

  private static List<List<Admissible>> shuffled(RandomHistory history) {
    return Scripts.shuffled(everything(history), 4, history.seed(), BOUND);
  }

  private static WatermarkStrategy<Admissible> outOfOrder() {
    return KnownTimeWatermarks.live(Duration.ofMillis(BOUND), Duration.ofHours(1));
  }
}
