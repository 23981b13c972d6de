package io.tripline.local.standalone;

import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.ClusterState.WantedJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tripline cluster upgrade}. */
@Command(
    name = "upgrade",
    description = {
      "Stop the job with a savepoint, and start one from it that is asked for in the same way but"
          + " for what is said: another jar, another configuration, another parallelism, new"
          + " plans.",
      "What can be checked is checked before the job is stopped."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The new job runs.",
      "1:It was not begun, and the old job goes on.",
      "2:Something failed; it is said where the savepoint and the log are."
    },
    footer = {
      "",
      "Examples:",
      "  tripline cluster upgrade --jar job/target/tripline-job-0.2.0-cluster.jar",
      "  tripline cluster upgrade --parallelism 4 --task-managers 2",
      "  tripline cluster upgrade --plan plans/cloud-migration.yaml"
    })
final class UpgradeCommand extends ClusterAction {
  @Mixin private InstallationOptions installation;
  @Mixin private JobOptions job;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "A plan to publish while no job runs, so that the new one knows it before all that comes"
              + " after; may be given again. A running job takes plans as well: tripline plan"
              + " publish.")
  private final List<Path> plans = new ArrayList<>();

  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    Broker broker = cluster.requireBroker();
    WantedJob before = cluster.requireJob().wanted();
    WantedJob wanted = job.wanted(directory, cluster, broker, before, before.jar());
    job.tripline(wanted, List.of("topics", "check"));
    if (!plans.isEmpty()) {
      job.tripline(wanted, publish("--dry-run"));
    }
    cluster.upgrade(
        installation.installation(),
        wanted,
        () -> {
          if (!plans.isEmpty()) {
            job.tripline(wanted, publish());
          }
          return null;
        });
    return OK;
  }

  private List<String> publish(String... options) {
    List<String> words = new ArrayList<>(List.of("plan", "publish"));
    words.addAll(List.of(options));
    plans.forEach(plan -> words.add(plan.toString()));
    return words;
  }
}
