package io.tripline.backtest.trial;

import io.tripline.history.SortedHistory;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.Postings;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.replay.EmbeddedRun;
import io.tripline.replay.ReplayProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs trials over a history, in one pass. The pipeline is the replay's up to what ledgers are kept
 * from; where that has one ledger a service, this has one trial for each set of books.
 *
 * <pre>
 *   history ▶ TriplinePipeline.post ─┬─ facts ──┐
 *                                    └─ labor ──┼─ by trial ▶ Trial ▶ findings, hours, outcomes
 *   the candidates' plans ──────────────────────┘
 * </pre>
 */
public final class TrialJob {
  private static final String PLAN_FILES = "plans";

  private final LedgerSettings settings;
  private final List<Trial> trials;
  private final int parallelism;

  /**
   * @param trials numbered as they stand there
   * @param parallelism how many threads share the work; changes nothing of what is found
   */
  public TrialJob(LedgerSettings settings, List<Trial> trials, int parallelism) {
    this.settings = settings;
    this.trials = trials;
    this.parallelism = parallelism;
  }

  /**
   * What a run left in files.
   *
   * @param findings of one candidate in the order in which they happened; of several, in any
   * @param accumulators of the job
   */
  public record Results(
      RecordFile<Finding> findings,
      RecordFile<HourOfBooks> hours,
      RecordFile<Outcome> outcomes,
      Map<String, Object> accumulators) {}

  /**
   * Runs to the end.
   *
   * @param interval with an end
   * @param split the last tick of the interval's first part, or null if it has only one
   * @param end facts recorded then or later are not even read; milliseconds since the epoch
   * @param scratch a directory for what is found
   * @throws Exception if the job failed
   */
  public Results run(
      SortedHistory history,
      long end,
      Interval interval,
      Long split,
      Path scratch,
      ReplayProgress progress)
      throws Exception {
    RecordFile<Finding> findings = new RecordFile<>(scratch.resolve("findings"), Finding.class);
    RecordFile<HourOfBooks> hours = new RecordFile<>(scratch.resolve("hours"), HourOfBooks.class);
    RecordFile<Outcome> outcomes = new RecordFile<>(scratch.resolve("outcomes"), Outcome.class);
    StreamExecutionEnvironment environment = EmbeddedRun.environment(parallelism);
    DataStream<Admissible> facts = history.factsBefore(end, environment, settings.slices());
    SingleOutputStreamOperator<Finding> found =
        inputs(environment, TriplinePipeline.post(facts, settings, interval))
            .keyBy(TrialInput::trial, Types.INT)
            .process(
                new TrialFunction(settings, interval, split, trials), RecordTypes.of(Finding.class))
            .uid("trial")
            .name("Trial");
    write(found, findings, "findings");
    write(found.getSideOutput(TrialFunction.HOURS), hours, "hours");
    write(found.getSideOutput(TrialFunction.OUTCOMES), outcomes, "outcomes");
    return new Results(
        findings, hours, outcomes, EmbeddedRun.run(environment, history.size(), progress));
  }

  private DataStream<TrialInput> inputs(StreamExecutionEnvironment environment, Postings postings) {
    TypeInformation<TrialInput> type = RecordTypes.of(TrialInput.class);
    FanOut fanOut = new FanOut(trials);
    DataStream<TrialInput> facts =
        postings
            .facts()
            .flatMap((fact, out) -> fanOut.fact(fact, out), type)
            .uid("facts-of-trials")
            .name("Facts");
    DataStream<TrialInput> labor =
        postings
            .labor()
            .flatMap((posting, out) -> fanOut.posting(posting, out), type)
            .uid("labor-of-trials")
            .name("Labor");
    return facts.union(labor, plans(environment, type));
  }

  /**
   * The candidates' plans. All are handed over at once; the trial lets them wait for their tick,
   * and no tick comes before this source has ended.
   */
  private DataStream<TrialInput> plans(
      StreamExecutionEnvironment environment, TypeInformation<TrialInput> type) {
    return environment
        .fromData(trials.stream().map(TrialJob::opening).toList(), type)
        .setParallelism(1)
        .uid("candidates")
        .name("Candidates")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<TrialInput>noWatermarks()
                .withTimestampAssigner((input, previous) -> input.fact().recordedAt()))
        .setParallelism(1)
        .uid("candidates-times")
        .name("Times");
  }

  /** How a trial is told its plan. */
  static TrialInput opening(Trial trial) {
    FactId id = new FactId(PLAN_FILES, trial.serviceId() + '@' + trial.economics().version());
    return new TrialInput(
        trial.number(), new PlanPublished(id, trial.recordedAt(), trial.economics()), null);
  }

  private static <T> void write(DataStream<T> stream, RecordFile<T> file, String uid) {
    stream.sinkTo(file.sink()).setParallelism(1).uid(uid).name(uid);
  }
}
