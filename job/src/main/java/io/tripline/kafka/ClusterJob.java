package io.tripline.kafka;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.OutputSettings;
import io.tripline.pipeline.TriplinePipeline;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The main job as a cluster runs it: the main class of the jar that is submitted.
 *
 * <pre>
 *   flink run tripline-job-cluster.jar --bootstrap-servers kafka:9092
 * </pre>
 *
 * <p>It reads and writes the topics with the documented names, exactly once. It never ends the JVM,
 * which in application mode is the cluster's own: what is wrong is thrown.
 */
public final class ClusterJob {
  private static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
  private static final String GROUP = "group";
  private static final String CURRENCY = "currency";
  private static final String OUT_OF_ORDERNESS = "out-of-orderness";
  private static final String IDLENESS = "idleness";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of(BOOTSTRAP_SERVERS, GROUP, CURRENCY, OUT_OF_ORDERNESS, IDLENESS));

  /** Events become visible at checkpoints, so this is part of how soon they are seen. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  private ClusterJob() {}

  /**
   * Lays the job out and executes it.
   *
   * @param arguments {@code --bootstrap-servers HOST:PORT,…}, and if they are to be others than
   *     these, {@code --group tripline} (the consumer group, and the prefix of transactions),
   *     {@code --currency USD}, {@code --out-of-orderness PT1M}, {@code --idleness PT10M}
   * @throws IllegalArgumentException if an argument is missing, unknown or cannot be read
   */
  public static void main(String[] arguments) throws Exception {
    ParameterTool given = ParameterTool.fromArgs(arguments);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TriplinePipeline.configuration());
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints no transaction would ever be committed.
      environment.enableCheckpointing(CHECKPOINTS.toMillis());
    }
    LiveJob.connect(environment, configuration(given));
    environment.execute("Tripline");
  }

  static JobConfiguration configuration(ParameterTool given) {
    for (String name : given.toMap().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("--" + name + " is not known; there are " + KNOWN);
      }
    }
    String bootstrapServers = given.get(BOOTSTRAP_SERVERS);
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "--" + BOOTSTRAP_SERVERS + " is missing; give it as HOST:PORT, several with commas");
    }
    String group = given.get(GROUP, "tripline");
    JobConfiguration defaults = JobConfiguration.defaults(bootstrapServers);
    InputSettings input = defaults.input();
    OutputSettings output = defaults.output();
    return new JobConfiguration(
        defaults.deployment(),
        given.get(CURRENCY, "USD"),
        defaults.ledger(),
        defaults.connection(),
        defaults.topics(),
        defaults.registry(),
        new InputSettings(
            group,
            input.start(),
            duration(given, OUT_OF_ORDERNESS, "PT1M"),
            duration(given, IDLENESS, "PT10M"),
            input.heartbeatInterval(),
            input.heartbeatDelay(),
            input.maxClockSkew(),
            input.maxRecordBytes()),
        new OutputSettings(output.delivery(), group, output.transactionTimeout()));
  }

  private static Duration duration(ParameterTool given, String name, String otherwise) {
    String text = given.get(name, otherwise);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--" + name + " is " + text + ", which is not a duration such as " + otherwise, e);
    }
  }
}
