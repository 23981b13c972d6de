package io.tripline.local.standalone;

import picocli.CommandLine.Command;

/** {@code tripline cluster savepoint}. */
@Command(
    name = "savepoint",
    description = {
      "Take a savepoint of the job, which goes on. Prints where it is. Savepoints are yours to"
          + " delete."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It is there.",
      "1:No job runs.",
      "2:It could not be taken; it is said where the log is."
    })
final class SavepointCommand extends ClusterAction {
  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    say(cluster.savepoint());
    return OK;
  }
}
