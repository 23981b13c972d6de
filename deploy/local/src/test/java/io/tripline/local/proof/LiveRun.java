package io.tripline.local.proof;

import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.OutputSettings;
import io.tripline.kafka.config.Start;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.pipeline.TriplinePipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The live job in this JVM, on a broker in this JVM whose topics were empty. */
final class LiveRun implements AutoCloseable {
  static final int PARTITIONS = 2;

  private final EmbeddedBroker broker;
  private final LocalFlink flink;
  private final Path directory;
  private final KafkaProducer<byte[], byte[]> producer;

  private LiveRun(EmbeddedBroker broker, LocalFlink flink, Path directory) {
    this.broker = broker;
    this.flink = flink;
    this.directory = directory;
    this.producer =
        new KafkaProducer<>(clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static LiveRun start(Path directory) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    try {
      broker.createTopics(topics());
      return new LiveRun(broker, LocalFlink.start(directory), directory);
    } catch (Exception e) {
      broker.close();
      throw e;
    }
  }

  private static List<NewTopic> topics() {
    Map<String, String> forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topics.DEFAULT.facts()) {
      topics.add(new NewTopic(topic.name(), PARTITIONS, (short) 1).configs(forEver));
    }
    for (Topic topic : Topics.DEFAULT.results()) {
      topics.add(new NewTopic(topic.name(), 1, (short) 1).configs(forEver));
    }
    return topics;
  }

  private Map<String, Object> clientSettings() {
    return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
  }

  /**
   * The job as it would run, but that its sinks keep nothing in state, so that a savepoint is whole
   * by itself.
   */
  StreamExecutionEnvironment job() {
    Configuration settings = TriplinePipeline.configuration();
    settings.addAll(LocalFlink.jobConfiguration(directory));
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
    LiveJob.connect(environment, configuration());
    return environment;
  }

  private JobConfiguration configuration() {
    JobConfiguration defaults = JobConfiguration.defaults(broker.bootstrapServers());
    InputSettings input = defaults.input();
    return defaults
        .with(
            new InputSettings(
                "tripline",
                Start.EARLIEST,
                Duration.ZERO,
                null,
                null,
                input.heartbeatDelay(),
                input.maxClockSkew(),
                input.maxRecordBytes()))
        .with(
            new OutputSettings(
                DeliveryGuarantee.AT_LEAST_ONCE,
                "tripline",
                defaults.output().transactionTimeout(),
                defaults.output().checkpointInterval()));
  }

  LocalFlink.Running submit(StreamGraph job) throws InterruptedException, ExecutionException {
    return flink.submit(job);
  }

  static StreamGraph from(Path savepoint, StreamGraph job, boolean allowNonRestoredState) {
    job.setSavepointRestoreSettings(
        SavepointRestoreSettings.forPath(savepoint.toUri().toString(), allowNonRestoredState));
    return job;
  }

  void send(List<Sent> records) throws IOException {
    for (Sent record : records) {
      var unused = producer.send(record.message());
    }
    producer.flush();
  }

  Results results() {
    return new Results(clientSettings(), Topics.DEFAULT);
  }

  @Override
  public void close() throws Exception {
    try (broker;
        flink) {
      producer.close();
    }
  }
}
