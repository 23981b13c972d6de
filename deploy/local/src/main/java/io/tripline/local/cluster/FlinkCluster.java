package io.tripline.local.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * A standalone Flink session cluster: ZooKeeper, a JobManager and TaskManagers, each a process, all
 * with one {@code config.yaml}. A JobManager that was killed can be followed by another, which goes
 * on with the jobs from their last checkpoints.
 *
 * <p>It is not safe for use by several threads.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));

  /** Flink's own port; ours is none that anybody else could have. */
  private static final Pattern REST_ADDRESS =
      Pattern.compile("Rest endpoint listening at ([0-9.]+:[0-9]+)");

  private final ChildProcesses processes;
  private final Configuration configuration;
  private final FlinkPrograms programs;
  private final ZooKeeperProcess zooKeeper;
  private final List<ChildProcess> taskManagers = new ArrayList<>();
  private ChildProcess jobManager;
  private FlinkRest rest;

  /**
   * What a cluster is started with.
   *
   * @param classPath Flink's jars and a logger's, as in the {@code lib} of its distribution
   * @param jvmOptions of every process, beside those that its memory asks for
   * @param directory for all that it keeps; made if it is not there
   * @param configuration what {@code config.yaml} is to say beside addresses
   * @param environment variables that all of its processes get
   */
  public record Settings(
      List<String> classPath,
      List<String> jvmOptions,
      Path directory,
      Configuration configuration,
      Map<String, String> environment) {
    public Settings {
      classPath = List.copyOf(classPath);
      jvmOptions = List.copyOf(jvmOptions);
      configuration = new Configuration(configuration);
      environment = Map.copyOf(environment);
    }
  }

  private FlinkCluster(ChildProcesses processes, Settings settings, ZooKeeperProcess zooKeeper)
      throws IOException {
    this.processes = processes;
    this.zooKeeper = zooKeeper;
    this.configuration = configuration(settings, zooKeeper);
    this.programs =
        FlinkPrograms.configured(
            settings.classPath(),
            settings.jvmOptions(),
            settings.directory().resolve("conf"),
            configuration,
            settings.environment());
  }

  /** Starts ZooKeeper and a JobManager, and returns when that leads. */
  public static FlinkCluster start(ChildProcesses processes, Settings settings) throws Exception {
    Files.createDirectories(settings.directory());
    ZooKeeperProcess zooKeeper =
        ZooKeeperProcess.start(
            processes,
            settings.classPath(),
            withHeap(settings.jvmOptions(), "64m"),
            settings.directory());
    try {
      FlinkCluster cluster = new FlinkCluster(processes, settings, zooKeeper);
      cluster.startJobManager();
      return cluster;
    } catch (Exception e) {
      zooKeeper.close();
      throw e;
    }
  }

  private static Configuration configuration(Settings settings, ZooKeeperProcess zooKeeper) {
    Configuration configuration = new Configuration(settings.configuration());
    Path directory = settings.directory();
    return configuration
        .set(JobManagerOptions.ADDRESS, LOOPBACK)
        .set(JobManagerOptions.BIND_HOST, LOOPBACK)
        .set(TaskManagerOptions.HOST, LOOPBACK)
        .set(TaskManagerOptions.BIND_HOST, LOOPBACK)
        .set(RestOptions.ADDRESS, LOOPBACK)
        .set(RestOptions.BIND_ADDRESS, LOOPBACK)
        .set(RestOptions.BIND_PORT, "0")
        .set(BlobServerOptions.PORT, "0")
        .set(WebOptions.SUBMIT_ENABLE, false)
        .set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString())
        // Without it, Flink looks for credentials, finds none, and logs an error.
        .set(SecurityOptions.ZOOKEEPER_SASL_DISABLE, true)
        .set(HighAvailabilityOptions.HA_MODE, "zookeeper")
        .set(HighAvailabilityOptions.HA_CLUSTER_ID, "/" + UUID.randomUUID())
        .set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.quorum())
        .set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, "0")
        .set(
            HighAvailabilityOptions.HA_STORAGE_PATH,
            directory.resolve("high-availability").toUri().toString());
  }

  private static List<String> withHeap(List<String> options, String size) {
    List<String> all = new ArrayList<>(options);
    all.add("-Xmx" + size);
    return all;
  }

  /**
   * Starts a JobManager, the first, or one in place of one that has ended; returns when it leads.
   */
  public void startJobManager() throws Exception {
    if (jobManager != null && jobManager.isAlive()) {
      throw new IllegalStateException(jobManager + " has not ended");
    }
    jobManager = processes.start("jobmanager", programs.sessionJobManager());
    String answersAt = jobManager.awaitLog(REST_ADDRESS, PATIENCE).group(1);
    rest = new FlinkRest(URI.create("http://" + answersAt));
    PATIENCE.until("leadership of " + jobManager, this::leads);
  }

  private boolean leads() throws Exception {
    try {
      return rest.text("/jobmanager/config")
          .contains(configuration.get(HighAvailabilityOptions.HA_CLUSTER_ID));
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts one more TaskManager; it will find the JobManager. */
  public ChildProcess startTaskManager() throws IOException {
    ChildProcess taskManager = processes.start("taskmanager", programs.taskManager(Map.of()));
    taskManagers.add(taskManager);
    return taskManager;
  }

  /** The JobManager as it is now. */
  public ChildProcess jobManager() {
    return jobManager;
  }

  /** The TaskManagers that have not ended. */
  public List<ChildProcess> taskManagers() {
    return taskManagers.stream().filter(ChildProcess::isAlive).toList();
  }

  /** What the JobManager as it is now answers. */
  public FlinkRest rest() {
    return rest;
  }

  /** The command line that comes with Flink, told of this cluster. */
  public FlinkCommandLine commandLine() {
    return new FlinkCommandLine(processes, programs);
  }

  /** Ends all of its processes. */
  @Override
  public void close() {
    taskManagers.forEach(ChildProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
    zooKeeper.close();
  }
}
