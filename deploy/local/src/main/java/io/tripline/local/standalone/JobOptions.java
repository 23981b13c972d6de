package io.tripline.local.standalone;

import io.tripline.cli.Tripline;
import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.ClusterState.WantedJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a job is asked for; what is not said is as it was, and at first as the defaults say. */
final class JobOptions {
  private static final int MOST = 128;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job's jar, tripline-job-…-cluster.jar; it is copied. Default: as built.")
  private Path jar;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The job's configuration; see tripline config reference. Its bootstrap.servers is not"
              + " looked at: the broker is this cluster's. Default: tripline.yaml in --dir.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "What comes before what the file says of a key; may be given again.")
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many instances of each operator share the work. Default: 2.")
  private Integer parallelism;

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      description = "How many processes they are spread over. Default: 2.")
  private Integer taskManagers;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Flink, such as -D taskmanager.memory.process.size=4g; may be given again.")
  private final Map<String, String> flink = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  /**
   * The job that is asked for.
   *
   * @param before the one whose place it takes, or null
   * @param builtJar that is meant if none is named
   * @throws BadConfigurationException with every problem of the configuration
   */
  WantedJob wanted(
      ClusterDirectory directory,
      StandaloneCluster cluster,
      Broker broker,
      WantedJob before,
      Path builtJar)
      throws IOException, ClusterException, BadConfigurationException {
    Path file = file(directory, before);
    Map<String, String> set = new LinkedHashMap<>(before == null ? Map.of() : before.overrides());
    set.putAll(overrides);
    set = StandaloneCluster.withBroker(set, broker);
    check(file, set);
    Map<String, String> settings = new LinkedHashMap<>(before == null ? Map.of() : before.flink());
    settings.putAll(flink);
    Path source = jar == null ? builtJar : jar;
    boolean same = jar == null && before != null;
    return new WantedJob(
        same ? before.jar() : cluster.keepJar(source),
        same ? before.jarName() : source.getFileName().toString(),
        file,
        set,
        inRange("--parallelism", parallelism, before == null ? 2 : before.parallelism()),
        inRange("--task-managers", taskManagers, before == null ? 2 : before.taskManagers()),
        settings);
  }

  private Path file(ClusterDirectory directory, WantedJob before) {
    if (config != null) {
      return config.toAbsolutePath().normalize();
    }
    return before == null ? directory.configuration() : before.config();
  }

  private void check(Path file, Map<String, String> set)
      throws IOException, BadConfigurationException {
    ConfigurationReading reading = ConfigurationFile.read(file, set);
    PrintWriter err = mixee.commandLine().getErr();
    reading.warnings().forEach(err::println);
    err.flush();
    var unused = reading.usable();
  }

  private int inRange(String option, Integer given, int otherwise) {
    int value = given == null ? otherwise : given;
    if (value < 1 || value > MOST) {
      throw new ParameterException(
          mixee.commandLine(), option + " is " + value + "; write 1 to " + MOST);
    }
    return value;
  }

  /**
   * Runs another command of Tripline's with the configuration of a job.
   *
   * @throws ClusterException if that ends with anything but 0; it has said why
   */
  void tripline(WantedJob job, List<String> words) throws ClusterException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--config", job.config().toString()));
    job.overrides().forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    CommandLine command =
        Tripline.commandLine()
            .setOut(mixee.commandLine().getOut())
            .setErr(mixee.commandLine().getErr());
    if (command.execute(all.toArray(String[]::new)) != ClusterAction.OK) {
      throw ClusterException.refused(
          "tripline " + String.join(" ", words.subList(0, 2)) + " did not go well; see above");
    }
  }
}
