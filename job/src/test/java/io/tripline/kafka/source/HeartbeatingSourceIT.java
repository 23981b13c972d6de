package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.Start;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.pipeline.TriplinePipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.function.SupplierWithException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known time as the pipeline behind the source sees it, on a cluster. */
@Timeout(300)
class HeartbeatingSourceIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final long MINUTE = 60_000;
  private static final long NOON = 1_767_614_400_000L;
  private static final Duration DELAY = Duration.ofMinutes(2);
  private static final long BY_THE_CLOCK = DELAY.toMillis() + 1;
  private static final int BEHIND = 2;

  /** So many that whatever the first of them found has come through. */
  private static final int A_FEW_LOOKS = 8;

  private final String name = UUID.randomUUID().toString();
  private final Seen seen = new Seen();
  private ScriptedTopic topic;
  private JobClient job;
  private CompletableFuture<JobExecutionResult> result;

  @AfterEach
  void stop() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
    Seen.ALL.remove(name);
    topic.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void timeGoesOnWhereAllIsReadAndSilent(int parallelism) throws Exception {
    long start = start(2, parallelism);
    topic.write(0, fact(start));
    await(() -> seen.facts() == 1);
    topic.setTime(start + 60 * MINUTE);
    await(() -> seen.watermark() == start + 60 * MINUTE - BY_THE_CLOCK);

    topic.setTime(start + 65 * MINUTE);
    await(() -> seen.watermark() == start + 65 * MINUTE - BY_THE_CLOCK);

    topic.write(0, fact(start + 65 * MINUTE - DELAY.toMillis()));
    topic.write(1, fact(start + 65 * MINUTE - DELAY.toMillis()));
    await(() -> seen.facts() == 3);
    assertThat(seen.late()).isEmpty();
    topic.write(1, fact(start + 65 * MINUTE - BY_THE_CLOCK));
    await(() -> seen.facts() == 4);
    assertThat(seen.late()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsNotReadYetIsWaitedFor(int parallelism) throws Exception {
    long start = start(2, parallelism);
    topic.write(0, fact(start));
    topic.write(1, fact(start));
    await(() -> seen.watermark() == start - 1);
    topic.cutOff(1);
    topic.write(1, fact(start + MINUTE));
    topic.setTime(start + 60 * MINUTE);
    awaitAFewLooks();
    assertThat(seen.watermark()).isEqualTo(start - 1);

    topic.reconnect(1);
    await(() -> seen.facts() == 3);
    assertThat(seen.late()).isEmpty();
    topic.setTime(start + 120 * MINUTE);
    await(() -> seen.watermark() == start + 120 * MINUTE - BY_THE_CLOCK);
  }

  @Test
  void aPartitionWhoseEndNobodyKnowsIsWaitedFor() throws Exception {
    long start = start(2, 2);
    topic.setEndsUnknown(true);
    topic.write(0, fact(start));
    topic.write(1, fact(start));
    await(() -> seen.watermark() == start - 1);
    topic.setTime(start + 60 * MINUTE);
    awaitAFewLooks();
    assertThat(seen.watermark()).isEqualTo(start - 1);
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);

    topic.setEndsUnknown(false);
    await(() -> seen.watermark() == start + 60 * MINUTE - BY_THE_CLOCK);
  }

  /** One partition lags nine minutes behind the clock, but is never silent for ten. */
  @Test
  void factsThatComeAreNotOvertaken() throws Exception {
    long start = start(2, 2);
    for (int minute = 0; minute < 30; minute++) {
      int facts = minute + 1;
      topic.write(0, fact(start + minute * MINUTE));
      await(() -> seen.facts() == facts);
      topic.setTime(start + (9 + minute) * MINUTE);
    }

    assertThat(seen.late()).isEmpty();
    await(() -> seen.watermark() == start + 29 * MINUTE - 1);
  }

  @Test
  void whereEveryPartitionIsWaitedForOneReaderHasThemAll() throws Exception {
    topic = new ScriptedTopic(name, 2, NOON);
    run(settings(null, null), 4);
    topic.write(0, fact(NOON));
    topic.write(1, offset -> new Reading.Beat(Feed.COST, NOON + MINUTE, offset));

    await(() -> seen.watermark() == NOON - 1);
  }

  @Test
  void withoutHeartbeatsASilentPartitionIsGivenUp() throws Exception {
    topic = new ScriptedTopic(name, 2, NOON);
    run(settings(Duration.ofMillis(200), null), 4);
    topic.write(0, fact(NOON));

    await(() -> seen.watermark() == NOON - 1);
  }

  /** Starts a job and returns the time at which the clock speaks for every partition. */
  private long start(int partitions, int parallelism) throws Exception {
    topic = new ScriptedTopic(name, partitions, NOON);
    run(settings(Duration.ofMinutes(10), Duration.ofMillis(10)), parallelism);
    await(
        () -> {
          topic.setTime(topic.now() + MINUTE);
          return seen.watermark() > Long.MIN_VALUE;
        });
    return topic.now();
  }

  private void run(InputSettings settings, int parallelism) throws Exception {
    Seen.ALL.put(name, seen);
    Configuration configuration = TriplinePipeline.configuration();
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    KafkaFacts facts =
        KafkaFacts.read(
            environment,
            settings.heartbeats()
                ? new HeartbeatingSource<>(topic.source(), settings, topic.clock(), topic.ends())
                : topic.source(),
            settings,
            topic.clock());
    facts
        .facts()
        .keyBy(admissible -> admissible.fact().recordedAt(), Types.LONG)
        .transform("Watching", Types.VOID, new Watching(name))
        .uid("watching")
        .setParallelism(BEHIND)
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
    job = environment.executeAsync(name);
    result = job.getJobExecutionResult();
  }

  private static InputSettings settings(Duration idleness, Duration interval) {
    return new InputSettings(
        "tripline",
        Start.EARLIEST,
        Duration.ZERO,
        idleness,
        interval,
        DELAY,
        Duration.ofMinutes(10),
        1 << 20);
  }

  private static LongFunction<Reading> fact(long recordedAt) {
    PlanClosed fact =
        new PlanClosed(new FactId("pmo", "c-" + recordedAt), recordedAt, "claims", "done");
    return offset ->
        new Reading.Read(new Admissible(fact, new Origin("tripline.governance-0", offset), null));
  }

  private void awaitAFewLooks() throws Exception {
    int enough = topic.looks() + A_FEW_LOOKS;
    await(() -> topic.looks() >= enough);
  }

  private void await(SupplierWithException<Boolean, Exception> condition) throws Exception {
    CommonTestUtils.waitUntilCondition(
        () -> {
          assertThat(result).as("the end of a job that has none").isNotDone();
          return condition.get();
        },
        5L);
  }

  /** What the subtasks behind the source have seen. */
  private static final class Seen {
    private static final Map<String, Seen> ALL = new ConcurrentHashMap<>();

    private final Map<Integer, Long> watermarks = new ConcurrentHashMap<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final List<Long> late = new CopyOnWriteArrayList<>();

    long watermark() {
      return watermarks.size() < BEHIND
          ? Long.MIN_VALUE
          : watermarks.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    int facts() {
      return times.size();
    }

    List<Long> late() {
      return late;
    }
  }

  /** Tells a test what arrives. */
  private static final class Watching extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<Admissible, Void> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private long watermark = Long.MIN_VALUE;

    Watching(String name) {
      this.name = name;
    }

    @Override
    public void processElement(StreamRecord<Admissible> element) {
      Seen.ALL.get(name).times.add(element.getTimestamp());
      if (element.getTimestamp() <= watermark) {
        Seen.ALL.get(name).late.add(element.getTimestamp());
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      watermark = mark.getTimestamp();
      Seen.ALL
          .get(name)
          .watermarks
          .put(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), watermark);
      super.processWatermark(mark);
    }
  }
}
