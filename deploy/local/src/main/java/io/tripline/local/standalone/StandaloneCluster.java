package io.tripline.local.standalone;

import io.tripline.local.cluster.FlinkRest;
import io.tripline.local.cluster.Patience;
import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.ClusterState.Flink;
import io.tripline.local.standalone.ClusterState.Job;
import io.tripline.local.standalone.ClusterState.WantedJob;
import io.tripline.local.standalone.PortCheck.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A broker and a Flink cluster in application mode on this machine, as one command after another
 * finds it. Each step is kept before the next is taken, so that whatever interrupts a command, the
 * next one knows what there is.
 *
 * <p>What the cluster is, and what takes it on:
 *
 * <pre>
 *   nothing ── up ──▶ broker ── submit ──▶ broker and job ── upgrade ──▶ broker and job
 *      ▲                 │                        │  savepoint leaves it as it is;
 *      └───── down ──────┴───────── down ─────────┘  up starts again what has ended
 * </pre>
 */
final class StandaloneCluster {
  private static final Patience SAVEPOINT = new Patience(Duration.ofMinutes(10));
  private static final Duration END_OF_JOB = Duration.ofMinutes(1);
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  private final ClusterDirectory directory;
  private final InstantSource clock;
  private final Consumer<String> say;

  /**
   * @param say takes a line for the user
   */
  StandaloneCluster(ClusterDirectory directory, InstantSource clock, Consumer<String> say) {
    this.directory = directory;
    this.clock = clock;
    this.say = say;
  }

  /**
   * Starts the broker, and what else was up and has ended without being told to.
   *
   * @param brokerPort, restPort that are wanted; null for those before, or free ones
   */
  void up(Installation installation, Integer brokerPort, Integer restPort) throws Exception {
    ClusterState state = directory.read();
    state = upBroker(new LocalBroker(directory, installation), state, brokerPort);
    Job job = state.job();
    if (job == null || !job.isWanted()) {
      say.accept("No job runs yet: tripline cluster submit");
      return;
    }
    upJob(new ApplicationCluster(directory, installation), state, restPort);
  }

  private ClusterState upBroker(LocalBroker brokers, ClusterState state, Integer port)
      throws Exception {
    Broker broker = state.broker();
    if (broker != null && broker.process().isAlive()) {
      if (port != null && port != broker.port()) {
        throw ClusterException.refused(
            "the broker is up, at %d; give another port after tripline cluster down"
                .formatted(broker.port()));
      }
      LocalBroker.await(broker);
      say.accept("The broker is up at %s, as it was.".formatted(PortCheck.address(broker.port())));
      return state;
    }
    say.accept("Starting a broker ...");
    ClusterState started = keep(state.with(brokers.start(broker, port)));
    LocalBroker.await(started.broker());
    String address = PortCheck.address(started.broker().port());
    Files.writeString(
        directory.configuration(),
        "# The job's configuration, unless tripline cluster submit is given another. Written by"
            + " tripline cluster up.\n"
            + "# All keys: tripline config reference\n"
            + "deployment: local\n"
            + "bootstrap.servers: \""
            + address
            + "\"\n");
    say.accept("The broker is up at %s.".formatted(address));
    return started;
  }

  private void upJob(ApplicationCluster clusters, ClusterState state, Integer restPort)
      throws Exception {
    Flink flink = state.flink();
    if (flink.jobManager().isAlive()) {
      ClusterState now = upTaskManagers(clusters, state);
      ApplicationCluster.await(now.flink(), now.job());
      say.accept("Job %s runs; see %s".formatted(now.job().id(), web(now.flink())));
      return;
    }
    say.accept(
        "%s had ended; its log is kept as previous-%s."
            .formatted(flink.jobManager(), flink.jobManager().log().getFileName()));
    start(clusters, state, state.job().wanted(), newest(state.job()), restPort);
  }

  private ClusterState upTaskManagers(ApplicationCluster clusters, ClusterState before)
      throws IOException, ClusterException {
    ClusterState state = before;
    for (String name : ApplicationCluster.taskManagers(state.job().wanted())) {
      boolean isUp =
          state.flink().taskManagers().stream()
              .anyMatch(process -> process.name().equals(name) && process.isAlive());
      if (!isUp) {
        Flink flink = state.flink();
        state = keep(state.with(flink.with(clusters.startTaskManager(name, state.job(), flink))));
        say.accept("Started %s.".formatted(name));
      }
    }
    return state;
  }

