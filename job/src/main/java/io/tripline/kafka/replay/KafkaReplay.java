package io.tripline.kafka.replay;

import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.message.DeadLetters;
import io.tripline.kafka.sink.KafkaResults;
import io.tripline.kafka.source.KafkaFacts;
import io.tripline.kafka.source.TopicSurvey;
import io.tripline.ledger.fact.Feed;
import io.tripline.outlet.People;
import io.tripline.outlet.WithheldLetters;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.EmbeddedRun;
import io.tripline.replay.JobVersion;
import io.tripline.replay.OutputFiles;
import io.tripline.replay.ReplayInterval;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.FeedSummary;
import io.tripline.replay.ReplaySummary.PlanVersion;
import io.tripline.replay.ReplaySummary.Written;
import io.tripline.replay.ResultFiles;
import io.tripline.replay.ScratchDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Replays the topics of facts, from their beginning to where they end when it starts. It commits no
 * offsets, is in no consumer group, and cannot write to a live topic.
 */
public final class KafkaReplay {
  /** What is written in transactions becomes visible this often. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  private final KafkaReplayRequest request;
  private final ReplayProgress progress;

  public KafkaReplay(KafkaReplayRequest request, ReplayProgress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs from the topics into files.
   *
   * @param out the directory to write into; made if it is not there
   * @return what is in {@code summary.json}
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then nothing was written
   */
  public ReplaySummary intoFiles(Path out) throws Exception {
    try (OutputFiles files = OutputFiles.in(out)) {
      TopicSurvey survey = TopicSurvey.of(request.configuration(), progress::reading);
      Interval interval = interval(survey);
      Map<String, Object> accumulators =
          survey.ends().isEmpty() ? nothing(files) : run(survey, interval, files);
      RefusedMessages.write(files.refusals(), files.rejected());
      ReplaySummary summary = summary(survey, interval, files, accumulators);
      Files.writeString(files.summary(), summary.toJson(), StandardCharsets.UTF_8);
      files.finish();
      return summary;
    }
  }

  /**
   * Runs from the topics into the topics of a run, which are made where they are not there.
   *
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then there may be a part of the results in them
   */
  public RunSummary intoTopics(Destination.Run run) throws Exception {
    JobConfiguration configuration = request.configuration();
    TopicSurvey survey = TopicSurvey.of(configuration, progress::reading);
    Interval interval = interval(survey);
    RunTopics.prepare(configuration.connection(), run);
    Map<String, Object> accumulators =
        survey.ends().isEmpty() ? Map.of() : run(survey, interval, run);
    return new RunSummary(run, interval, feeds(survey, accumulators));
  }

  /** Where not one fact can be used, there is nothing to evaluate. */
  private Interval interval(TopicSurvey survey) throws BadReplayException {
    return survey.usable() == 0
        ? null
        : ReplayInterval.of(
            request.from(),
            request.to(),
            survey.first(),
            survey.last(),
            request.configuration().ledger().slices());
  }

  private static Map<String, Object> nothing(OutputFiles files) throws IOException {
    ResultFiles.writeNothing(files);
    return Map.of();
  }

  private Map<String, Object> run(TopicSurvey survey, Interval interval, OutputFiles files)
      throws Exception {
    StreamExecutionEnvironment environment = EmbeddedRun.environment(request.parallelism());
    KafkaFacts input = KafkaFacts.replay(environment, request.configuration(), survey);
    Results results = connect(input, interval);
    People people = request.configuration().output().people().people();
    ResultFiles.write(
        results,
        input.unread().union(results.refusals()),
        people.named() ? DeadLetters::of : refusal -> WithheldLetters.of(DeadLetters.of(refusal)),
        people,
        files);
    return EmbeddedRun.run(environment, survey.usable(), progress);
  }

  private Map<String, Object> run(TopicSurvey survey, Interval interval, Destination.Run run)
      throws Exception {
    try (ScratchDirectory checkpoints = ScratchDirectory.create("tripline-replay-")) {
      StreamExecutionEnvironment environment =
          EmbeddedRun.environment(request.parallelism(), committing(checkpoints.path()));
      KafkaFacts input = KafkaFacts.replay(environment, request.configuration(), survey);
      new KafkaResults(request.configuration(), run, Clock.systemUTC())
          .write(connect(input, interval), input.unread());
      return EmbeddedRun.run(environment, survey.usable(), progress);
    }
  }

  /** Where nothing is known there is nothing to evaluate either, whatever the interval. */
  private Results connect(KafkaFacts input, Interval interval) {
    return TriplinePipeline.connect(
        EmbeddedRun.paced(input.facts()),
        request.configuration().ledger(),
        interval == null ? Interval.ENDLESS : interval);
  }

  /** Transactions are committed with checkpoints, the last of them with the last one. */
  private static Configuration committing(Path checkpoints) {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS)
        .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
  }

  private ReplaySummary summary(
      TopicSurvey survey, Interval interval, OutputFiles files, Map<String, Object> accumulators)
      throws IOException {
    JobConfiguration configuration = request.configuration();
    List<PlanVersion> plans = survey.plans().stream().sorted(PlanVersion.ORDER).toList();
    return new ReplaySummary(
        JobVersion.current(),
        interval,
        configuration.currency(),
        configuration.ledger().calendars().names(),
        plans,
        feeds(survey, accumulators),
        Written.of(files.events()),
        Written.of(files.statements()),
        Written.of(files.rejected()));
  }

  private static Map<Feed, FeedSummary> feeds(
      TopicSurvey survey, Map<String, Object> accumulators) {
    Map<Feed, FeedSummary> feeds = new EnumMap<>(Feed.class);
    survey
        .tallies()
        .forEach(
            (feed, tally) ->
                feeds.put(
                    feed,
                    // The run counts what it cannot use where it reads it.
                    FeedSummary.of(feed, tally.facts(), 0, Map.of(), accumulators)));
    return feeds;
  }
}
