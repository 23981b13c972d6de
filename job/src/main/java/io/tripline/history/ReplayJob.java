package io.tripline.history;

import io.tripline.ledger.LedgerSettings;
import io.tripline.outlet.People;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.replay.EmbeddedRun;
import io.tripline.replay.OutputFiles;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ResultFiles;
import io.tripline.schemas.avro.DeadLetter;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the pipeline over a history, from files to files. */
final class ReplayJob {
  private final LedgerSettings settings;
  private final Interval interval;
  private final int parallelism;
  private final People people;

  ReplayJob(LedgerSettings settings, Interval interval, int parallelism, People people) {
    this.people = people;
    this.settings = settings;
    this.interval = interval;
    this.parallelism = parallelism;
  }

  /**
   * Runs to the end.
   *
   * @param files where results go
   * @return the job's accumulators
   * @throws ExecutionException if the job failed, caused by what it failed of
   */
  Map<String, Object> run(SortedHistory history, OutputFiles files, ReplayProgress progress)
      throws Exception {
    StreamExecutionEnvironment environment = EmbeddedRun.environment(parallelism);
    Results results =
        TriplinePipeline.connect(history.facts(environment, settings.slices()), settings, interval);
    ResultFiles.write(results, results.refusals(), ReplayJob::letter, people, files);
    return EmbeddedRun.run(environment, history.size(), progress);
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
