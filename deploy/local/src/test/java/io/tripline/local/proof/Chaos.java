package io.tripline.local.proof;

import io.tripline.local.cluster.ChildProcess;
import io.tripline.local.cluster.FlinkCommandLine;
import io.tripline.local.cluster.FlinkRest;
import io.tripline.local.cluster.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What goes wrong while the job runs: each calamity when so many parcels have been sent, and the
 * next only when the job has recovered from the last. Meanwhile the feeder goes on, up to where the
 * next calamity is due: so every one of them is inside the run.
 */
final class Chaos {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(8));

  /** What a TaskManager logs that has waited for a JobManager's heartbeat for too long. */
  private static final String JOB_MANAGER_LOST = "The heartbeat of JobManager with id";

  private final Site site;
  private final Feeder feeder;
  private final List<String> arguments;
  private final Path jar;
  private final Random random;
  private final List<String> diary = new ArrayList<>();
  private final List<Due> happened = new ArrayList<>();

  private String job;
  private int parallelism = 2;
  private Path running;

  /** What can go wrong. */
  enum Calamity {
    TASK_MANAGER_KILLED,
    TASK_MANAGER_KILLED_AGAIN,
    TASK_MANAGER_KILLED_A_THIRD_TIME,
    JOB_MANAGER_KILLED,
    BROKER_KILLED,
    TASK_MANAGER_PAUSED,
    JOB_MANAGER_PAUSED,
    BROKER_PAUSED,
    DISK_FULL,
    PARALLELISM_CHANGED,
    PLAN_AND_JAR_CHANGED
  }

  /**
   * @param at how many parcels have been sent when it comes
   */
  record Due(Calamity calamity, int at) {}

  /**
   * @param arguments of the job
   * @param jar that it is submitted as at first
   * @param seed of what is left to chance
   */
  Chaos(Site site, Feeder feeder, List<String> arguments, Path jar, long seed) {
    this.site = site;
    this.feeder = feeder;
    this.arguments = List.copyOf(arguments);
    this.jar = jar;
    this.running = jar;
    this.random = new Random(seed);
  }

  /** Submits the job and returns when it works. */
  void submit() throws Exception {
    PATIENCE.until("two TaskManagers", () -> taskManagers() == 2);
    job = site.flink().commandLine().run(running, parallelism, null, arguments);
    awaitRecovery(0);
  }

  /** Lets all of it happen. */
  void unfold(List<Due> dues, int parcels) throws Exception {
    feeder.letGoTo(dues.get(0).at());
    for (int i = 0; i < dues.size(); i++) {
      Due due = dues.get(i);
      PATIENCE.until(due + " to be due", () -> feeder.sent() >= due.at());
      feeder.letGoTo(i + 1 < dues.size() ? dues.get(i + 1).at() : parcels);
      long before = System.nanoTime();
      long checkpoint = newestCheckpoint();
      happen(due);
      awaitRecovery(Math.max(checkpoint, newestCheckpoint()));
      happened.add(due);
      diary.add(
          "%s at %d, over after %.1f s, %d sent meanwhile"
              .formatted(
                  due.calamity(),
                  due.at(),
                  (System.nanoTime() - before) / 1e9,
                  feeder.sent() - due.at()));
    }
  }

  private void happen(Due due) throws Exception {
    switch (due.calamity()) {
      case TASK_MANAGER_KILLED, TASK_MANAGER_KILLED_AGAIN, TASK_MANAGER_KILLED_A_THIRD_TIME ->
          killTaskManager();
      case JOB_MANAGER_KILLED -> killJobManager();
      case BROKER_KILLED -> killBroker();
      case TASK_MANAGER_PAUSED -> pauseTaskManager();
      case JOB_MANAGER_PAUSED -> pauseJobManager();
      case BROKER_PAUSED -> pauseBroker();
      case DISK_FULL -> fillDisk();
      case PARALLELISM_CHANGED -> changeParallelism();
      case PLAN_AND_JAR_CHANGED -> changePlanAndJar(due.at());
    }
  }

  private ChildProcess anyTaskManager() {
    List<ChildProcess> all = site.flink().taskManagers();
    return all.get(random.nextInt(all.size()));
  }

  private void killTaskManager() throws Exception {
    anyTaskManager().kill();
    site.flink().startTaskManager();
  }

  private void killJobManager() throws Exception {
    site.flink().jobManager().kill();
    site.flink().startJobManager();
  }

  private void killBroker() throws Exception {
    site.broker().process().kill();
    site.broker().restart();
  }

  /** Until the JobManager has given it up. */
  private void pauseTaskManager() throws Exception {
    ChildProcess taskManager = anyTaskManager();
    taskManager.pause();
    PATIENCE.until("JobManager giving up " + taskManager, () -> taskManagers() < 2);
    taskManager.resume();
  }

  /** How many TaskManagers the JobManager counts on. */
  private int taskManagers() throws Exception {
    return rest().json("/taskmanagers").path("taskmanagers").size();
  }

  /** Until a TaskManager has given it up. */
  private void pauseJobManager() throws Exception {
    ChildProcess jobManager = site.flink().jobManager();
    List<Path> logs = site.taskManagerLogs();
    int before = count(logs, JOB_MANAGER_LOST);
    jobManager.pause();
    PATIENCE.until(
        "TaskManager giving up " + jobManager, () -> count(logs, JOB_MANAGER_LOST) > before);
    jobManager.resume();
  }

  private void pauseBroker() throws Exception {
    ChildProcess broker = site.broker().process();
    broker.pause();
    pass(Site.HEARTBEAT_TIMEOUT.plusSeconds(2));
    broker.resume();
  }

  /** Until a checkpoint has failed of it. */
  private void fillDisk() throws Exception {
    int before = count(site.logs(), QuotaFileSystem.FULL);
    Path ballast = site.fillDisk();
    PATIENCE.until(
        "failure for want of space", () -> count(site.logs(), QuotaFileSystem.FULL) > before);
    Files.delete(ballast);
  }

  private void changeParallelism() throws Exception {
    String savepoint = stop();
    parallelism = 3;
    resume(savepoint);
  }

  private void changePlanAndJar(int at) throws Exception {
    String savepoint = stop();
    PATIENCE.until("the new plan to be published", () -> feeder.sent() > at);
    running = Jars.newer(jar, site.directory().resolve("newer.jar"), "0.1.1");
    resume(savepoint);
  }

  /** Stops the job with a savepoint, as often as it takes on a machine that is too busy. */
  String stop() throws Exception {
    return PATIENCE.await("savepoint", this::tryToStop);
  }

  private Optional<String> tryToStop() throws Exception {
    revive();
    try {
      return Optional.of(site.flink().commandLine().stop(job, site.savepoints()));
    } catch (FlinkCommandLine.FailedException e) {
      diary.add("stopping failed: " + e.getMessage().lines().findFirst().orElse(""));
      return savepointOfStopped();
    }
  }

  /** It may have stopped though nobody was told so. */
  private Optional<String> savepointOfStopped() throws InterruptedException {
    try {
      return rest().state(job).equals("FINISHED") ? rest().newestSavepoint(job) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void resume(String savepoint) throws Exception {
    job = site.flink().commandLine().run(running, parallelism, savepoint, arguments);
  }

  /**
   * The job runs, and what it has done since is safe. The first checkpoint that is completed after
   * that one may have had all it needed before whatever happened; the second has not.
   */
  private void awaitRecovery(long checkpoint) throws Exception {
    PATIENCE.until(
        "checkpoint after " + checkpoint,
        () -> {
          revive();
          try {
            return rest().runs(job) && rest().newestCheckpoint(job) > checkpoint + 1;
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** Whoever ended himself because of what happened is started again, as any cluster would. */
  private void revive() throws Exception {
    if (!site.flink().jobManager().isAlive()) {
      diary.add(site.flink().jobManager() + " had ended");
      site.flink().startJobManager();
    }
    while (site.flink().taskManagers().size() < 2) {
      diary.add("a TaskManager had ended");
      site.flink().startTaskManager();
    }
  }

  private long newestCheckpoint() throws InterruptedException {
    try {
      return rest().newestCheckpoint(job);
    } catch (IOException e) {
      return 0;
    }
  }

  FlinkRest rest() {
    return site.flink().rest();
  }

  /** The job as it is now. */
  String job() {
    return job;
  }

  /** What has been survived so far. */
  List<Due> happened() {
    return List.copyOf(happened);
  }

  /** What happened, for whoever wonders. */
  List<String> diary() {
    return List.copyOf(diary);
  }

  private static void pass(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How often a text stands in these files. */
  private static int count(List<Path> logs, String text) throws IOException {
    int count = 0;
    for (Path log : logs) {
      String all = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
      for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
