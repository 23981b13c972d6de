package io.tripline.local.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tripline cluster up}. */
@Command(
    name = "up",
    description = {
      "Start the broker and, if a job was there, whatever of it has ended without being told to: a"
          + " JobManager goes on from the last checkpoint or savepoint.",
      "What is up is left as it is, so that the command can be given again and again. The job comes"
          + " with tripline cluster submit: in Flink's application mode, a JobManager and its"
          + " TaskManagers live as long as their job."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It is up.",
      "1:Something is in the way, such as a port that is taken.",
      "2:Something failed; it is said where the log is."
    },
    footer = {
      "",
      "Examples:",
      "  tripline cluster up",
      "  tripline cluster up --dir try --broker-port 9092"
    })
final class UpCommand extends ClusterAction {
  @Mixin private InstallationOptions installation;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description = "Where clients find the broker. Default: as before, and at first any free one.")
  private Integer brokerPort;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      description = "Where the web UI is if a JobManager has to be started. Default: as before.")
  private Integer restPort;

  @Override
  boolean begins() {
    return true;
  }

  @Override
  int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    cluster.up(installation.installation(), brokerPort, restPort);
    return OK;
  }
}
