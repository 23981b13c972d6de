package io.tripline.kafka;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.pipeline.TriplinePipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.MultipleParameterTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job as a cluster runs it: the main class of the jar that is submitted.
 *
 * <pre>
 *   flink run tripline-job-cluster.jar --config tripline.yaml
 * </pre>
 *
 * <p>The file is read where the job is laid out, and nowhere else. It never ends the JVM, which in
 * application mode is the cluster's own: what is wrong is thrown.
 */
public final class ClusterJob {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);

  private static final String CONFIG = "config";
  private static final String SET = "set";
  private static final String USAGE = "--config FILE, and as often as you like --set KEY=VALUE";

  private ClusterJob() {}

  /**
   * Lays the job out and executes it.
   *
   * @param arguments {@code --config FILE}, and {@code --set KEY=VALUE} for each key that is to be
   *     another than the file says
   * @throws IllegalArgumentException if the arguments are others
   * @throws BadConfigurationException if the configuration cannot be used, with every problem
   */
  public static void main(String[] arguments) throws Exception {
    JobConfiguration configuration = configuration(arguments);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TriplinePipeline.configuration());
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints no transaction would ever be committed.
      environment.enableCheckpointing(configuration.output().checkpointInterval().toMillis());
    }
    LiveJob.connect(environment, configuration);
    environment.execute("Tripline " + configuration.deployment());
  }

  static JobConfiguration configuration(String... arguments)
      throws IOException, BadConfigurationException {
    MultipleParameterTool given = MultipleParameterTool.fromArgs(arguments);
    for (String name : given.toMultiMap().keySet()) {
      if (!List.of(CONFIG, SET).contains(name)) {
        throw new IllegalArgumentException("--" + name + " is not known; there are " + USAGE);
      }
    }
    ConfigurationReading reading =
        ConfigurationFile.read(file(given), overrides(given.getMultiParameter(SET)));
    reading.warnings().forEach(LOG::warn);
    JobConfiguration configuration = reading.usable();
    reading.effective().forEach((key, value) -> LOG.info("{}: {}", key, value));
    return configuration;
  }

  private static Path file(MultipleParameterTool given) {
    Collection<String> files = given.getMultiParameter(CONFIG);
    if (files == null) {
      throw new IllegalArgumentException("--config is missing; there are " + USAGE);
    }
    if (files.size() > 1) {
      throw new IllegalArgumentException("--config is given more than once; there are " + USAGE);
    }
    return Path.of(files.iterator().next());
  }

  private static Map<String, String> overrides(Collection<String> written) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String override : written == null ? List.<String>of() : written) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--set needs KEY=VALUE, such as --set deployment=test");
      }
      overrides.put(override.substring(0, equals), override.substring(equals + 1));
    }
    return overrides;
  }
}
