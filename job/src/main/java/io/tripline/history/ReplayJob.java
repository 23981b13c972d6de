package io.tripline.history;

import io.tripline.ledger.LedgerSettings;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.KnownTimeWatermarks;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.replay.EmbeddedRun;
import io.tripline.replay.OutputFiles;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ResultFiles;
import io.tripline.schemas.avro.DeadLetter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the pipeline over facts on disk, from files to files. */
final class ReplayJob {
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
    StreamExecutionEnvironment environment = EmbeddedRun.environment(parallelism);
    lay(environment, facts, files);
    return EmbeddedRun.run(environment, total, progress);
  }

  private void lay(StreamExecutionEnvironment environment, Path facts, OutputFiles files) {
    DataStream<Admissible> history =
        environment
            .fromSource(
                new SpooledFacts(facts),
                KnownTimeWatermarks.inOrder(settings.slices()),
                "History",
                RecordTypes.of(Admissible.class))
            .setParallelism(1)
            .uid("history");
    DataStream<Admissible> paced = EmbeddedRun.paced(history).setParallelism(1);
    Results results = TriplinePipeline.connect(paced, settings, interval);
    ResultFiles.write(results, results.refusals(), ReplayJob::letter, files);
  }

  /** Without the line that it is about, which is read again in the end. */
  private static DeadLetter letter(Refusal refusal) {
    return DeadLetter.newBuilder()
        .setFeed(io.tripline.schemas.avro.Feed.valueOf(refusal.feed().name()))
        .setReason(refusal.reason().name())
        .setField(refusal.field())
        .setMessage(refusal.message())
        .setFile(refusal.origin().place())
        .setLine(refusal.origin().position())
        .build();
  }
}
