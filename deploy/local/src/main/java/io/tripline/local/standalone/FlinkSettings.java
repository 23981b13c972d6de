package io.tripline.local.standalone;

import io.tripline.local.standalone.ClusterState.WantedJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What Flink's processes here are told. */
final class FlinkSettings {
  /** The key under which a JobManager's configuration has the mark of its process. */
  static final String MARK = "tripline.process";

  private static final int RETAINED = 3;
  private static final String METRICS_REPORTER = "metrics.reporter.prom.factory.class";
  private static final String METRICS_PORT = "metrics.reporter.prom.port";

  private FlinkSettings() {}

  /** What {@code config.yaml} says; the user's settings come before ours, but for addresses. */
  static Configuration of(ClusterDirectory directory, WantedJob job, int restPort, int rpcPort) {
    Configuration configuration = sizes(job);
    state(configuration, directory);
    configuration.addAll(Configuration.fromMap(new HashMap<>(job.flink())));
    return configuration
        .set(JobManagerOptions.ADDRESS, PortCheck.LOOPBACK)
        .set(JobManagerOptions.BIND_HOST, PortCheck.LOOPBACK)
        .set(JobManagerOptions.PORT, rpcPort)
        .set(TaskManagerOptions.HOST, PortCheck.LOOPBACK)
        .set(TaskManagerOptions.BIND_HOST, PortCheck.LOOPBACK)
        .set(RestOptions.ADDRESS, PortCheck.LOOPBACK)
        .set(RestOptions.BIND_ADDRESS, PortCheck.LOOPBACK)
        .set(RestOptions.PORT, restPort)
        .set(RestOptions.BIND_PORT, Integer.toString(restPort))
        .set(BlobServerOptions.PORT, "0")
        .set(WebOptions.SUBMIT_ENABLE, false);
  }

  private static Configuration sizes(WantedJob job) {
    int slots = (job.parallelism() + job.taskManagers() - 1) / job.taskManagers();
    return new Configuration()
        .set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1024))
        .set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1536))
        .set(TaskManagerOptions.NUM_TASK_SLOTS, slots)
        .set(CoreOptions.DEFAULT_PARALLELISM, job.parallelism());
  }

  private static void state(Configuration configuration, ClusterDirectory directory) {
    configuration
        .set(CoreOptions.TMP_DIRS, directory.flink().resolve("tmp").toString())
        .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
        .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory.checkpoints()))
        .set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory.savepoints()))
        .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED)
        // A job whose JobManager was killed goes on from its last checkpoint.
        .set(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
        .set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
  }

  /** A directory that is not there yet has no slash at its end. */
  static String uri(Path directory) {
    return directory.toUri().toString();
  }

  /** What makes a process show its metrics to Prometheus; nothing without a port. */
  static Map<String, String> metrics(Integer port) {
    return port == null
        ? Map.of()
        : Map.of(
            METRICS_REPORTER,
            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
            METRICS_PORT,
            Integer.toString(port));
  }
}
