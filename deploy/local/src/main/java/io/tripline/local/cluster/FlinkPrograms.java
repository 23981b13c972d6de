package io.tripline.local.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.BootstrapTools;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Flink's programs, each with the options of the virtual machine that its configuration asks for:
 * what the shell scripts of Flink's distribution work out.
 */
public final class FlinkPrograms {
  private static final String CONFIG_FILE = "config.yaml";
  private static final String CONFIG_OPTION = "--configDir";

  /** What Flink opens for itself in the configuration that it is shipped with. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private final List<String> classPath;
  private final List<String> jvmOptions;
  private final Path configDirectory;
  private final Configuration configuration;
  private final Map<String, String> environment;

  private FlinkPrograms(
      List<String> classPath,
      List<String> jvmOptions,
      Path configDirectory,
      Configuration configuration,
      Map<String, String> environment) {
    this.classPath = List.copyOf(classPath);
    this.jvmOptions = List.copyOf(jvmOptions);
    this.configDirectory = configDirectory;
    this.configuration = configuration;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Programs of one cluster, whose {@code config.yaml} is written.
   *
   * @param classPath Flink's jars and a logger's, as in the {@code lib} of its distribution
   * @param jvmOptions of every program, beside those that its configuration asks for
   * @param configDirectory that {@code config.yaml} is written into; made if it is not there
   * @param configuration what it says
   * @param environment variables that every program gets
   */
  public static FlinkPrograms configured(
      List<String> classPath,
      List<String> jvmOptions,
      Path configDirectory,
      Configuration configuration,
      Map<String, String> environment)
      throws IOException {
    Files.createDirectories(configDirectory);
    BootstrapTools.writeConfiguration(configuration, configDirectory.resolve(CONFIG_FILE).toFile());
    return new FlinkPrograms(classPath, jvmOptions, configDirectory, configuration, environment);
  }

  /** A JobManager that waits for jobs to be submitted. */
  public JavaCommand sessionJobManager() {
    return jobManager(
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", List.of());
  }

  /**
   * A JobManager that runs one job and ends when that ends: Flink's application mode.
   *
   * @param settings further configuration, beside what {@code config.yaml} says
   * @param arguments what it is told of the job
   */
  public JavaCommand applicationJobManager(Map<String, String> settings, List<String> arguments) {
    List<String> all = new ArrayList<>(dynamic(settings));
    all.addAll(arguments);
    return jobManager(
        "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint", all);
  }

  private JavaCommand jobManager(String mainClass, List<String> arguments) {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    List<String> options = words(ProcessMemoryUtils.generateJvmParametersStr(memory));
    options.addAll(words(configuration.get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
    List<String> all = words(JobManagerProcessUtils.generateDynamicConfigsStr(memory));
    all.addAll(arguments);
    return program(mainClass, options, all);
  }

  /**
   * A TaskManager, which will find the JobManager.
   *
   * @param settings further configuration, beside what {@code config.yaml} says
   */
  public JavaCommand taskManager(Map<String, String> settings) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> options = words(ProcessMemoryUtils.generateJvmParametersStr(memory));
    options.addAll(words(configuration.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
    List<String> arguments = words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory));
    arguments.addAll(dynamic(settings));
    return program("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", options, arguments);
  }

  private static List<String> dynamic(Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          words.add("-D");
          words.add(key + "=" + value);
        });
    return words;
  }

  private JavaCommand program(String mainClass, List<String> options, List<String> arguments) {
    List<String> allOptions = options();
    allOptions.addAll(options);
    List<String> allArguments = new ArrayList<>(List.of(CONFIG_OPTION, configDirectory.toString()));
    allArguments.addAll(arguments);
    return new JavaCommand(mainClass, classPath, allOptions, allArguments, environment);
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(OPENED);
    options.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
    return options;
  }

  /** {@code flink} with these words behind it, as from a shell. */
  JavaCommand commandLine(List<String> words) {
    List<String> options = options();
    options.add("-Xmx256m");
    Map<String, String> told = new HashMap<>(environment);
    told.put("FLINK_CONF_DIR", configDirectory.toString());
    return new JavaCommand(
        "org.apache.flink.client.cli.CliFrontend", classPath, options, words, told);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>(List.of(line.trim().split("\\s+", -1)));
    words.removeIf(String::isEmpty);
    return words;
  }
}
