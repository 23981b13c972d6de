package io.tripline.local.proof;

import io.tripline.kafka.config.RecordSizes;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.local.cluster.BrokerProcess;
import io.tripline.local.cluster.ChildProcess;
import io.tripline.local.cluster.ChildProcesses;
import io.tripline.local.cluster.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** A broker and a Flink cluster with two TaskManagers, each process a JVM of its own. */
final class Site implements AutoCloseable {
  /** How long a process may be silent before the others go on without it. */
  static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(6);

  /**
   * How long a JobManager leads without a word to ZooKeeper. Longer than the other, which would
   * otherwise never come to pass, and as long as ZooKeeper lets it.
   */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

  private static final int FACT_PARTITIONS = 2;
  private static final long QUOTA = 512L << 20;

  /** Started at once, with little; what runs for minutes gains nothing from the best code. */
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final Path directory;
  private final ChildProcesses processes;
  private final BrokerProcess broker;
  private final FlinkCluster flink;

  private Site(Path directory, ChildProcesses processes, BrokerProcess broker, FlinkCluster flink) {
    this.directory = directory;
    this.processes = processes;
    this.broker = broker;
    this.flink = flink;
  }

  /**
   * Starts all of it, and the topics.
   *
   * @param safekeeping of the secrets that the broker asks the job for
   */
  static Site start(Path directory, Safekeeping safekeeping) throws Exception {
    ChildProcesses processes = ChildProcesses.in(directory.resolve("logs"));
    try {
      BrokerProcess broker =
          BrokerProcess.start(
              processes,
              new BrokerProcess.Settings(
                  List.of(jars(Path.of("target", "distribution", "lib"))),
                  with(SMALL, "-Xmx512m"),
                  directory.resolve("kafka"),
                  List.of(SecurityProtocol.SASL_SSL),
                  safekeeping.ofBroker()));
      createTopics(broker);
      FlinkCluster flink =
          FlinkCluster.start(
              processes,
              new FlinkCluster.Settings(
                  List.of(jars(Path.of("flink", "target", "lib")), quotaJar(directory).toString()),
                  SMALL,
                  directory.resolve("flink"),
                  configuration(directory),
                  safekeeping.environment()));
      flink.startTaskManager();
      flink.startTaskManager();
      return new Site(directory, processes, broker, flink);
    } catch (Exception e) {
      processes.close();
      throw e;
    }
  }

  private static String jars(Path lib) {
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(lib + " is made by: mvnw package");
    }
    return lib.toAbsolutePath() + "/*";
  }

  private static List<String> with(List<String> options, String more) {
    List<String> all = new ArrayList<>(options);
    all.add(more);
    return all;
  }

  private static Path quotaJar(Path directory) throws IOException {
    List<Class<?>> classes =
        new ArrayList<>(Arrays.asList(QuotaFileSystem.class.getDeclaredClasses()));
    classes.add(QuotaFileSystem.class);
    return Jars.ofService(
        directory.resolve("quota.jar"),
        org.apache.flink.core.fs.FileSystemFactory.class,
        QuotaFileSystem.Factory.class,
        classes);
  }

  private static Configuration configuration(Path directory) {
    Configuration configuration =
        new Configuration()
            .set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(768))
            .set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1024))
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96))
            .set(TaskManagerOptions.NUM_TASK_SLOTS, 2)
            .set(
                TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
                TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS)
            .set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1))
            .set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT)
            .set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, SESSION_TIMEOUT)
            .set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, SESSION_TIMEOUT)
            .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
            .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1))
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, new MemorySize(1024))
            .set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, quota(checkpoints(directory)))
            .set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay")
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200))
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(2));
    configuration.setString(QuotaFileSystem.Factory.FOLDER, checkpoints(directory).toString());
    configuration.setString(QuotaFileSystem.Factory.LIMIT, Long.toString(QUOTA));
    return configuration;
  }

  private static Path checkpoints(Path directory) {
    return directory.resolve("checkpoints");
  }

  private static String quota(Path path) {
    return QuotaFileSystem.SCHEME + "://" + path;
  }

  /** The facts' time lies in the past: what is older than a week is not to be deleted. */
  private static void createTopics(BrokerProcess broker) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topics.DEFAULT.facts()) {
      topics.add(topic(topic, FACT_PARTITIONS, RecordSizes.FACTS));
    }
    for (Topic topic : Topics.DEFAULT.results()) {
      topics.add(topic(topic, 1, RecordSizes.RESULTS));
    }
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) broker.bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    }
  }

  private static NewTopic topic(Topic topic, int partitions, int maxBytes) {
    return new NewTopic(topic.name(), partitions, (short) 1)
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxBytes)));
  }

  BrokerProcess broker() {
    return broker;
  }

  FlinkCluster flink() {
    return flink;
  }

  Path directory() {
    return directory;
  }

  /** Where savepoints go; not under the quota. */
  String savepoints() {
    return directory.resolve("savepoints").toUri().toString();
  }

  /** Takes what space the checkpoints have left. */
  Path fillDisk() throws IOException {
    Path ballast = checkpoints(directory).resolve("ballast");
    try (var file = new java.io.RandomAccessFile(ballast.toFile(), "rw")) {
      file.setLength(QUOTA + 1);
    }
    return ballast;
  }

  /** What JobManagers leave to their successors, the jobs among it. */
  Path highAvailability() {
    return directory.resolve("flink").resolve("high-availability");
  }

  /** All that Flink has written but its logs. */
  List<Path> kept() {
    return List.of(
        directory.resolve("flink"), checkpoints(directory), directory.resolve("savepoints"));
  }

  /** What clients of the broker are told. */
  Map<String, Object> clientSettings() {
    return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
  }

  /** All log files of the TaskManagers. */
  List<Path> taskManagerLogs() {
    return flink.taskManagers().stream().map(ChildProcess::log).toList();
  }

  /** All log files. */
  List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(processes.directory())) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }

  /** Ends all of it, and leaves what may be worth reading; copies of jars are not. */
  @Override
  public void close() throws IOException {
    processes.close();
    Scratch.delete(directory.resolve("flink").resolve("tmp"));
  }
}
