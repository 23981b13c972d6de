package io.tripline.local.demo;

import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.OutputSettings;
import io.tripline.kafka.config.Start;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.local.embedded.TemporaryDirectory;
import io.tripline.local.story.Story;
import io.tripline.local.story.Told;
import io.tripline.pipeline.OutcomeCounts;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Statement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The main job on one machine: a broker and a Flink cluster in this JVM, the story played into the
 * topics of facts, and whoever is interested told what comes out of the topics of results.
 */
final class Demo implements AutoCloseable {
  /** The story has a time of its own. */
  private static final Duration WHATEVER_THE_CLOCK_SAYS = Duration.ofDays(100 * 365);

  private static final String CURRENCY = "USD";

  /** Facts come by several partitions, as in life; what is said by one, to be read in order. */
  private static final int FACT_PARTITIONS = 2;

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Story story;
  private final Topics topics = Topics.DEFAULT;
  private final TemporaryDirectory directory;
  private final EmbeddedBroker broker;
  private final LocalFlink flink;
  private final LocalFlink.Running job;
  private final CountDownLatch stop;

  /** What became of the facts that were sent, over all feeds. */
  record Outcomes(int sent, Map<Outcome, Long> counts) {
    long accounted() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long of(Outcome outcome) {
      return counts.getOrDefault(outcome, 0L);
    }
  }

  /** Told that the demo is to end before the story does. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Demo(
      Story story,
      TemporaryDirectory directory,
      EmbeddedBroker broker,
      LocalFlink flink,
      LocalFlink.Running job,
      CountDownLatch stop) {
    this.story = story;
    this.directory = directory;
    this.broker = broker;
    this.flink = flink;
    this.job = job;
    this.stop = stop;
  }

  /**
   * Starts all that is needed, up to the job, which waits for facts then.
   *
   * @param stop down to zero when the demo is to end early
   */
  static Demo start(Story story, CountDownLatch stop) throws Exception {
    List<AutoCloseable> started = new ArrayList<>();
    try {
      TemporaryDirectory directory = opened(TemporaryDirectory.create("tripline-demo-"), started);
      EmbeddedBroker broker = opened(EmbeddedBroker.start(), started);
      broker.createTopics(topics(Topics.DEFAULT));
      LocalFlink flink = opened(LocalFlink.start(directory.path()), started);
      LocalFlink.Running job =
          flink.submit(job(broker.bootstrapServers(), directory.path()), "tripline");
      return new Demo(story, directory, broker, flink, job, stop);
    } catch (Exception e) {
      for (int i = started.size() - 1; i >= 0; i--) {
        started.get(i).close();
      }
      throw e;
    }
  }

  private static <T extends AutoCloseable> T opened(T resource, List<AutoCloseable> started) {
    started.add(resource);
    return resource;
  }

  /** The story's time lies in the past: what is older than a week is not to be deleted. */
  private static List<NewTopic> topics(Topics topics) {
    Map<String, String> forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    List<NewTopic> all = new ArrayList<>();
    for (Topic topic : topics.facts()) {
      all.add(new NewTopic(topic.name(), FACT_PARTITIONS, (short) 1).configs(forEver));
    }
    for (Topic topic : topics.results()) {
      all.add(new NewTopic(topic.name(), 1, (short) 1).configs(forEver));
    }
    return all;
  }

  private static StreamExecutionEnvironment job(String bootstrapServers, Path directory) {
    Configuration configuration = TriplinePipeline.configuration();
    configuration.addAll(LocalFlink.jobConfiguration(directory));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    LiveJob.connect(environment, configuration(bootstrapServers));
    return environment;
  }

  /** Every producer says how far known time has come, so that no clock is needed. */
  private static JobConfiguration configuration(String bootstrapServers) {
    JobConfiguration defaults = JobConfiguration.defaults(bootstrapServers);
    InputSettings input = defaults.input();
    return new JobConfiguration(
        "demo",
        CURRENCY,
        defaults.ledger(),
        defaults.connection(),
        defaults.topics(),
        null,
        new InputSettings(
            "tripline-demo",
            Start.EARLIEST,
            Duration.ZERO,
            null,
            null,
            input.heartbeatDelay(),
            WHATEVER_THE_CLOCK_SAYS,
            input.maxRecordBytes()),
        new OutputSettings(
            DeliveryGuarantee.AT_LEAST_ONCE,
            "tripline-demo",
            defaults.output().transactionTimeout(),
            defaults.output().checkpointInterval()));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String webInterface() throws InterruptedException, ExecutionException {
    return flink.webInterface().toString();
  }

  /**
   * Plays the story to its end.
   *
   * @param speed seconds of known time per second
   * @param onEvent told each event as it comes
   * @param onTime told the known time whenever something is said
   * @return all that was said
   * @throws Stopped if told to stop before
   */
  Harvest play(double speed, Consumer<ServiceEvent> onEvent, Consumer<Instant> onTime)
      throws Exception {
    Harvest harvest = new Harvest();
    try (ResultReader reader = new ResultReader(bootstrapServers(), topics);
        StoryPlayer player =
            new StoryPlayer(bootstrapServers(), topics, story, speed, System::nanoTime)) {
      CompletableFuture<Void> told = player.play();
      while (!told.isDone() || !saidAll(harvest)) {
        goOn(told);
        take(reader.read(PATIENCE), harvest, onEvent, onTime);
      }
      job.flush();
      while (!reader.atEnd()) {
        goOn(told);
        take(reader.read(PATIENCE), harvest, onEvent, onTime);
      }
    }
    return harvest;
  }

  private void goOn(CompletableFuture<Void> told) throws Exception {
    if (stop.getCount() == 0) {
      throw new Stopped();
    }
    job.check();
    if (told.isCompletedExceptionally()) {
      told.get();
    }
  }

  /** The last hour is over for every service: nothing can come after it. */
  private boolean saidAll(Harvest harvest) {
    return harvest.hasHour(services(), story.to().minus(Duration.ofHours(1)));
  }

  private Set<String> services() {
    return story.facts().stream().map(Told::serviceId).collect(Collectors.toSet());
  }

  private static void take(
      List<SpecificRecord> records,
      Harvest harvest,
      Consumer<ServiceEvent> onEvent,
      Consumer<Instant> onTime) {
    for (SpecificRecord record : records) {
      if (record instanceof ServiceEvent event) {
        onTime.accept(event.getAsOf());
        if (harvest.add(event)) {
          onEvent.accept(event);
        }
      } else if (record instanceof Statement statement) {
        onTime.accept(statement.getAsOf());
        harvest.add(statement);
      } else if (record instanceof DeadLetter letter) {
        harvest.add(letter);
      }
    }
  }

  /** What became of the facts; waits until Flink has counted all of them. */
  Outcomes outcomes() throws Exception {
    Outcomes outcomes = count();
    while (outcomes.accounted() < outcomes.sent() && !stop.await(100, TimeUnit.MILLISECONDS)) {
      job.check();
      outcomes = count();
    }
    return outcomes;
  }

  private Outcomes count() throws Exception {
    Map<String, Object> accumulators = job.counts();
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Feed feed : Feed.values()) {
      for (Outcome outcome : Outcome.values()) {
        counts.merge(outcome, OutcomeCounts.read(accumulators, feed, outcome), Long::sum);
      }
    }
    return new Outcomes(story.facts().size(), counts);
  }

  /** Stops everything, and leaves nothing behind. */
  @Override
  public void close() throws Exception {
    try (directory;
        broker;
        flink) {
      job.cancel();
    }
  }
}
