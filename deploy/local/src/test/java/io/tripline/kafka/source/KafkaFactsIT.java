package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Start;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.OutcomeCounts;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.PlanClosed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts from a real broker, on a cluster. */
@Timeout(300)
class KafkaFactsIT {
  private static final int PARTITIONS = 2;
  private static final long MINUTE = 60_000;
  private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();
  private static final Duration DELAY = Duration.ofMinutes(2);
  private static final long BY_THE_CLOCK = DELAY.toMillis() + 1;

  /** Each asks for the time, and so do a few others. */
  private static final int A_FEW_LOOKS = 60;

  /** Tests and tasks are in one JVM. */
  private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();

  private static EmbeddedBroker broker;
  private static MiniCluster cluster;

  private final String name = UUID.randomUUID().toString();
  private final String group = "group-" + name;
  private final Seen seen = new Seen();
  private final Topics topics = topics(name);
  private KafkaProducer<byte[], byte[]> producer;
  private JobID job;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(
                    new Configuration()
                        .set(RestOptions.BIND_PORT, "0")
                        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16))
                        .set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(200)))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(3)
                .build());
    cluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    try (EmbeddedBroker closing = broker) {
      cluster.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    SEEN.put(name, seen);
    broker.createTopics(
        topics.facts().stream()
            .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1))
            .toList());
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void close() throws Exception {
    producer.close();
    if (job != null) {
      cancel();
    }
    SEEN.remove(name);
  }

  /** Of five facts, recorded and sent a minute after another, and a marker. */
  @ParameterizedTest
  @CsvSource({"EARLIEST, fact-0", "LATEST, fact-5", "COMMITTED, fact-2", "TIME, fact-3"})
  void readsFromWhereItIsToldTo(Start.Position position, String first) throws Exception {
    producer.beginTransaction();
    for (int i = 0; i < 5; i++) {
      send(0, "fact-" + i, NOON + i * MINUTE);
    }
    producer.commitTransaction();
    commitOffset(2);
    Start start =
        position == Start.Position.TIME ? Start.at(NOON + 3 * MINUTE) : new Start(position, null);
    run(settings(start, Duration.ofHours(1), null), 1, null);
    if (position == Start.Position.LATEST) {
      // Where the end is does not wait for the first record to be read.
      await(() -> checkpointed() && committedOffset() == 6);
    }
    commit(0, "fact-5", NOON + 5 * MINUTE);

    await(() -> seen.facts.contains("fact-5"));
    assertThat(seen.facts.get(0)).isEqualTo(first);
    assertThat(seen.facts).doesNotHaveDuplicates();
  }

  @Test
  void theClockGoesOnBehindMarkersAndFactsGivenUp() throws Exception {
    run(settings(Start.EARLIEST, Duration.ofMinutes(10), Duration.ofMillis(50)), 3, null);
    commit(0, "kept", NOON);
    producer.beginTransaction();
    send(1, "given-up", NOON);
    producer.flush();
    producer.abortTransaction();
    awaitTheClock();
    assertThat(seen.facts).containsExactly("kept");
    assertThat(seen.late).isEmpty();

    // What stands in a transaction may yet be a fact, and is waited for.
    long before = seen.now.get();
    producer.beginTransaction();
    send(1, "waiting", before);
    producer.flush();
    seen.now.set(before + 60 * MINUTE);
    long reads = seen.clockReads.get();
    await(() -> seen.clockReads.get() > reads + A_FEW_LOOKS);
    assertThat(seen.watermark.get()).isLessThan(before);
    producer.commitTransaction();
    await(() -> seen.facts.contains("waiting"));
    assertThat(seen.late).isEmpty();

    seen.now.set(before + 120 * MINUTE);
    await(() -> seen.watermark.get() == before + 120 * MINUTE - BY_THE_CLOCK);
  }

  @Test
  void everyRecordIsCountedOnceAcrossSavepointsAtOtherParallelisms(@TempDir Path savepoints)
      throws Exception {
    InputSettings settings =
        settings(Start.EARLIEST, Duration.ofMinutes(10), Duration.ofMillis(50));
    run(settings, 1, null);
    writeOfEverything(0);
    await(() -> count(IntakeCounts.Kind.READ) == 5);

    String first = stop(savepoints);
    writeOfEverything(1);
    run(settings, 3, first);
    await(() -> count(IntakeCounts.Kind.READ) == 10);

    String second = stop(savepoints);
    writeOfEverything(2);
    run(settings, 2, second);
    awaitTheClock();
    seen.now.addAndGet(24 * 60 * MINUTE);
    await(() -> outcomes() == 15);

    assertThat(count(IntakeCounts.Kind.READ)).isEqualTo(15);
    assertThat(count(IntakeCounts.Kind.HEARTBEAT)).isEqualTo(6);
    assertThat(count(IntakeCounts.Kind.HEARTBEAT_DISBELIEVED)).isEqualTo(3);
    assertThat(count(Outcome.REFUSED)).isEqualTo(6).isEqualTo(seen.refused.size());
    assertThat(count(Outcome.DUPLICATE)).isEqualTo(3);
    assertThat(count(Outcome.APPLIED) + count(Outcome.LATE)).isEqualTo(6);
  }

  /** Two facts, one of them twice, one that is none, one from the future, and heartbeats. */
  private void writeOfEverything(int round) {
    long farAhead = NOON + Duration.ofDays(1000).toMillis();
    producer.beginTransaction();
    send(0, "one-" + round, NOON + round);
    send(0, "one-" + round, NOON + round);
    send(1, "other-" + round, NOON + round);
    send(1, "future-" + round, farAhead);
    write(new ProducerRecord<>(topics.governance().name(), 1, null, new byte[] {1, 2, 3}));
    write(Heartbeat.of(topics.governance().name(), 0, NOON));
    ProducerRecord<byte[], byte[]> ahead =
        new ProducerRecord<>(topics.governance().name(), 1, null, null);
    Heartbeat.of(ahead.topic(), 1, farAhead).headers().forEach(ahead.headers()::add);
    write(ahead);
    producer.commitTransaction();
  }

  private void commit(int partition, String eventId, long recordedAt) {
    producer.beginTransaction();
    send(partition, eventId, recordedAt);
    producer.commitTransaction();
  }

  private void send(int partition, String eventId, long recordedAt) {
    PlanClosed fact =
        new PlanClosed("pmo", eventId, Instant.ofEpochMilli(recordedAt), "claims", "done");
    write(
        new ProducerRecord<>(
            topics.governance().name(),
            partition,
            Math.min(recordedAt, NOON + 60 * MINUTE), // A broker takes none from the future.
            null,
            new SingleObjectCodec().encode(fact)));
  }

  private void write(ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record);
  }

  /** Lets the clock run until it speaks for every partition. */
  private void awaitTheClock() throws Exception {
    await(
        () -> {
          seen.now.addAndGet(MINUTE);
          return seen.watermark.get() > NOON;
        });
  }

  private void run(InputSettings settings, int parallelism, String savepoint) throws Exception {
    Configuration configuration = TriplinePipeline.configuration();
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment.enableCheckpointing(Duration.ofHours(1).toMillis());
    environment.setParallelism(parallelism);
    JobConfiguration told =
        JobConfiguration.defaults(broker.bootstrapServers()).with(topics).with(settings);
    String test = name;
    KafkaFacts facts =
        KafkaFacts.read(
            environment,
            told,
            () -> {
              SEEN.get(test).clockReads.incrementAndGet();
              return Instant.ofEpochMilli(SEEN.get(test).now.get());
            });
    facts
        .facts()
        .keyBy(admissible -> admissible.fact().id().eventId(), Types.STRING)
        .transform("Watching", Types.VOID, new WatchingFacts(name))
        .uid("watching")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .uid("watched");
    Results results = TriplinePipeline.connect(facts.facts(), told.ledger(), Interval.ENDLESS);
    DataStream<Refusal> refusals = facts.unread().union(results.refusals());
    refusals
        .transform("Refused", Types.VOID, new WatchingRefusals(name))
        .uid("refused")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .uid("refusals");
    results.events().sinkTo(new DiscardingSink<>()).uid("events");
    seen.watermark.set(Long.MIN_VALUE);
    job = cluster.submitJob(environment.getStreamGraph()).get().getJobID();
  }

  private InputSettings settings(Start start, Duration idleness, Duration interval) {
    return new InputSettings(
        group, start, Duration.ZERO, idleness, interval, DELAY, Duration.ofDays(30), 1 << 20);
  }

  private static Topics topics(String name) {
    Topics all = Topics.DEFAULT;
    return new Topics(
        Topic.of(name + ".cost"),
        Topic.of(name + ".ticket"),
        Topic.of(name + ".allocation"),
        Topic.of(name + ".governance"),
        all.events(),
        all.statements(),
        all.state(),
        all.deadLetters());
  }

  private String stop(Path savepoints) throws Exception {
    await(this::checkpointed);
    String savepoint =
        cluster
            .stopWithSavepoint(
                job, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get();
    cluster.requestJobResult(job).get();
    job = null;
    return savepoint;
  }

  private void cancel() throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  /** False where the job is not ready for it yet. */
  private boolean checkpointed() throws Exception {
    try {
      cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private long committedOffset() throws Exception {
    try (Admin admin = admin()) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(governance0());
      return offset == null ? -1 : offset.offset();
    }
  }

  private void commitOffset(long offset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(group, Map.of(governance0(), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  private TopicPartition governance0() {
    return new TopicPartition(topics.governance().name(), 0);
  }

  private static Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  private long count(IntakeCounts.Kind kind) throws Exception {
    return IntakeCounts.read(accumulators(), Feed.GOVERNANCE, kind);
  }

  private long count(Outcome outcome) throws Exception {
    return OutcomeCounts.read(accumulators(), Feed.GOVERNANCE, outcome);
  }

  private long outcomes() throws Exception {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(outcome);
    }
    return sum;
  }

  /** By the last heartbeat of the task manager. */
  private Map<String, Object> accumulators() throws Exception {
    Map<String, Object> accumulators = new HashMap<>();
    for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> entry :
        cluster.getExecutionGraph(job).get().getAccumulatorsSerialized().entrySet()) {
      accumulators.put(
          entry.getKey(),
          entry.getValue().deserializeValue(getClass().getClassLoader()).getUnchecked());
    }
    return accumulators;
  }

  private void await(Callable<Boolean> condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.call()) {
      assertThat(cluster.getJobStatus(job).get().isTerminalState()).as("the job ended").isFalse();
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** What has come through. */
  private static final class Seen {
    private final AtomicLong now = new AtomicLong(NOON);
    private final AtomicLong clockReads = new AtomicLong();
    private final AtomicLong watermark = new AtomicLong(Long.MIN_VALUE);
    private final List<String> facts = new CopyOnWriteArrayList<>();
    private final List<String> late = new CopyOnWriteArrayList<>();
    private final List<Refusal> refused = new CopyOnWriteArrayList<>();
  }

  /** Tells a test of facts, and how far known time has come. */
  private static final class WatchingFacts extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<Admissible, Void> {
    private static final long serialVersionUID = 1L;

    private final String test;
    private long watermark = Long.MIN_VALUE;

    WatchingFacts(String test) {
      this.test = test;
    }

    @Override
    public void processElement(StreamRecord<Admissible> element) {
      String eventId = element.getValue().fact().id().eventId();
      SEEN.get(test).facts.add(eventId);
      if (element.getTimestamp() <= watermark) {
        SEEN.get(test).late.add(eventId);
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      watermark = mark.getTimestamp();
      SEEN.get(test).watermark.set(watermark);
      super.processWatermark(mark);
    }
  }

  /** Tells a test of refusals. */
  private static final class WatchingRefusals extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<Refusal, Void> {
    private static final long serialVersionUID = 1L;

    private final String test;

    WatchingRefusals(String test) {
      this.test = test;
    }

    @Override
    public void processElement(StreamRecord<Refusal> element) {
      SEEN.get(test).refused.add(element.getValue());
    }
  }
}
