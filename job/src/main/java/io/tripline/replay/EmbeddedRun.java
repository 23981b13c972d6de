package io.tripline.replay;

import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.TriplinePipeline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a job that has an end in a Flink of this JVM. In streaming mode, though everything has an
 * end: Flink's batch mode would fire all timers of a key when all of its facts are in, and every
 * tick would know the future. Never restarted: a replay that failed is run again.
 */
public final class EmbeddedRun {
  /** Progress is told this often, with what Flink's parts tell each other this often. */
  private static final Duration REPORT_EVERY = Duration.ofMillis(500);

  private static final String PACE_UID = "pace";

  private EmbeddedRun() {}

  /** Where a replay is laid out. */
  public static StreamExecutionEnvironment environment(int parallelism) {
    return environment(parallelism, new Configuration());
  }

  /**
   * Where a replay is laid out.
   *
   * @param more what it is configured with besides
   */
  public static StreamExecutionEnvironment environment(int parallelism, Configuration more) {
    Configuration configuration = TriplinePipeline.configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, REPORT_EVERY);
    configuration.addAll(more);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  /** The facts, counted as they go by, for whoever watches the replay. */
  public static SingleOutputStreamOperator<Admissible> paced(DataStream<Admissible> facts) {
    return facts
        .map(new Pace())
        .returns(RecordTypes.of(Admissible.class))
        .uid(PACE_UID)
        .name("Pace");
  }

  /**
   * Runs to the end.
   *
   * @param total how many facts there are
   * @return the job's accumulators
   * @throws ExecutionException if the job failed, caused by what it failed of
   */
  public static Map<String, Object> run(
      StreamExecutionEnvironment environment, long total, ReplayProgress progress)
      throws Exception {
    JobClient job = environment.executeAsync("Tripline replay");
    return await(job, total, progress).getAllAccumulatorResults();
  }

  private static JobExecutionResult await(JobClient job, long total, ReplayProgress progress)
      throws Exception {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    try {
      while (true) {
        try {
          return result.get(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          report(job, total, progress);
        }
      }
    } catch (InterruptedException e) {
      job.cancel().join();
      throw e;
    }
  }

  /** A job that ended this very moment has nothing to report any more. */
  private static void report(JobClient job, long total, ReplayProgress progress)
      throws InterruptedException {
    Map<String, Object> accumulators;
    try {
      accumulators = job.getAccumulators().get();
    } catch (ExecutionException | IllegalStateException e) {
      return;
    }
    Pace.report(accumulators, total, progress);
  }
}
