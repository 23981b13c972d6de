package io.tripline.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tripline.backtest.Backtest;
import io.tripline.backtest.BacktestRequest;
import io.tripline.backtest.ReportRequest;
import io.tripline.backtest.Verification;
import io.tripline.backtest.source.DirectorySource;
import io.tripline.backtest.source.EventsTopic;
import io.tripline.backtest.source.HistorySource;
import io.tripline.backtest.source.TopicsSource;
import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.PeopleSettings;
import io.tripline.kafka.config.RunId;
import io.tripline.kafka.config.Start;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.replay.KafkaReplay;
import io.tripline.kafka.replay.KafkaReplayRequest;
import io.tripline.kafka.replay.RunSummary;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.local.story.Story;
import io.tripline.local.story.StoryHistory;
import io.tripline.outlet.People.Naming;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.FeedSummary;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.RulePhase;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Statement;
import io.tripline.schemas.avro.TargetPhase;
import io.tripline.schemas.avro.Variance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The story, lived through once, exactly once; and then replayed in every way there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class KafkaReplayIT {
  private static final double SPEED = Duration.ofDays(25).toSeconds();
  private static final int FACT_PARTITIONS = 2;

  /** By then, three people work elsewhere, and it has been said. */
  private static final Instant PULLED = Instant.parse("2026-01-20T12:00:00Z");

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMITS = Duration.ofSeconds(5);
  private static final List<String> GARBAGE = List.of("no fact", "", "\u00C3 neither");
  private static final Comparator<ServiceEvent> WRITTEN_ORDER =
      Comparator.comparing(ServiceEvent::getAsOf)
          .thenComparing(ServiceEvent::getServiceId)
          .thenComparing(KafkaReplayIT::subject);
  private static final Comparator<DeadLetter> REJECTED_ORDER =
      Comparator.comparing(DeadLetter::getFeed)
          .thenComparing(DeadLetter::getTopic)
          .thenComparing(DeadLetter::getPartition)
          .thenComparing(DeadLetter::getOffset);

  private final Story story = Story.of(7);
  private final Topics topics = Topics.DEFAULT;
  private final SingleObjectCodec codec = new SingleObjectCodec();

  @TempDir private static Path scratch;

  private EmbeddedBroker broker;
  private JobConfiguration configuration;
  private Map<String, List<ConsumerRecord<byte[], byte[]>>> live;

  /** A target or rule of a service. */
  private record Subject(String serviceId, String id) {}

  @BeforeAll
  void live() throws Exception {
    broker = EmbeddedBroker.start();
    broker.createTopics(allTopics());
    configuration = configuration(broker.bootstrapServers());
    sendGarbage();
    try (LocalFlink flink = LocalFlink.start(scratch)) {
      LocalFlink.Running job = flink.submit(liveJob(), "tripline");
      try (StoryPlayer player =
          new StoryPlayer(broker.bootstrapServers(), topics, story, SPEED, System::nanoTime)) {
        CompletableFuture<Void> told = player.play();
        told.get();
        awaitLastHour(job);
      }
      live = committed(topics.results());
      job.cancel();
    }
  }

  @AfterAll
  void close() {
    broker.close();
  }

  @Test
  void everythingSaidIsACloudEvent() throws Exception {
    for (ConsumerRecord<byte[], byte[]> message : of(topics.events())) {
      ServiceEvent said = codec.decode(message.value(), ServiceEvent.class);
      CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();

      assertThat(event.getId()).isEqualTo(said.getEventId());
      assertThat(event.getSource()).hasToString("/tripline/test/live");
      assertThat(event.getType())
          .matches("io\\.tripline\\.(variance|killswitch)\\.[a-z]+(-[a-z]+)*\\.v1");
      assertThat(event.getSubject()).isEqualTo(said.getServiceId() + "/" + subject(said));
      assertThat(event.getTime().toInstant()).isEqualTo(said.getAsOf());
      assertThat(event.getDataContentType()).isEqualTo("application/avro");
      assertThat(event.getDataSchema().toString())
          .matches("urn:tripline:schema:ServiceEvent:[0-9.]+:[0-9a-f]{16}");
      assertThat(event.getExtension("partitionkey")).isEqualTo(said.getServiceId());
      assertThat(event.getExtension("correlationid")).isNotNull();
      if (said.getBody() instanceof Variance variance) {
        assertThat(event.getExtension("correlationid")).isEqualTo(variance.getIncidentId());
      }
      assertThat(message.key()).isEqualTo(said.getServiceId().getBytes(UTF_8));
      assertThat(message.timestamp()).isEqualTo(said.getAsOf().toEpochMilli());
    }
  }

  @Test
  void idsAreThereOnce() {
    for (Topic topic : topics.results()) {
      assertThat(of(topic)).isNotEmpty();
      assertThat(of(topic).stream().map(message -> header(message, "ce_id")))
          .as(topic.name())
          .doesNotHaveDuplicates()
          .doesNotContainNull();
    }
  }

  @Test
  void aLiveJobSaysHowLongItTook() {
    Instant present = Instant.ofEpochMilli(System.currentTimeMillis());
    for (ConsumerRecord<byte[], byte[]> message : of(topics.events())) {
      // The story lies in the past, so far that whatever the clock of this machine says is after.
      long lag = Long.parseLong(header(message, "tripline-source-lag-ms"));
      long dwell = Long.parseLong(header(message, "tripline-dwell-ms"));
      assertThat(Instant.ofEpochMilli(message.timestamp() + lag + dwell)).isBefore(present);
      assertThat(lag).isPositive();
      assertThat(dwell).isNotNegative();
    }
    assertThat(of(topics.events()))
        .anySatisfy(
            message ->
                assertThat(Long.parseLong(header(message, "tripline-detection-ms")))
                    .isGreaterThan(Long.parseLong(header(message, "tripline-source-lag-ms"))));
    assertThat(of(topics.deadLetters()))
        .allSatisfy(
            message -> assertThat(message.headers().lastHeader("tripline-source-lag-ms")).isNull());
  }

  @Test
  void aReplayIntoFilesSaysWhatTheLiveJobSaid(@TempDir Path out) throws Exception {
    ReplaySummary summary = replay(null, story.to(), 1, out);

    assertThat(Files.readAllLines(out.resolve("events.jsonl")))
        .containsExactlyElementsOf(
            liveEvents().stream().sorted(WRITTEN_ORDER).map(EventJson::write).toList());
    assertThat(Files.readAllLines(out.resolve("statements.jsonl")))
        .containsExactlyInAnyOrderElementsOf(
            read(topics.statements(), Statement.class).stream().map(StatementJson::write).toList());
    assertThat(Files.readAllLines(out.resolve("rejected.jsonl")))
        .containsExactlyElementsOf(
            read(topics.deadLetters(), DeadLetter.class).stream()
                .sorted(REJECTED_ORDER)
                .map(DeadLetterJson::write)
                .toList());
    assertThat(summary.feeds().values().stream().mapToLong(FeedSummary::read).sum())
        .isEqualTo(story.facts().size() + GARBAGE.size());
    assertThat(summary.feeds().get(Feed.COST).refused()).isEqualTo(GARBAGE.size());
    assertThat(summary.feeds().values()).allMatch(feed -> feed.late() == 0);
    assertThat(summary.rejected().lines()).isEqualTo(GARBAGE.size());
    assertThat(summary.plans()).isNotEmpty();
    assertThat(Files.readString(out.resolve("summary.json"))).isEqualTo(summary.toJson());
  }

  @Test
  void topicsAndFilesOfTheSameFactsGiveTheSameBytes(@TempDir Path directory) throws Exception {
    Path history = directory.resolve("history");
    StoryHistory.write(story, history);
    Instant from = story.from().plus(Duration.ofDays(13));
    Instant to = story.from().plus(Duration.ofDays(25));
    for (Instant begin : new Instant[] {null, from}) {
      Path ofFiles = directory.resolve("files" + begin);
      Path ofTopics = directory.resolve("topics" + begin);
      Long start = begin == null ? null : Long.valueOf(begin.toEpochMilli());
      Long end = begin == null ? null : Long.valueOf(to.toEpochMilli());

      new Replay(
              new ReplayRequest(history, ofFiles, start, end, "USD", 1, Slices.FIVE_MINUTES),
              ReplayProgress.SILENT)
          .run();
      replay(begin, begin == null ? null : to, 3, ofTopics);

      for (String file : List.of("events.jsonl", "statements.jsonl")) {
        assertThat(ofTopics.resolve(file)).hasSameBinaryContentAs(ofFiles.resolve(file));
        assertThat(ofTopics.resolve(file)).isNotEmptyFile();
      }
    }
  }

  @Test
  void aBacktestOfTopicsSaysWhatOneOfFilesSays(@TempDir Path directory) throws Exception {
    Path history = directory.resolve("history");
    StoryHistory.write(story, history);
    Path ofFiles = directory.resolve("files");
    Path ofTopics = directory.resolve("topics");

    backtest(DirectorySource.open(history, "USD", Slices.FIVE_MINUTES), history, ofFiles);
    backtest(new TopicsSource(configuration), history, ofTopics);

    try (Stream<Path> events = Files.list(ofFiles.resolve("events"))) {
      assertThat(events.toList())
          .hasSize(5)
          .allSatisfy(
              file ->
                  assertThat(ofTopics.resolve("events").resolve(file.getFileName()))
                      .hasSameBinaryContentAs(file));
    }
    JsonNode manifest =
        new JsonMapper().readTree(ofTopics.resolve("report.json").toFile()).get("manifest");
    List<String> read = new ArrayList<>();
    for (JsonNode input : manifest.get("inputs")) {
      if (input.has("topic")) {
        assertThat(input.get("to").asLong()).isGreaterThan(input.get("from").asLong());
        read.add(input.get("topic").asText());
      }
    }
    assertThat(Set.copyOf(read))
        .isEqualTo(topics.facts().stream().map(Topic::name).collect(toSet()));
    assertThat(
            Stream.of("cost", "ticket", "allocation", "governance")
                .mapToLong(feed -> manifest.at("/feeds/" + feed + "/read").asLong())
                .sum())
        .isEqualTo(story.facts().size() + GARBAGE.size());
    assertThat(manifest.at("/feeds/cost/refused").asInt()).isEqualTo(GARBAGE.size());
  }

  @Test
  void aBacktestOfThePlansInForceSaysWhatTheLiveJobSaid(@TempDir Path directory) throws Exception {
    Path history = directory.resolve("history");
    StoryHistory.write(story, history);

    List<Verification.Comparison> comparisons =
        new Verification(
                tried(new TopicsSource(configuration), history),
                1,
                new EventsTopic(configuration),
                ReplayProgress.SILENT)
            .run();

    assertThat(comparisons).hasSize(2).allMatch(Verification.Comparison::same);
    assertThat(comparisons.get(1).events())
        .isEqualTo(
            liveEvents().stream()
                .filter(e -> Files.exists(history.resolve("plans/" + e.getServiceId() + ".yaml")))
                .count())
        .isGreaterThan(100);
  }

  private void backtest(HistorySource source, Path history, Path out) throws Exception {
    new Backtest(
            tried(source, history),
            new ReportRequest(out, null, Duration.ofDays(1).toMillis(), null, false),
            ReplayProgress.SILENT)
        .run();
  }

  /** The story's own plans, up to its end. */
  private BacktestRequest tried(HistorySource source, Path history) {
    return new BacktestRequest(
        source, List.of(history.resolve("plans")), List.of(), null, story.to().toEpochMilli(), 1);
  }

  /**
   * A replay that begins in the middle knows all facts, and of what was going on nothing: it agrees
   * with the live job in all statements, and about all targets and rules that were at rest then;
   * but for what is about other incidents.
   */
  @Test
  void aReplayFromTheMiddleAgreesAboutAllThatWasAtRest(@TempDir Path out) throws Exception {
    Instant from = story.from().plus(Duration.ofDays(13));
    Instant to = story.from().plus(Duration.ofDays(25));

    replay(from, to, 1, out);

    Set<Subject> going = goingOnAt(from);
    List<ServiceEvent> replayed = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("events.jsonl"))) {
      replayed.add(EventJson.read(line));
    }
    List<String> expected = told(liveEvents(), from, to, going);
    assertThat(told(replayed, from, to, going)).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(10);
    assertThat(told(liveEvents(), from, to, Set.of()).size()).isGreaterThan(expected.size());
    assertThat(Files.readAllLines(out.resolve("statements.jsonl")))
        .containsExactlyInAnyOrderElementsOf(
            read(topics.statements(), Statement.class).stream()
                .filter(s -> isWithin(s.getAsOf(), from, to))
                .map(StatementJson::write)
                .toList());
  }

  @Test
  void aReplayIntoTopicsReachesNoLiveOne() throws Exception {
    Destination.Run run = Destination.run(configuration, new RunId("once-more"));
    Map<TopicPartition, Long> before = ends(topics.results());
    Set<String> groups = groups();

    RunSummary summary =
        new KafkaReplay(request(null, story.to(), 1), ReplayProgress.SILENT).intoTopics(run);

    Map<String, List<ConsumerRecord<byte[], byte[]>>> again = committed(run.topics());
    assertThat(ends(topics.results())).isEqualTo(before);
    assertThat(groups()).isEqualTo(groups);
    for (int i = 0; i < topics.results().size(); i++) {
      Topic lived = topics.results().get(i);
      List<ConsumerRecord<byte[], byte[]>> replayed = again.get(run.topics().get(i).name());
      if (lived.equals(topics.state())) {
        // The run's is compacted, some time or other; the latest of every service stays.
        assertThat(byId(latest(replayed))).isEqualTo(byId(latest(of(lived))));
        assertThat(byId(of(lived))).containsAllEntriesOf(byId(replayed));
      } else {
        assertThat(byId(replayed)).as(lived.name()).isEqualTo(byId(of(lived)));
      }
      assertThat(replayed)
          .allSatisfy(
              message -> {
                assertThat(header(message, "ce_source"))
                    .isEqualTo("/tripline/test/replay/once-more");
                assertThat(message.headers().lastHeader("tripline-dwell-ms")).isNull();
              });
    }
    assertThat(summary.feeds().values().stream().mapToLong(FeedSummary::applied).sum())
        .isEqualTo(story.facts().size());
    assertThatThrownBy(
            () -> new KafkaReplay(request(null, null, 1), ReplayProgress.SILENT).intoTopics(run))
        .isInstanceOf(BadReplayException.class)
        .hasMessageContaining("written to already; choose another run");
  }

  /** The search is shown to find, in the live job's topics, what it is not to find in the run's. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NAMES")
  void theTopicsOfARunTellNobodyWhoPeopleAre(Naming naming, @TempDir Path directory)
      throws Exception {
    Path keys = Files.writeString(directory.resolve("keys"), "people=a key that is long enough\n");
    String key = naming == Naming.HASHED ? "${file:" + keys + ":people}" : null;
    JobConfiguration telling =
        configuration.with(configuration.output().with(new PeopleSettings(naming, key)));
    Destination.Run run =
        Destination.run(telling, new RunId("people-" + naming.name().toLowerCase(Locale.ROOT)));

    new KafkaReplay(
            new KafkaReplayRequest(telling, null, PULLED.toEpochMilli(), 1), ReplayProgress.SILENT)
        .intoTopics(run);

    assertThat(everythingIn(live))
        .contains("boris", "dalia", GARBAGE.get(0), "senior-architect", "UNREADABLE");
    assertThat(everythingIn(committed(run.topics())))
        .doesNotContain("boris", "dalia", GARBAGE.get(0))
        .contains("senior-architect", "UNREADABLE");
  }

  private static String everythingIn(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics) {
    return topics.values().stream()
        .flatMap(List::stream)
        .map(KafkaReplayIT::everythingIn)
        .collect(joining());
  }

  private static String everythingIn(ConsumerRecord<byte[], byte[]> message) {
    StringBuilder everything =
        new StringBuilder().append(latin(message.key())).append(latin(message.value()));
    message
        .headers()
        .forEach(header -> everything.append(header.key()).append(latin(header.value())));
    return everything.toString();
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTopicThatIsNotThereIsSaidToBeMissing(@TempDir Path out) {
    Topics others =
        new Topics(
            Topic.of("tripline.costs"),
            topics.ticket(),
            topics.allocation(),
            topics.governance(),
            topics.events(),
            topics.statements(),
            topics.state(),
            topics.deadLetters());
    KafkaReplayRequest request = new KafkaReplayRequest(configuration.with(others), null, null, 1);

    assertThatThrownBy(() -> new KafkaReplay(request, ReplayProgress.SILENT).intoFiles(out))
        .isInstanceOf(BadReplayException.class)
        .hasMessageContaining("there is no topic tripline.costs at " + broker.bootstrapServers());
    assertThat(out).isEmptyDirectory();
  }

  private List<NewTopic> allTopics() {
    Map<String, String> forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    return Stream.concat(
            topics.facts().stream()
                .map(topic -> new NewTopic(topic.name(), FACT_PARTITIONS, (short) 1)),
            topics.results().stream().map(topic -> new NewTopic(topic.name(), 1, (short) 1)))
        .map(topic -> topic.configs(forEver))
        .toList();
  }

  private static JobConfiguration configuration(String bootstrapServers) {
    JobConfiguration defaults = JobConfiguration.defaults(bootstrapServers);
    InputSettings input = defaults.input();
    return new JobConfiguration(
        "test",
        defaults.currency(),
        defaults.ledger(),
        defaults.connection(),
        defaults.topics(),
        null,
        new InputSettings(
            "tripline-test",
            Start.EARLIEST,
            Duration.ZERO,
            null,
            null,
            input.heartbeatDelay(),
            input.maxClockSkew(),
            input.maxRecordBytes()),
        defaults.output());
  }

  private StreamExecutionEnvironment liveJob() {
    Configuration flink = TriplinePipeline.configuration();
    flink.addAll(LocalFlink.jobConfiguration(scratch));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, COMMITS);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    LiveJob.connect(environment, configuration);
    return environment;
  }

  private void sendGarbage() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String garbage : GARBAGE) {
        producer
            .send(new ProducerRecord<>(topics.cost().name(), null, garbage.getBytes(UTF_8)))
            .get();
      }
    }
  }

  /** Returns when its statements are committed, and with them all that was said before. */
  private void awaitLastHour(LocalFlink.Running job) throws Exception {
    Instant lastHour = story.to().minus(Duration.ofHours(1));
    Harvest harvest = new Harvest();
    Set<String> services = story.facts().stream().map(told -> told.serviceId()).collect(toSet());
    try (ResultReader reader = new ResultReader(broker.bootstrapServers(), topics)) {
      while (!harvest.hasHour(services, lastHour)) {
        job.check();
        for (SpecificRecord record : reader.read(POLL)) {
          if (record instanceof Statement statement) {
            harvest.add(statement);
          }
        }
      }
    }
  }

  /** All records, once no transaction is open any more. */
  private Map<String, List<ConsumerRecord<byte[], byte[]>>> committed(Collection<Topic> of) {
    Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    of.forEach(topic -> records.put(topic.name(), new ArrayList<>()));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      Map<TopicPartition, Long> ends = ends(of);
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(message -> records.get(message.topic()).add(message));
      }
    }
    return records;
  }

  /** Those of what was written, committed or not. */
  private Map<TopicPartition, Long> ends(Collection<Topic> of) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic topic : of) {
        for (PartitionInfo partition : consumer.partitionsFor(topic.name())) {
          partitions.add(new TopicPartition(topic.name(), partition.partition()));
        }
      }
      return consumer.endOffsets(partitions);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private Set<String> groups() throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(group -> group.groupId()).collect(toSet());
    }
  }

  private KafkaReplayRequest request(Instant from, Instant to, int parallelism) {
    return new KafkaReplayRequest(
        configuration,
        from == null ? null : Long.valueOf(from.toEpochMilli()),
        to == null ? null : Long.valueOf(to.toEpochMilli()),
        parallelism);
  }

  private ReplaySummary replay(Instant from, Instant to, int parallelism, Path out)
      throws Exception {
    return new KafkaReplay(request(from, to, parallelism), ReplayProgress.SILENT).intoFiles(out);
  }

  private List<ConsumerRecord<byte[], byte[]>> of(Topic topic) {
    return live.get(topic.name());
  }

  private List<ServiceEvent> liveEvents() throws Exception {
    return read(topics.events(), ServiceEvent.class);
  }

  private <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) throws Exception {
    List<T> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : of(topic)) {
      records.add(codec.decode(message.value(), type));
    }
    return records;
  }

  /** Key, value and timestamp by the id of the CloudEvent. */
  private static Map<String, List<Object>> byId(List<ConsumerRecord<byte[], byte[]>> messages) {
    boolean timed = messages.stream().noneMatch(m -> m.headers().lastHeader("ce_time") == null);
    return messages.stream()
        .collect(
            toMap(
                message -> header(message, "ce_id"),
                message ->
                    List.of(
                        text(message.key()),
                        text(message.value()),
                        timed ? message.timestamp() : 0L)));
  }

  private static List<ConsumerRecord<byte[], byte[]>> latest(
      List<ConsumerRecord<byte[], byte[]>> messages) {
    Map<String, ConsumerRecord<byte[], byte[]>> latest = new HashMap<>();
    messages.forEach(message -> latest.put(text(message.key()), message));
    return List.copyOf(latest.values());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : java.util.HexFormat.of().formatHex(bytes);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private Set<Subject> goingOnAt(Instant tick) throws Exception {
    Map<String, List<ServiceState>> before =
        read(topics.state(), ServiceState.class).stream()
            .filter(state -> !state.getAsOf().isAfter(tick))
            .collect(groupingBy(ServiceState::getServiceId));
    Set<Subject> going = new HashSet<>();
    before.forEach(
        (service, states) -> {
          ServiceState last =
              states.stream().max(Comparator.comparing(ServiceState::getAsOf)).orElseThrow();
          last.getTargets().stream()
              .filter(target -> target.getPhase() != TargetPhase.QUIET)
              .forEach(target -> going.add(new Subject(service, target.getTargetId())));
          last.getRules().stream()
              .filter(rule -> rule.getPhase() != RulePhase.ARMED)
              .forEach(rule -> going.add(new Subject(service, rule.getRuleId())));
        });
    return going;
  }

  /** What is said in that time about what was at rest, but for the state of other incidents. */
  private static List<String> told(
      List<ServiceEvent> events, Instant from, Instant to, Set<Subject> going) {
    return events.stream()
        .filter(event -> isWithin(event.getAsOf(), from, to))
        .filter(event -> !going.contains(new Subject(event.getServiceId(), subject(event))))
        .filter(
            event ->
                !(event.getBody() instanceof Variance variance
                    && variance.getMetric().equals("reported_gap")))
        .sorted(WRITTEN_ORDER)
        .map(EventJson::write)
        .toList();
  }

  private static boolean isWithin(Instant tick, Instant from, Instant to) {
    return tick.isAfter(from) && !tick.isAfter(to);
  }

  private static String subject(ServiceEvent event) {
    return event.getBody() instanceof Variance variance
        ? variance.getTargetId()
        : ((KillSwitch) event.getBody()).getRuleId();
  }
}
