package io.tripline.local.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.cli.Tripline;
import io.tripline.local.cluster.FlinkRest;
import io.tripline.local.cluster.Patience;
import io.tripline.local.standalone.ClusterState.Flink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands one after another, as a user gives them, on processes of their own. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterCommandIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final String FLINK_LIB = "--flink-lib=flink/target/lib";
  private static final String[] SMALL = {
    "--parallelism=1",
    "--task-managers=1",
    "--set=checkpoint.interval=PT1S",
    "-D=env.java.opts.all=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto",
    "-D=jobmanager.memory.process.size=768m",
    "-D=taskmanager.memory.process.size=1g",
    "-D=taskmanager.memory.managed.size=96m"
  };

  private static final String NOTHING = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @TempDir private static Path parent;
  private ClusterDirectory directory;
  private String out = "";
  private String err = "";

  @BeforeAll
  void name() {
    directory = new ClusterDirectory(parent.resolve("cluster"));
  }

  @AfterAll
  void leaveNothing() {
    run("down");
  }

  private int run(String command, String... options) {
    List<String> words = new ArrayList<>(List.of("cluster", command));
    words.addAll(List.of(options));
    words.add("--dir=" + directory.root());
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    CommandLine tripline =
        Tripline.commandLine(new ClusterCommand())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(complained, true));
    int code = tripline.execute(words.toArray(String[]::new));
    out = said.toString();
    err = complained.toString();
    return code;
  }

  private static String jar() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("..", "..", "job", "target"))) {
      Path jar =
          files.filter(file -> file.toString().endsWith("-cluster.jar")).findFirst().orElseThrow();
      return "--built-jar=" + jar;
    }
  }

  private int submit(String... more) throws Exception {
    return run("submit", with(more, SMALL, new String[] {FLINK_LIB, jar()}));
  }

  private static String[] with(String[]... options) {
    return Stream.of(options).flatMap(Stream::of).toArray(String[]::new);
  }

  private FlinkRest rest() throws Exception {
    return new FlinkRest(PortCheck.web(directory.read().flink().restPort()));
  }

  private String job() throws Exception {
    return directory.read().job().id();
  }

  @Test
  @Order(1)
  void whereThereIsNoneNothingIsMade() throws Exception {
    assertThat(run("status")).isEqualTo(1);
    assertThat(submit()).isEqualTo(1);
    assertThat(run("down")).isEqualTo(1);
    assertThat(err).contains("there is no cluster in " + directory.root(), "tripline cluster up");
    assertThat(directory.root()).doesNotExist();
  }

  @Test
  @Order(2)
  void aBrokerThatIsUpIsLeftAsItIs() throws Exception {
    assertThat(run("up", FLINK_LIB)).as(() -> err).isZero();
    DetachedProcess broker = directory.read().broker().process();
    assertThat(broker.isAlive()).isTrue();
    assertThat(broker.pid()).isNotEqualTo(ProcessHandle.current().pid());

    assertThat(run("up", FLINK_LIB)).as(() -> err).isZero();
    assertThat(out).contains("as it was");
    assertThat(directory.read().broker().process()).isEqualTo(broker);
    assertThat(run("status")).isZero();
  }

  @Test
  @Order(3)
  void whatCannotBeUsedIsNotBegun() throws Exception {
    assertThat(submit("--set=currency=dollars")).isEqualTo(1);
    assertThat(err).contains("currency");
    assertThat(submit("--from=" + parent)).isEqualTo(1);
    assertThat(err).contains("is no savepoint");
    assertThat(run("savepoint")).isEqualTo(1);
    assertThat(err).contains("no job runs");
    assertThat(directory.read().flink()).isNull();
  }

  @Test
  @Order(4)
  void aJobIsSubmittedOnceWithItsTopics() throws Exception {
    assertThat(submit()).as(() -> err).isZero();
    assertThat(out).contains("tripline.events: made").contains("Job " + job() + " runs");
    assertThat(rest().runs(job())).isTrue();
    PATIENCE.until("checkpoint", () -> rest().newestCheckpoint(job()) > 0);

    assertThat(run("status")).as(() -> out).isZero();
    assertThat(out)
        .contains("RUNNING, 1 in parallel", "MiB of state", rest().address().toString())
        .containsPattern("taskmanager-1 +up +process [0-9]+ since .* registered");
    assertThat(submit()).isEqualTo(1);
    assertThat(err).contains("a job is there already, " + job());
  }

  @Test
  @Order(5)
  void anUpgradeGoesOnFromASavepoint() throws Exception {
    String before = job();
    Path plan = Files.writeString(parent.resolve("plan.yaml"), plan());
    assertThat(run("upgrade", FLINK_LIB, "--set=slice=PT7M")).isEqualTo(1);
    assertThat(rest().runs(before)).as("the old job goes on").isTrue();
    assertThat(run("savepoint")).as(() -> err).isZero();
    assertThat(path(out.strip()).resolve("_metadata")).exists();

    assertThat(run("upgrade", FLINK_LIB, "--parallelism=2", "--plan=" + plan))
        .as(() -> err)
        .isZero();

    ClusterState.Job after = directory.read().job();
    assertThat(after.id()).isNotEqualTo(before);
    assertThat(after.startedFrom()).startsWith("file:").contains("savepoint-");
    assertThat(restored()).isEqualTo(path(after.startedFrom()));
    assertThat(rest().json("/jobs/" + job()).path("vertices").findValuesAsText("parallelism"))
        .contains("2");
    assertThat(run("status")).as(() -> out).isZero();
    assertThat(out).contains("RUNNING, 2 in parallel", "went on from " + after.startedFrom());
  }

  private Path restored() throws Exception {
    JsonNode checkpoints = rest().json("/jobs/" + job() + "/checkpoints");
    return path(checkpoints.path("latest").path("restored").path("external_path").asText());
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  private static String plan() throws Exception {
    try (var resource =
        ClusterCommandIT.class.getResourceAsStream(
            "/io/tripline/local/story/plans/cloud-migration.yaml")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Order(6)
  void whoAnswersInPlaceOfAJobManagerIsNotTakenForIt() throws Exception {
    String before = job();
    PATIENCE.until("checkpoint", () -> newest().map(from -> from.contains("chk-")).orElse(false));
    Flink flink = directory.read().flink();
    ProcessHandle.of(flink.jobManager().pid()).orElseThrow().destroyForcibly();
    assertThat(flink.jobManager().endsWithin(Duration.ofMinutes(1))).isTrue();
    try (Stranger stranger = new Stranger(flink.restPort())) {
      assertThat(run("status")).isEqualTo(1);
      assertThat(out)
          .contains("jobmanager (process " + flink.jobManager().pid() + ") has ended; its log is ")
          .contains("Something that is not of this cluster answers at port " + flink.restPort());
      assertThat(run("savepoint")).isEqualTo(1);
      assertThat(err).contains("has ended, and something else answers at port");
      assertThat(run("up", FLINK_LIB)).isEqualTo(1);
      assertThat(err)
          .contains("port " + flink.restPort() + ", for the JobManager's web UI, is taken");
      assertThat(stranger.asked).hasPositiveValue();
    }

    assertThat(run("up", FLINK_LIB)).as(() -> err).isZero();

    assertThat(job()).isNotEqualTo(before);
    assertThat(restored().getParent().getFileName()).hasToString(before);
    assertThat(run("status")).as(() -> out).isZero();
  }

  /** Answers whatever it is asked with nothing, and well. */
  private static final class Stranger implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket();
    private final Thread answering = new Thread(this::answer, "stranger");
    private final AtomicInteger asked = new AtomicInteger();

    Stranger(int port) throws IOException {
      // As most servers do, lest the last one's connections are in the way.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(PortCheck.LOOPBACK, port));
      answering.start();
    }

    private void answer() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          client.getOutputStream().write(NOTHING.getBytes(StandardCharsets.US_ASCII));
          client.shutdownOutput();
          asked.incrementAndGet();
          var unused = client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // Closed, or whoever asked is gone.
        }
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      socket.close();
      answering.join();
    }
  }

  private Optional<String> newest() throws Exception {
    return RestorePoint.newest(directory.read().job(), directory).map(RestorePoint::location);
  }

  @Test
  @Order(7)
  void downEndsAllOfItAndNothingElse() throws Exception {
    ClusterState state = directory.read();
    List<DetachedProcess> all = new ArrayList<>(state.flink().taskManagers());
    all.add(state.flink().jobManager());
    all.add(state.broker().process());
    assertThat(all).hasSize(3).allMatch(DetachedProcess::isAlive);
    // As if the number of one were another's now: this one's.
    DetachedProcess moved = numbered(state.broker().process(), ProcessHandle.current().pid());
    directory.write(state.with(broker(state, moved)));

    assertThat(run("down")).as(() -> err).isZero();
    assertThat(state.broker().process().isAlive()).isTrue();
    directory.write(directory.read().with(state.broker()));
    assertThat(run("down")).as(() -> err).isZero();

    assertThat(all).noneMatch(DetachedProcess::isAlive);
    assertThat(run("status")).as(() -> out).isEqualTo(1);
    assertThat(out).contains("broker", "ended", "the next goes on from file:").contains("chk-");
    assertThat(run("down", "--delete")).isZero();
    assertThat(directory.root()).isEmptyDirectory();
  }

  private static DetachedProcess numbered(DetachedProcess process, long pid) {
    return new DetachedProcess(
        process.name(),
        pid,
        process.startedAt(),
        process.mark(),
        process.ports(),
        process.log(),
        process.output());
  }

  private static ClusterState.Broker broker(ClusterState state, DetachedProcess process) {
    ClusterState.Broker broker = state.broker();
    return new ClusterState.Broker(
        broker.kafkaClusterId(), broker.port(), broker.controllerPort(), process);
  }
}
