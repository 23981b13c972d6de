package io.tripline.local.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.local.cluster.FlinkRest;
import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.ClusterState.Flink;
import io.tripline.local.standalone.ClusterState.Job;
import io.tripline.local.standalone.PortCheck.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a cluster does, for people to read: lines, and what of it is wrong. */
final class StatusReport {
  private static final double MEBIBYTE = 1 << 20;

  private final ClusterDirectory directory;
  private final ClusterState state;
  private final InstantSource clock;
  private final List<String> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private StatusReport(ClusterDirectory directory, ClusterState state, InstantSource clock) {
    this.directory = directory;
    this.state = state;
    this.clock = clock;
  }

  /** Looks at it. */
  static StatusReport of(ClusterDirectory directory, InstantSource clock)
      throws IOException, ClusterException, InterruptedException {
    StatusReport report = new StatusReport(directory, directory.read(), clock);
    report.look();
    return report;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What is not as it should be; none if all is well. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void look() throws IOException, InterruptedException {
    line("directory", directory.root().toString());
    broker(state.broker());
    Job job = state.job();
    if (job == null) {
      line("job", "none yet; tripline cluster submit");
    } else if (job.isWanted()) {
      running(state.flink(), job);
    } else {
      stopped(job);
    }
    line("logs", directory.logs().toString());
  }

  private void broker(Broker broker) throws InterruptedException {
    Answer answer = PortCheck.broker(broker.port(), broker.kafkaClusterId());
    process(broker.process(), PortCheck.address(broker.port()));
    judge(broker.process(), answer, broker.port());
  }

  private void process(DetachedProcess process, String where) {
    String is =
        process.isAlive()
            ? "up      process %d since %s  %s"
                .formatted(process.pid(), second(process.startedAt()), where)
            : "ended   was process %d, from %s on"
                .formatted(process.pid(), second(process.startedAt()));
    line(process.name(), is.stripTrailing());
  }

  private void judge(DetachedProcess process, Answer answer, int port) {
    if (!process.isAlive()) {
      problems.add(
          "%s has ended; its log is %s. tripline cluster up starts it again."
              .formatted(process, process.log()));
      if (answer != Answer.NOBODY) {
        problems.add(
            "Something that is not of this cluster answers at port %d, which was that of %s."
                .formatted(port, process.name()));
      }
    } else if (answer == Answer.NOBODY) {
      problems.add(
          "%s does not listen at port %d; its log is %s.".formatted(process, port, process.log()));
    } else if (answer == Answer.ANOTHER) {
      problems.add(
          "What answers at port %d does not say that it is %s; its log is %s."
              .formatted(port, process, process.log()));
    }
  }

  private void running(Flink flink, Job job) throws IOException, InterruptedException {
    Answer answer = PortCheck.jobManager(flink.restPort(), flink.jobManager().mark());
    URI web = PortCheck.web(flink.restPort());
    process(flink.jobManager(), web.toString());
    judge(flink.jobManager(), answer, flink.restPort());
    Optional<FlinkRest> rest =
        answer == Answer.OURS ? Optional.of(new FlinkRest(web)) : Optional.empty();
    taskManagers(flink, rest);
    line("job", "%s of %s".formatted(job.id(), job.wanted().jarName()));
    line("", "configuration %s".formatted(job.wanted().config()));
    line(
        "",
        job.startedFrom() == null ? "began without state" : "went on from " + job.startedFrom());
    if (rest.isPresent()) {
      state(rest.get(), job);
    }
    line("savepoint", job.savepoint() == null ? "none yet" : job.savepoint());
    metrics(flink);
  }

  private void taskManagers(Flink flink, Optional<FlinkRest> rest) throws InterruptedException {
    String registered = rest.map(StatusReport::registered).orElse("");
    for (DetachedProcess taskManager : flink.taskManagers()) {
      boolean known = registered.contains(taskManager.mark());
      process(taskManager, known ? "registered" : "");
      if (!taskManager.isAlive()) {
        problems.add(
            "%s has ended; its log is %s. tripline cluster up starts it again."
                .formatted(taskManager, taskManager.log()));
      } else if (rest.isPresent() && !known) {
        problems.add(
            "%s is not known to the JobManager; its log is %s."
                .formatted(taskManager, taskManager.log()));
      }
    }
  }

  private static String registered(FlinkRest rest) {
    try {
      return rest.text("/taskmanagers");
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void state(FlinkRest rest, Job job) throws InterruptedException {
    try {
      String is = rest.state(job.id());
      boolean runs = rest.runs(job.id());
      line("", "%s, %d in parallel".formatted(is, job.wanted().parallelism()));
      if (!runs) {
        problems.add(
            "The job does not run: %s. See %s"
                .formatted(ApplicationCluster.reason(rest, job.id()), rest.address()));
      }
      line("checkpoint", checkpoint(rest.json("/jobs/" + job.id() + "/checkpoints")));
    } catch (IOException e) {
      problems.add("The JobManager says nothing of the job: %s.".formatted(e.getMessage()));
    }
  }

  private String checkpoint(JsonNode checkpoints) {
    JsonNode last = checkpoints.path("latest").path("completed");
    int failed = checkpoints.path("counts").path("failed").asInt();
    String failures = failed == 0 ? "" : "; %d have failed".formatted(failed);
    if (last.path("id").isMissingNode()) {
      return "none yet" + failures;
    }
    Instant at = Instant.ofEpochMilli(last.path("latest_ack_timestamp").asLong());
    return String.format(
        Locale.ROOT,
        "%d, %d s ago, took %d ms, %.1f MiB of state, %.1f of them new%s",
        last.path("id").asLong(),
        Math.max(0, Duration.between(at, clock.instant()).toSeconds()),
        last.path("end_to_end_duration").asLong(),
        last.path("state_size").asLong() / MEBIBYTE,
        last.path("checkpointed_size").asLong() / MEBIBYTE,
        failures);
  }

  private void metrics(Flink flink) {
    List<DetachedProcess> all = new ArrayList<>(List.of(flink.jobManager()));
    all.addAll(flink.taskManagers());
    for (DetachedProcess process : all) {
      Integer port = process.ports().get(DetachedProcess.METRICS);
      if (port != null) {
        line("metrics", "%s/metrics of %s".formatted(PortCheck.web(port), process.name()));
      }
    }
  }

  private void stopped(Job job) throws IOException {
    Optional<RestorePoint> newest = RestorePoint.newest(job, directory);
    line(
        "job",
        "none runs; the next goes on from "
            + newest.map(RestorePoint::location).orElse("nothing: there is no checkpoint"));
  }

  private void line(String what, String is) {
    lines.add("%-14s %s".formatted(what, is).stripTrailing());
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