  /** Where the job of this cluster finds its broker, whatever its own configuration says. */
  static Map<String, String> withBroker(Map<String, String> overrides, Broker broker) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.put(BOOTSTRAP_SERVERS, PortCheck.address(broker.port()));
    return all;
  }

  /**
   * The broker, which must be up.
   *
   * @throws ClusterException if it is not
   */
  Broker requireBroker() throws Exception {
    Broker broker = directory.read().broker();
    requireOurs(
        broker.process(), PortCheck.broker(broker.port(), broker.kafkaClusterId()), broker.port());
    return broker;
  }

  private static void requireOurs(DetachedProcess process, Answer answer, int port)
      throws ClusterException {
    if (!process.isAlive()) {
      throw ClusterException.refused(
          "%s has ended%s; its log is %s. tripline cluster up starts it again"
              .formatted(
                  process,
                  answer == Answer.NOBODY ? "" : ", and something else answers at port " + port,
                  process.log()));
    }
    if (answer != Answer.OURS) {
      throw ClusterException.failed(
          "%s does not answer at port %d%s; its log is %s"
              .formatted(
                  process,
                  port,
                  answer == Answer.ANOTHER ? ", where something else may" : "",
                  process.log()));
    }
  }

  /** Refuses to go on if a job is to run already. */
  void requireNoJob() throws Exception {
    Job job = directory.read().job();
    if (job != null && job.isWanted()) {
      throw ClusterException.refused(
          "a job is there already, %s; tripline cluster upgrade puts another in its place, and tripline cluster status says how it does"
              .formatted(job.id()));
    }
  }

  /**
   * The job, which must be running.
   *
   * @throws ClusterException if it is not
   */
  Job requireJob() throws Exception {
    ClusterState state = directory.read();
    Job job = state.job();
    if (job == null || !job.isWanted()) {
      throw ClusterException.refused("no job runs; tripline cluster submit starts one");
    }
    Flink flink = state.flink();
    requireOurs(
        flink.jobManager(),
        PortCheck.jobManager(flink.restPort(), flink.jobManager().mark()),
        flink.restPort());
    return job;
  }

  /**
   * Starts a job, which goes on where the last one ended.
   *
   * @param from the savepoint or checkpoint to go on from; null for the newest of the last job
   * @param fromNothing whether to begin without any state instead
   * @param restPort that is wanted; null for the one before, or a free one
   */
  void submit(
      Installation installation,
      WantedJob wanted,
      String from,
      boolean fromNothing,
      Integer restPort)
      throws Exception {
    ClusterState state = directory.read();
    String start = from;
    if (start == null && !fromNothing && state.job() != null) {
      start = newest(state.job());
    }
    start(new ApplicationCluster(directory, installation), state, wanted, start, restPort);
  }

  private String newest(Job job) throws IOException {
    return RestorePoint.newest(job, directory).map(RestorePoint::location).orElse(null);
  }

  private void start(
      ApplicationCluster clusters,
      ClusterState before,
      WantedJob wanted,
      String from,
      Integer restPort)
      throws Exception {
    endFlink(before);
    Job job =
        new Job(
            UUID.randomUUID().toString().replace("-", ""),
            wanted,
            true,
            from,
            clock.instant(),
            from == null || before.job() == null ? null : before.job().savepoint());
    say.accept(
        "Starting job %s of %s, %d in parallel in %d TaskManagers, %s ..."
            .formatted(
                job.id(),
                wanted.jarName(),
                wanted.parallelism(),
                wanted.taskManagers(),
                from == null ? "without any state" : "from " + from));
    Flink flink = clusters.startJobManager(job, before.flink(), restPort);
    ClusterState state = upTaskManagers(clusters, keep(before.with(flink).with(job)));
    try {
      ApplicationCluster.await(state.flink(), job);
    } catch (ClusterException e) {
      if (!state.flink().jobManager().isAlive()) {
        endFlink(state);
        // What this one was to go on from is what the next one is to go on from.
        keep(state.with(job.stopped()));
      }
      throw e;
    }
    say.accept("Job %s runs; see %s".formatted(job.id(), web(state.flink())));
  }

  /**
   * Takes a savepoint of the job, which goes on.
   *
   * @return where it is, as a URI
   */
  String savepoint() throws Exception {
    Job job = requireJob();
    ClusterState state = directory.read();
    String savepoint =
        explained(state, () -> rest(state).savepoint(job.id(), savepoints(), SAVEPOINT));
    keep(state.with(job.withSavepoint(savepoint)));
    return savepoint;
  }

  /**
   * Stops the job with a savepoint and starts another from it.
   *
   * @param between what is to be done while no job runs
   */
  void upgrade(Installation installation, WantedJob wanted, Callable<Void> between)
      throws Exception {
    Job job = requireJob();
    ClusterState state = directory.read();
    say.accept("Stopping job %s with a savepoint ...".formatted(job.id()));
    String savepoint = explained(state, () -> rest(state).stop(job.id(), savepoints(), SAVEPOINT));
    ClusterState stopped = keep(state.with(job.withSavepoint(savepoint).stopped()));
    say.accept("The savepoint is " + savepoint);
    try {
      // A job that has ended takes its JobManager with it.
      boolean unused = state.flink().jobManager().endsWithin(END_OF_JOB);
      between.call();
      start(new ApplicationCluster(directory, installation), stopped, wanted, savepoint, null);
    } catch (ClusterException e) {
      throw ClusterException.failed(
          e.getMessage()
              + System.lineSeparator()
              + "Nothing is lost: the old job stopped with %s. Go back with tripline cluster submit --jar %s, after tripline cluster down and up if it is still there"
                  .formatted(savepoint, job.wanted().jar()));
    }
  }

  private static String explained(ClusterState state, Callable<String> taking) throws Exception {
    try {
      return taking.call();
    } catch (IOException | IllegalStateException e) {
      throw ClusterException.failed(
          "there is no savepoint: %s. The JobManager's log is %s"
              .formatted(
                  e.getMessage().lines().findFirst().orElse(""), state.flink().jobManager().log()));
    }
  }

  private String savepoints() {
    return FlinkSettings.uri(directory.savepoints());
  }

  private static FlinkRest rest(ClusterState state) {
    return new FlinkRest(PortCheck.web(state.flink().restPort()));
  }

  private static String web(Flink flink) {
    return PortCheck.web(flink.restPort()).toString();
  }

  /** Ends every process that is the cluster's, and nothing else. */
  void down() throws Exception {
    ClusterState state = directory.read();
    if (state.job() != null) {
      state = keep(state.with(state.job().stopped()));
    }
    List<DetachedProcess> ended = new ArrayList<>(endFlink(state));
    if (state.broker() != null && state.broker().process().end()) {
      ended.add(state.broker().process());
    }
    ended.forEach(process -> say.accept("Ended " + process + "."));
    if (ended.isEmpty()) {
      say.accept("Nothing of the cluster in %s was up.".formatted(directory.root()));
    }
  }

  /** The JobManager first: TaskManagers that go before it are failures to it. */
  private static List<DetachedProcess> endFlink(ClusterState state)
      throws ClusterException, InterruptedException {
    List<DetachedProcess> ended = new ArrayList<>();
    if (state.flink() != null) {
      List<DetachedProcess> all = new ArrayList<>(List.of(state.flink().jobManager()));
      all.addAll(state.flink().taskManagers());
      for (DetachedProcess process : all) {
        if (process.end()) {
          ended.add(process);
        }
      }
    }
    return ended;
  }

  private ClusterState keep(ClusterState state) throws IOException {
    directory.write(state);
    return state;
  }

  /**
   * Copies a jar, so that the cluster's stays as it is when the next is built.
   *
   * @throws ClusterException if there is none
   */
  Path keepJar(Path jar) throws IOException, ClusterException {
    if (!Files.isRegularFile(jar)) {
      throw ClusterException.refused(
          jar + " is no file; name the job's jar, tripline-job-…-cluster.jar, with --jar");
    }
    Path jars = Files.createDirectories(directory.flink().resolve("jars"));
    Path copy = jars.resolve(digest(jar) + ".jar");
    if (!Files.exists(copy)) {
      Path aside = Files.createTempFile(jars, "new-", ".jar");
      Files.copy(jar, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(aside, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    return copy;
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
