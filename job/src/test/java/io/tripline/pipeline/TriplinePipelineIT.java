package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.inmemory.LedgerRun;
import io.tripline.oracle.RandomHistory;
import io.tripline.pipeline.ClusterRun.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline says, wherever and however it runs, what the ledger says that is run over the same
 * facts without it.
 */
class TriplinePipelineIT {
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
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
        new Place(2, Backend.ROCKSDB),
        new Place(4, Backend.ROCKSDB));
  }

  private static Stream<Arguments> inEveryHistory(Place... places) {
    return LongStream.of(SEEDS)
        .boxed()
        .flatMap(seed -> Stream.of(places).map(place -> Arguments.of(seed, place)));
  }

  @ParameterizedTest(name = "history {0} on {1}")
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

  @ParameterizedTest(name = "history {0} on {1}, then on {2}")
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
    assertThat(watched(run)).as("what can be watched after it").isEqualTo(run.outcomes());
  }

  @ParameterizedTest
  @EnumSource
  void everyFactHasOneOutcomeHoweverOftenTheJobFails(Backend backend, @TempDir Path checkpoints)
      throws Exception {
    RandomHistory history = RandomHistory.withRefusable(26);
    Place place = new Place(2, backend);

    ClusterRun undisturbed =
        new ClusterRun(history.settings(), interval(history), outOfOrder(), shuffled(history))
            .through(place);
    ClusterRun failing =
        new ClusterRun(history.settings(), interval(history), outOfOrder(), shuffled(history))
            .throughFailures(place, 3, checkpoints);

    assertBalances(undisturbed, history);
    assertThat(failing.outcomes()).isEqualTo(undisturbed.outcomes());
  }

  @Test
  void whatComesLateIsCountedAndNotLost() throws Exception {
    List<Fact> facts = aFewDays();
    WatermarkStrategy<Admissible> byFacts = KnownTimeWatermarks.inOrder(Sample.SLICES);
    LedgerSettings settings = new LedgerSettings(Sample.SLICES, Calendars.standard());
    Interval interval = new Interval(null, Sample.MONDAY + 3 * Sample.DAY);
    Place place = new Place(1, Backend.ROCKSDB);

    ClusterRun inTime =
        new ClusterRun(settings, interval, byFacts, Scripts.inOrder(facts, 1, 1)).through(place);
    ClusterRun late =
        new ClusterRun(settings, interval, byFacts, Scripts.shuffled(facts, 1, 1, BOUND))
            .through(place);

    assertThat(total(inTime.outcomes(), Outcome.APPLIED)).isEqualTo(facts.size());
    assertThat(total(late.outcomes(), Outcome.LATE)).isPositive();
    assertThat(total(late.outcomes(), Outcome.LATE) + total(late.outcomes(), Outcome.APPLIED))
        .isEqualTo(facts.size());
    assertThat(lastRevisions(late)).isNotEqualTo(Map.of()).isEqualTo(lastRevisions(inTime));
  }

  @Test
  void endsWithItsInputWhereTheIntervalHasNoEnd() throws Exception {
    ClusterRun run =
        new ClusterRun(
                new LedgerSettings(Sample.SLICES, Calendars.standard()),
                Interval.ENDLESS,
                KnownTimeWatermarks.inOrder(Sample.SLICES),
                Scripts.inOrder(aFewDays(), 2, 1))
            .through(new Place(2, Backend.HEAP));

    assertThat(run.statements()).isNotEmpty();
  }

  @Test
  void outcomesCanBeWatchedPerFeed() throws Exception {
    RandomHistory history = RandomHistory.withRefusable(31);

    ClusterRun run =
        new ClusterRun(history.settings(), interval(history), outOfOrder(), shuffled(history))
            .through(new Place(2, Backend.HEAP));

    assertThat(run.outcomes()).isNotEmpty();
    assertThat(watched(run)).isEqualTo(run.outcomes());
  }

  /** All counters of a run, named as its outcomes are. */
  private static Map<String, Long> watched(ClusterRun run) {
    Map<String, Long> watched = new TreeMap<>();
    METRICS
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              String feed = group.getAllVariables().get("<feed>");
              String outcome = group.getAllVariables().get("<outcome>");
              String job = group.getAllVariables().get("<job_id>");
              if (outcome != null && run.lastJob().toString().equals(job)) {
                metrics.forEach((name, metric) -> add(watched, feed + "." + outcome, metric));
              }
            });
    return watched;
  }

  private static void add(Map<String, Long> watched, String name, Metric metric) {
    long count = ((Counter) metric).getCount();
    if (count > 0) {
      watched.merge(name.toUpperCase(Locale.ROOT), count, Long::sum);
    }
  }

  /** Costs and work of one service, every half hour, that no fact's lateness can bring down. */
  private static List<Fact> aFewDays() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Sample.allocation("a", "p", Sample.MONDAY, Sample.MONDAY, null));
    for (long at = Sample.MONDAY; at < Sample.MONDAY + 2 * Sample.DAY; at += Sample.HOUR / 2) {
      facts.add(Sample.cost("c-" + at, at, at % 7_777));
      facts.add(Sample.work("w-" + at, "p", at, at - Sample.HOUR, at));
    }
    return facts;
  }

  /** What each hour's measures are in the end. */
  private static Map<Long, Statement.Measures> lastRevisions(ClusterRun run) {
    Map<Long, Statement> last = new TreeMap<>();
    for (Statement statement : run.statements()) {
      last.merge(
          statement.hour(),
          statement,
          (one, other) -> one.revision() > other.revision() ? one : other);
    }
    Map<Long, Statement.Measures> measures = new TreeMap<>();
    last.forEach((hour, statement) -> measures.put(hour, statement.measures()));
    return measures;
  }

  private static void assertSaysWhatTheLedgerSays(ClusterRun run, RandomHistory history) {
    Interval interval = interval(history);
    Transcript expected =
        Transcript.of(
            new InMemoryJob(history.settings())
                .run(history.facts(), interval.from(), interval.to()));
    Transcript said = run.transcript();
    said.assertIs(expected);
    assertThat(said.events()).as("something happened").isNotEmpty();
    assertThat(said.statements()).isNotEmpty();
    assertThat(said.states()).isNotEmpty();
    assertThat(said.events()).isEqualTo(saidInMemory(history, interval));
    assertBalances(run, history);
  }

  /** Of the very facts that the pipeline is given, those among them that do not count. */
  private static List<String> saidInMemory(RandomHistory history, Interval interval) {
    LedgerRun.Result result =
        LedgerRun.over(everything(history), history.settings(), interval.from(), interval.to());
    return Transcript.of(result.events(), List.of(), List.of()).events();
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
