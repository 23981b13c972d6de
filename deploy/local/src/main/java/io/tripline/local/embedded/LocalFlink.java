package io.tripline.local.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/** A Flink cluster in this JVM, with its web UI, reachable from this machine only. */
public final class LocalFlink implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final MiniCluster cluster;

  private LocalFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster.
   *
   * @param directory for what it keeps on disk; the caller deletes it
   */
  public static LocalFlink start(Path directory) throws Exception {
    return start(directory, new Configuration());
  }

  /** As {@link #start(Path)}, with settings that come before its own. */
  public static LocalFlink start(Path directory, Configuration settings) throws Exception {
    Configuration configuration = configuration(directory);
    configuration.addAll(settings);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    cluster.start();
    return new LocalFlink(cluster);
  }

  private static Configuration configuration(Path directory) {
    return new Configuration()
        .set(RestOptions.ADDRESS, LOOPBACK)
        .set(RestOptions.BIND_ADDRESS, LOOPBACK)
        .set(RestOptions.BIND_PORT, "0")
        .set(WebOptions.SUBMIT_ENABLE, false)
        .set(CoreOptions.TMP_DIRS, directory.toString())
        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16))
        .set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32))
        .set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32))
        // Counts of what became of facts travel with heartbeats; the demo waits for the last.
        .set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
  }

  /** What a job here is to be configured with, beside what it asks for itself. */
  public static Configuration jobConfiguration(Path directory) {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10))
        .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString())
        .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
        .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50))
        .set(CoreOptions.DEFAULT_PARALLELISM, 1);
  }

  /** Where the web UI is. */
  public URI webInterface() throws InterruptedException, ExecutionException {
    return cluster.getRestAddress().get();
  }

  /** Starts the job that is laid out in the environment. */
  public Running submit(StreamExecutionEnvironment environment, String name) throws Exception {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    return submit(graph);
  }

  /** Starts a job, from a savepoint if it is to be restored from one. */
  public Running submit(StreamGraph job) throws InterruptedException, ExecutionException {
    return new Running(cluster.submitJob(job).get().getJobID());
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }

  /** A job on the cluster. */
  public final class Running {
    private final JobID id;
    private final CompletableFuture<JobResult> result;

    private Running(JobID id) {
      this.id = id;
      this.result = cluster.requestJobResult(id);
    }

    /**
     * Does nothing as long as the job runs.
     *
     * @throws IllegalStateException if it has ended
     */
    public void check() throws InterruptedException, ExecutionException {
      if (result.isDone()) {
        Throwable failure = result.get().getSerializedThrowable().orElse(null);
        throw new IllegalStateException(
            "the Flink job has ended before its time" + (failure == null ? "" : ": " + failure),
            failure);
      }
    }

    /** Returns when all that it has said so far is written. */
    public void flush() throws InterruptedException, ExecutionException {
      cluster.triggerCheckpoint(id, CheckpointType.FULL).get();
    }

    /** What it has counted, by the last heartbeat. */
    public Map<String, Object> counts() throws Exception {
      Map<String, Object> counts = new HashMap<>();
      ClassLoader loader = LocalFlink.class.getClassLoader();
      for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> counter :
          cluster.getExecutionGraph(id).get().getAccumulatorsSerialized().entrySet()) {
        counts.put(counter.getKey(), counter.getValue().deserializeValue(loader).getUnchecked());
      }
      return counts;
    }

    /**
     * Stops the job with a savepoint, in the format that any state backend and any release reads.
     *
     * @param directory that the savepoint is made in
     * @return the savepoint
     */
    public Path stop(Path directory) throws InterruptedException, ExecutionException {
      String savepoint =
          cluster
              .stopWithSavepoint(
                  id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
              .get();
      result.get();
      return Path.of(URI.create(savepoint));
    }

    /** Stops the job. */
    public void cancel() throws InterruptedException, ExecutionException {
      cluster.cancelJob(id).get();
      result.get();
    }
  }
}
