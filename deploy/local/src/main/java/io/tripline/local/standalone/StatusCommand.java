package io.tripline.local.standalone;

import java.time.Clock;
import picocli.CommandLine.Command;

/** {@code tripline cluster status}. */
@Command(
    name = "status",
    description = {
      "Say what there is of the cluster and how it does: processes, the job's state, its last"
          + " checkpoint and savepoint, where the web UI, the logs and the metrics are; and whether"
          + " something that is not the cluster's answers at one of its ports. Times are UTC."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:All that is to be up is up.", "1:Something is wrong, and is said."})
final class StatusCommand extends ClusterAction {
  private static final int WRONG = 1;

  @Override
  boolean changes() {
    return false;
  }

  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    StatusReport report = StatusReport.of(directory, Clock.systemUTC());
    report.lines().forEach(this::say);
    report.problems().forEach(this::say);
    return report.problems().isEmpty() ? OK : WRONG;
  }
}
