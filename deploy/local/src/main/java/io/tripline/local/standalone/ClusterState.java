package io.tripline.local.standalone;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a cluster from one command to the next.
 *
 * @param broker null if none was ever started
 * @param flink the processes of the present or the last job's cluster; null if there was none
 * @param job the present or the last job; null if there was none
 */
record ClusterState(Broker broker, Flink flink, Job job) {
  static final ClusterState NOTHING = new ClusterState(null, null, null);

  /**
   * The broker.
   *
   * @param kafkaClusterId that its directory was formatted for, and that it says when it is asked
   * @param port for clients
   * @param controllerPort where it speaks with itself
   */
  record Broker(String kafkaClusterId, int port, int controllerPort, DetachedProcess process) {}

  /**
   * A Flink cluster in application mode, which lives as long as its job.
   *
   * @param restPort where the JobManager's web UI and REST endpoint are
   * @param rpcPort where TaskManagers find it
   */
  record Flink(
      int restPort, int rpcPort, DetachedProcess jobManager, List<DetachedProcess> taskManagers) {
    Flink {
      taskManagers = List.copyOf(taskManagers);
    }

    Flink with(DetachedProcess taskManager) {
      List<DetachedProcess> all = new ArrayList<>(taskManagers);
      all.removeIf(other -> other.name().equals(taskManager.name()));
      all.add(taskManager);
      return new Flink(restPort, rpcPort, jobManager, all);
    }
  }

  /**
   * A job.
   *
   * @param id Flink's, of 32 hexadecimal digits
   * @param wanted how it was asked for
   * @param isWanted whether it is to run: not once it was stopped or the cluster taken down
   * @param startedFrom the savepoint or checkpoint that it went on from, as a URI, or null
   * @param startedAt when it was started
   * @param savepoint the newest that was asked for, as a URI, or null
   */
  record Job(
      String id,
      WantedJob wanted,
      boolean isWanted,
      String startedFrom,
      Instant startedAt,
      String savepoint) {
    Job stopped() {
      return new Job(id, wanted, false, startedFrom, startedAt, savepoint);
    }

    Job withSavepoint(String newest) {
      return new Job(id, wanted, isWanted, startedFrom, startedAt, newest);
    }
  }

  /**
   * How a job is asked for.
   *
   * @param jar as it was when it was submitted: a copy
   * @param jarName what it was called before
   * @param config the file of its configuration
   * @param overrides what comes before the file, by key
   * @param parallelism of its operators, from 1
   * @param taskManagers how many processes share the work, from 1
   * @param flink settings of Flink that come before those of {@link FlinkSettings}
   */
  record WantedJob(
      Path jar,
      String jarName,
      Path config,
      Map<String, String> overrides,
      int parallelism,
      int taskManagers,
      Map<String, String> flink) {
    WantedJob {
      overrides = Map.copyOf(overrides);
      flink = Map.copyOf(flink);
    }
  }

  ClusterState with(Broker started) {
    return new ClusterState(started, flink, job);
  }

  ClusterState with(Flink started) {
    return new ClusterState(broker, started, job);
  }

  ClusterState with(Job started) {
    return new ClusterState(broker, flink, started);
  }
}
