package io.tripline.local.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.local.cluster.FlinkPrograms;
import io.tripline.local.cluster.FlinkRest;
import io.tripline.local.cluster.Patience;
import io.tripline.local.standalone.ClusterState.Flink;
import io.tripline.local.standalone.ClusterState.Job;
import io.tripline.local.standalone.ClusterState.WantedJob;
import io.tripline.local.standalone.PortCheck.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts Flink's processes for one job: a JobManager that has it in it, and its TaskManagers. */
final class ApplicationCluster {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final String JOB_MANAGER = "jobmanager";
  private static final String TASK_MANAGER = "taskmanager-";
  private static final List<String> OPTIONS = List.of();

  private final ClusterDirectory directory;
  private final Installation installation;
  private final DetachedProcesses processes;

  ApplicationCluster(ClusterDirectory directory, Installation installation) {
    this.directory = directory;
    this.installation = installation;
    this.processes = new DetachedProcesses(directory.logs(), directory.root());
  }

  /**
   * Starts a JobManager with a job in it, which does not run yet: it wants TaskManagers.
   *
   * @param last null if there was none; its ports are used again
   * @param restPort for REST and web UI; null for the last one's or, if there was none, a free one
   */
  Flink startJobManager(Job job, Flink last, Integer restPort)
      throws IOException, ClusterException {
    Integer wantedRest =
        restPort == null && last != null ? Integer.valueOf(last.restPort()) : restPort;
    int rest = PortCheck.choose(wantedRest, "the JobManager's web UI", "--rest-port");
    int rpc = PortCheck.choose(null, "the JobManager", "");
    String mark = DetachedProcesses.newMark();
    Map<String, Integer> ports = new HashMap<>(Map.of(DetachedProcess.REST, rest));
    Map<String, String> settings = new HashMap<>(Map.of(FlinkSettings.MARK, mark));
    settings.putAll(metrics(ports));
    DetachedProcess jobManager =
        processes.start(
            JOB_MANAGER,
            mark,
            ports,
            programs(job.wanted(), rest, rpc).applicationJobManager(settings, arguments(job)));
    return new Flink(rest, rpc, jobManager, List.of());
  }

  private Map<String, String> metrics(Map<String, Integer> ports)
      throws IOException, ClusterException {
    if (!installation.hasPrometheusReporter()) {
      return Map.of();
    }
    int port = PortCheck.choose(null, "metrics", "");
    ports.put(DetachedProcess.METRICS, port);
    return FlinkSettings.metrics(port);
  }

  private FlinkPrograms programs(WantedJob job, int restPort, int rpcPort)
      throws IOException, ClusterException {
    return FlinkPrograms.configured(
        installation.flinkClassPath(),
        OPTIONS,
        directory.flink().resolve("conf"),
        FlinkSettings.of(directory, job, restPort, rpcPort),
        Map.of());
  }

  private static List<String> arguments(Job job) {
    List<String> arguments = new ArrayList<>(List.of("--job-id", job.id()));
    arguments.addAll(List.of("--jars", job.wanted().jar().toUri().toString()));
    if (job.startedFrom() != null) {
      arguments.addAll(List.of("--fromSavepoint", job.startedFrom()));
    }
    // What follows is the job's own; Flink would take --config for its --configDir.
    arguments.add("--");
    arguments.addAll(List.of("--config", job.wanted().config().toString()));
    job.wanted()
        .overrides()
        .forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }

  /** The names of all TaskManagers that a job is to have. */
  static List<String> taskManagers(WantedJob job) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= job.taskManagers(); i++) {
      names.add(TASK_MANAGER + i);
    }
    return names;
  }

  /** Starts a TaskManager; it will find the JobManager. */
  DetachedProcess startTaskManager(String name, Job job, Flink flink)
      throws IOException, ClusterException {
    String mark = DetachedProcesses.newMark();
    Map<String, Integer> ports = new HashMap<>();
    Map<String, String> settings = new HashMap<>(metrics(ports));
    // So that the JobManager knows it by a name that we know.
    settings.put("taskmanager.resource-id", name + "-" + mark);
    return processes.start(
        name,
        mark,
        ports,
        programs(job.wanted(), flink.restPort(), flink.rpcPort()).taskManager(settings));
  }

  /**
   * Returns when the job runs, all of it.
   *
   * @throws ClusterException if it has come to nothing
   */
  static void await(Flink flink, Job job) throws Exception {
    FlinkRest rest = new FlinkRest(PortCheck.web(flink.restPort()));
    try {
      PATIENCE.until("running job", () -> runs(flink, rest, job.id()));
    } catch (IllegalStateException e) {
      throw ClusterException.failed(
          "the job does not run yet: %s. See %s, and the logs in %s"
              .formatted(
                  reason(rest, job.id()), rest.address(), flink.jobManager().log().getParent()));
    }
  }

  private static boolean runs(Flink flink, FlinkRest rest, String job) throws Exception {
    requireAlive(flink.jobManager());
    for (DetachedProcess taskManager : flink.taskManagers()) {
      requireAlive(taskManager);
    }
    Answer answer = PortCheck.jobManager(flink.restPort(), flink.jobManager().mark());
    try {
      return answer == Answer.OURS && rest.runs(job);
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireAlive(DetachedProcess process) throws IOException, ClusterException {
    if (!process.isAlive()) {
      throw ClusterException.failed(
          "%s has ended; its log is %s, and ends with:%n%s"
              .formatted(process, process.log(), process.lastWords()));
    }
  }

  /** Why a job failed last, in a line. */
  static String reason(FlinkRest rest, String job) throws InterruptedException {
    try {
      JsonNode newest =
          rest.json("/jobs/" + job + "/exceptions")
              .path("exceptionHistory")
              .path("entries")
              .path(0);
      return newest.isMissingNode()
          ? "it waits for its tasks to be brought up"
          : newest.path("stacktrace").asText().lines().findFirst().orElse("no reason is given");
    } catch (IOException e) {
      return "nothing is known of it (" + e.getMessage() + ")";
    }
  }
}
