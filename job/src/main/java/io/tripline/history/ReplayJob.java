package io.tripline.history;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.StatementRecords;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.KnownTimeWatermarks;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the pipeline over facts on disk, in an embedded Flink, from files to files. In streaming
 * mode, though everything has an end: Flink's batch mode would fire all timers of a key when all of
 * its facts are in, and every tick would know the future.
 */
final class ReplayJob {
  /** Progress is told this often, with what Flink's parts tell each other this often. */
  private static final Duration REPORT_EVERY = Duration.ofMillis(500);

  private final LedgerSettings settings;
  private final Interval interval;
  private final int parallelism;

  ReplayJob(LedgerSettings settings, Interval interval, int parallelism) {
    this.settings = settings;
    this.interval = interval;
    this.parallelism = parallelism;
  }

  /**
   * Runs to the end.
   *
   * @param facts a sorted file of a {@link FactSpool}
   * @param files where results go
   * @param total how many facts there are
   * @return the job's accumulators
   * @throws ExecutionException if the job failed, caused by what it failed of
   */
  Map<String, Object> run(Path facts, OutputFiles files, long total, ReplayProgress progress)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
    lay(environment, facts, files);
    JobClient job = environment.executeAsync("Tripline replay");
    return await(job, total, progress).getAllAccumulatorResults();
  }

  private static Configuration configuration() {
    Configuration configuration = TriplinePipeline.configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, REPORT_EVERY);
    return configuration;
  }

  private void lay(StreamExecutionEnvironment environment, Path facts, OutputFiles files) {
    TypeInformation<Admissible> type = RecordTypes.of(Admissible.class);
    DataStream<Admissible> history =
        environment
            .fromSource(
                new SpooledFacts(facts),
                KnownTimeWatermarks.inOrder(settings.slices()),
                "History",
                type)
            .setParallelism(1)
            .uid("history")
            .map(new Pace())
            .returns(type)
            .setParallelism(1)
            .uid("pace")
            .name("Pace");
    Results results = TriplinePipeline.connect(history, settings, interval);
    write(
        results.events(),
        "events",
        new OrderedLines<>(
            files.events(),
            // No method reference: that would take the comparator along, which cannot be sent.
            (one, other) -> ServiceEvent.WRITTEN_ORDER.compare(one, other),
            event -> EventJson.write(EventRecords.of(event))));
    write(
        results.statements(),
        "statements",
        new OrderedLines<>(
            files.statements(),
            ReplayJob::inOrder,
            statement -> StatementJson.write(StatementRecords.of(statement))));
    write(
        results.refusals(),
        "refusals",
        new OrderedLines<>(files.refusals(), ReplayJob::inOrder, ReplayJob::written));
  }

  private static <T> void write(DataStream<T> stream, String uid, OrderedLines<T> sink) {
    stream.sinkTo(sink).setParallelism(1).uid(uid).name(uid);
  }

  private static int inOrder(Statement one, Statement other) {
    return Comparator.comparing(Statement::serviceId)
        .thenComparingLong(Statement::hour)
        .thenComparingInt(Statement::revision)
        .compare(one, other);
  }

  private static int inOrder(Refusal one, Refusal other) {
    return Comparator.comparing((Refusal refusal) -> refusal.origin().place())
        .thenComparingLong(refusal -> refusal.origin().position())
        .compare(one, other);
  }

  /** Without the line that it is about, which is read again in the end. */
  private static String written(Refusal refusal) {
    return DeadLetterJson.write(
        DeadLetter.newBuilder()
            .setFeed(io.tripline.schemas.avro.Feed.valueOf(refusal.feed().name()))
            .setReason(refusal.reason().name())
            .setField(refusal.field())
            .setMessage(refusal.message())
            .setFile(refusal.origin().place())
            .setLine(refusal.origin().position())
            .build());
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
