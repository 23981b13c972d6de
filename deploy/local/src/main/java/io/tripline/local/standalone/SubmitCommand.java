package io.tripline.local.standalone;

import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.ClusterState.Job;
import io.tripline.local.standalone.ClusterState.WantedJob;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tripline cluster submit}. */
@Command(
    name = "submit",
    description = {
      "Make the job's topics, as tripline topics create does, and start the job: a JobManager that"
          + " has it in it, and TaskManagers. Returns when it runs.",
      "If there was a job before, this one goes on from its newest savepoint or checkpoint, and is"
          + " asked for in the same way but for what is said."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The job runs.",
      "1:It was not begun: a configuration that cannot be used, a job that is there already …",
      "2:Something failed; it is said where the log is."
    },
    footer = {
      "",
      "Examples:",
      "  tripline cluster submit",
      "  tripline cluster submit --config tripline.yaml --parallelism 4 --rest-port 8081",
      "  tripline cluster submit --set currency=EUR -D execution.checkpointing.interval=5s"
    })
final class SubmitCommand extends ClusterAction {
  @Mixin private InstallationOptions installation;
  @Mixin private JobOptions job;

  @Option(
      names = "--built-jar",
      hidden = true,
      required = true,
      defaultValue = "${sys:tripline.job.jar}")
  private Path builtJar;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      description = "Where the web UI is. Default: as before, and at first any free one.")
  private Integer restPort;

  @ArgGroup private Beginning beginning = new Beginning();

  /** What state it begins with; one of the two. */
  static final class Beginning {
    @Option(
        names = "--from",
        paramLabel = "DIR",
        description = "The savepoint or checkpoint to go on from, a directory or its URI.")
    private String from;

    @Option(
        names = "--without-state",
        description = "Begin without any; what was kept before stays where it is.")
    private boolean withoutState;
  }

  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    Broker broker = cluster.requireBroker();
    cluster.requireNoJob();
    String from = beginning.from == null ? null : restorePoint(beginning.from);
    Job last = directory.read().job();
    WantedJob before = last == null ? null : last.wanted();
    WantedJob wanted = job.wanted(directory, cluster, broker, before, builtJar);
    job.tripline(wanted, List.of("topics", "create", "--replication-factor", "1"));
    cluster.submit(installation.installation(), wanted, from, beginning.withoutState, restPort);
    return OK;
  }

  private static String restorePoint(String given) throws Exception {
    Path folder =
        given.startsWith("file:") ? Path.of(URI.create(given)) : Path.of(given).toAbsolutePath();
    return RestorePoint.at(folder)
        .map(RestorePoint::location)
        .orElseThrow(
            () ->
                ClusterException.refused(
                    folder + " is no savepoint and no completed checkpoint: it has no _metadata"));
  }
}
