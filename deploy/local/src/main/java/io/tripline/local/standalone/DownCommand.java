package io.tripline.local.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tripline cluster down}. */
@Command(
    name = "down",
    description = {
      "End what tripline cluster has started and nothing else: each process by its number, if its"
          + " start and its command line say that it is the one.",
      "What it has written stays, so that up and submit go on where it was: the topics as they are,"
          + " the job from its last checkpoint."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing of it is up any more.",
      "1:There is no cluster there.",
      "2:Something does not end."
    })
final class DownCommand extends ClusterAction {
  @Option(
      names = "--delete",
      description = "Delete what it has written as well: topics, state, savepoints, logs.")
  private boolean delete;

  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    cluster.down();
    if (delete) {
      directory.delete();
      say("Deleted what the cluster had written into " + directory.root() + ".");
    }
    return OK;
  }
}
