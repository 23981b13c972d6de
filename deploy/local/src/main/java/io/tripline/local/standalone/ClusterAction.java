package io.tripline.local.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands around a cluster share: its directory, the lock on it, and how they fail. */
abstract class ClusterAction implements Callable<Integer> {
  static final int OK = 0;

  @Mixin private Where where;

  @Spec private CommandSpec spec;

  /** Which cluster. */
  static final class Where {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        defaultValue = "${env:XDG_STATE_HOME:-${sys:user.home}/.local/state}/tripline/cluster",
        description = "Where the cluster keeps everything. Default: ${DEFAULT-VALUE}")
    private Path directory;
  }

  /** Whether it makes a cluster where there is none. */
  boolean begins() {
    return false;
  }

  /** Whether it wants the directory for itself. */
  boolean changes() {
    return true;
  }

  /** Does it; gives the exit code. */
  abstract int run(ClusterDirectory directory, StandaloneCluster cluster) throws Exception;

  @Override
  public final Integer call() throws Exception {
    ClusterDirectory directory = new ClusterDirectory(where.directory);
    StandaloneCluster cluster = new StandaloneCluster(directory, Clock.systemUTC(), this::say);
    try {
      if (!begins() && !directory.isUsed()) {
        throw ClusterException.refused(
            "there is no cluster in " + directory.root() + "; tripline cluster up starts one");
      }
      return changes() ? locked(directory, cluster) : run(directory, cluster);
    } catch (ClusterException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          spec.commandLine().getColorScheme().errorText("tripline: " + e.getMessage() + "."));
      err.flush();
      return e.exitCode();
    }
  }

  private int locked(ClusterDirectory directory, StandaloneCluster cluster) throws Exception {
    try (ClusterDirectory.Lock lock = directory.lock()) {
      return run(directory, cluster);
    }
  }

  final void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  final CommandSpec spec() {
    return spec;
  }
}
