package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the whole pipeline, on whatever cluster the environment has, in one go or with a
 * savepoint in the middle.
 */
final class ClusterRun {
  private static final long PATIENCE_SECONDS = 120;

  private final String name = UUID.randomUUID().toString();
  private final LedgerSettings settings;
  private final Interval interval;
  private final WatermarkStrategy<Admissible> watermarks;
  private final ScriptedSource source;

  private final CollectingSink<ServiceEvent> events = new CollectingSink<>(name + "/events");
  private final CollectingSink<Statement> statements = new CollectingSink<>(name + "/statements");
  private final CollectingSink<ServiceState> states = new CollectingSink<>(name + "/states");
  private final CollectingSink<Refusal> refusals = new CollectingSink<>(name + "/refusals");
  private Map<String, Long> outcomes;
  private JobID lastJob;

  ClusterRun(
      LedgerSettings settings,
      Interval interval,
      WatermarkStrategy<Admissible> watermarks,
      List<List<Admissible>> scripts) {
    this.settings = settings;
    this.interval = interval;
    this.watermarks = watermarks;
    this.source = ScriptedSource.of(name, scripts);
  }

  /** Where a run, or a part of one, takes place. */
  record Place(int parallelism, Backend backend) {
    @Override
    public String toString() {
      return backend + "×" + parallelism;
    }
  }

  /** Runs from the first fact to the end. */
  ClusterRun through(Place place) throws Exception {
    finish(start(source, place, new Configuration()));
    return this;
  }

  /** Runs to the end, and on the way fails and goes back to the last checkpoint, several times. */
  ClusterRun throughFailures(Place place, int times, Path checkpoints) throws Exception {
    ScriptedSource failing = source.failing(times);
    finish(
        start(
            failing,
            place,
            new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20))
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString())
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, times + 1)
                .set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofMillis(1))));
    assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
    return this;
  }

  /** Runs halfway, stops there with a savepoint, and goes on elsewhere. */
  ClusterRun through(Place first, Place second, Path savepoints, MiniCluster cluster)
      throws Exception {
    ScriptedSource pausing = source.pausing();
    JobClient half = start(pausing, first, new Configuration());
    CommonTestUtils.waitForAllTaskRunning(cluster, half.getJobID(), true);
    assertThat(pausing.paused().await(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("every script came to its middle")
        .isTrue();
    String savepoint =
        half.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    finish(half);
    finish(
        start(
            source,
            second,
            new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint)));
    return this;
  }

  private JobClient start(ScriptedSource facts, Place place, Configuration more) throws Exception {
    Configuration configuration = TriplinePipeline.configuration();
    configuration.addAll(place.backend().configuration());
    configuration.addAll(more);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(place.parallelism());
    Results results =
        TriplinePipeline.connect(
            environment
                .fromSource(facts, watermarks, "Facts", RecordTypes.of(Admissible.class))
                .uid("facts"),
            settings,
            interval);
    results.events().sinkTo(events).uid("events");
    results.statements().sinkTo(statements).uid("statements");
    results.states().sinkTo(states).uid("states");
    results.refusals().sinkTo(refusals).uid("refusals");
    JobClient job = environment.executeAsync(name);
    lastJob = job.getJobID();
    return job;
  }

  private void finish(JobClient job) throws Exception {
    outcomes =
        OutcomesOf.accumulators(
            job.getJobExecutionResult()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getAllAccumulatorResults());
  }

  /** The job that ran last, under which its metrics are found. */
  JobID lastJob() {
    return lastJob;
  }

  /** All that was said. */
  Transcript transcript() {
    return Transcript.of(events.collected(), statements.collected(), states.collected());
  }

  /** All statements, in no particular order. */
  List<Statement> statements() {
    return statements.collected();
  }

  /** All that was refused, in no particular order. */
  List<Refusal> refusals() {
    return refusals.collected();
  }

  /** What became of the facts, as {@code COST.APPLIED=2}, by the count of the job that ran last. */
  Map<String, Long> outcomes() {
    return outcomes;
  }
}
