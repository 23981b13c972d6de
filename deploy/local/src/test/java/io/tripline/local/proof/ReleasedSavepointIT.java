package io.tripline.local.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.cluster.Patience;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.local.story.Story;
import io.tripline.local.story.Told;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FactType;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Statement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A live job goes on from the savepoint of every release, and says from there on what it would have
 * said without: nothing that any operator kept is lost or read wrongly.
 *
 * <p>How to keep a release is written in {@code src/test/resources/savepoints/README.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ReleasedSavepointIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(4));
  private static final long SEED = 7;

  /** Two that people are drawn away between; a switch trips soon after the savepoint. */
  private static final Set<String> SERVICES = Set.of("cloud-migration", "legacy-support");

  private static final Instant AT = Instant.parse("2026-01-21T12:00:00Z");
  private static final Instant END = Instant.parse("2026-01-24T00:00:00Z");

  private Kept present;

  /** Plays until the savepoint is due, and takes it. */
  @BeforeAll
  void keepThePresent(@TempDir Path directory) throws Exception {
    present = new Kept(Scratch.empty("savepoints").resolve("present"), AT, END, toSend());
    present.write();
    try (LiveRun live = LiveRun.start(directory);
        Results results = live.results()) {
      LocalFlink.Running job = live.submit(live.job().getStreamGraph());
      live.send(before(present));
      PATIENCE.until("statement of the last hour", () -> saidAllUntil(AT, results));
      present.keep(job.stop(directory.resolve("savepoint")));
    }
  }

  private static List<Sent> toSend() {
    SingleObjectCodec codec = new SingleObjectCodec();
    List<Sent> sent = new ArrayList<>();
    boolean reached = false;
    for (Told told : Story.of(SEED).facts()) {
      if (SERVICES.contains(told.serviceId()) && told.recordedAt().isBefore(END)) {
        if (!reached && !told.recordedAt().isBefore(AT)) {
          reached = true;
          sent.addAll(heartbeats(AT));
        }
        sent.add(sent(told, sent.size(), codec));
      }
    }
    sent.addAll(heartbeats(END));
    return List.copyOf(sent);
  }

  private static Sent sent(Told told, int number, SingleObjectCodec codec) {
    Feed feed = Feed.valueOf(FactType.of(told.fact()).orElseThrow().feed().name());
    return new Sent(
        Topics.DEFAULT.of(feed).name(),
        number % LiveRun.PARTITIONS,
        told.recordedAt().toEpochMilli(),
        told.serviceId().getBytes(StandardCharsets.UTF_8),
        codec.encode(told.fact()));
  }

  private static List<Sent> heartbeats(Instant known) {
    List<Sent> heartbeats = new ArrayList<>();
    for (Topic topic : Topics.DEFAULT.facts()) {
      for (int partition = 0; partition < LiveRun.PARTITIONS; partition++) {
        heartbeats.add(new Sent(topic.name(), partition, known.toEpochMilli(), null, null));
      }
    }
    return heartbeats;
  }

  private static List<Sent> before(Kept kept) {
    long at = kept.at().toEpochMilli();
    return kept.sent().stream()
        .filter(sent -> sent.isHeartbeat() ? sent.time() <= at : sent.time() < at)
        .toList();
  }

  /** Every service has its statement of the hour that ends then; it comes with the last tick. */
  private static boolean saidAllUntil(Instant time, Results results) throws Exception {
    results.read();
    return results.statements().stream()
        .filter(statement -> statement.getHour().equals(time.minus(Duration.ofHours(1))))
        .map(Statement::getServiceId)
        .collect(Collectors.toSet())
        .containsAll(SERVICES);
  }

  Stream<Kept> kept() throws Exception {
    URI releases = ReleasedSavepointIT.class.getResource("/savepoints").toURI();
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> directories = Files.list(Path.of(releases)).filter(Files::isDirectory)) {
      for (Path directory : directories.sorted().toList()) {
        kept.add(Kept.read(directory));
      }
    }
    assertThat(kept).as("releases that are kept").isNotEmpty();
    kept.add(Kept.read(present.directory()));
    return kept.stream();
  }

  @ParameterizedTest
  @MethodSource("kept")
  void theJobGoesOnAsIfItHadNeverStopped(Kept kept, @TempDir Path directory) throws Exception {
    Undisturbed whole = Undisturbed.replay(kept.facts(), kept.end(), directory);
    try (LiveRun live = LiveRun.start(directory)) {
      live.send(kept.sent());
      Results said =
          rest(
              live,
              LiveRun.from(kept.savepoint(directory), live.job().getStreamGraph(), false),
              kept);

      assertThat(said.eventLines()).isEqualTo(eventsAfter(kept.at(), whole)).isNotEmpty();
      assertThat(said.statementLines()).isEqualTo(statementsAfter(kept.at(), whole)).isNotEmpty();
      assertThat(said.deadLetters()).isEmpty();
    }
  }

  @Test
  void anOperatorThatIsNotFoundAgainIsNoticed(@TempDir Path directory) throws Exception {
    try (LiveRun live = LiveRun.start(directory)) {
      StreamGraph renamed = renamed(live.job());
      LocalFlink.Running job =
          live.submit(LiveRun.from(present.savepoint(directory), renamed, false));

      assertThatThrownBy(
              () ->
                  PATIENCE.until(
                      "failure",
                      () -> {
                        job.check();
                        return false;
                      }))
          .hasStackTraceContaining("Cannot map checkpoint/savepoint state for operator");
    }
  }

  @Test
  void stateThatIsLostIsNoticed(@TempDir Path directory) throws Exception {
    Undisturbed whole = Undisturbed.replay(present.facts(), present.end(), directory);
    try (LiveRun live = LiveRun.start(directory)) {
      live.send(present.sent());
      Results said =
          rest(
              live, LiveRun.from(present.savepoint(directory), renamed(live.job()), true), present);

      assertThat(said.eventLines()).isNotEqualTo(eventsAfter(present.at(), whole));
      assertThat(said.statementLines()).isNotEqualTo(statementsAfter(present.at(), whole));
    }
  }

  /** The job with another uid for the ledger, whose state is not found then. */
  private static StreamGraph renamed(StreamExecutionEnvironment job) {
    Transformation<?> ledger =
        job.getTransformations().stream()
            .filter(operator -> TriplinePipeline.LEDGER_UID.equals(operator.getUid()))
            .findFirst()
            .orElseThrow();
    ledger.setUid("renamed");
    return job.getStreamGraph();
  }

  /** All that is said after the savepoint. */
  private static Results rest(LiveRun live, StreamGraph job, Kept kept) throws Exception {
    LocalFlink.Running running = live.submit(job);
    try (Results results = live.results()) {
      PATIENCE.until(
          "statement of the last hour",
          () -> {
            running.check();
            return saidAllUntil(kept.end(), results);
          });
      running.flush();
      results.readToEnd();
      running.cancel();
      return results;
    }
  }

  private static List<String> eventsAfter(Instant at, Undisturbed whole) throws Exception {
    List<String> after = new ArrayList<>();
    for (String line : whole.events()) {
      ServiceEvent event = EventJson.read(line);
      if (event.getAsOf().isAfter(at)) {
        after.add(line);
      }
    }
    return after;
  }

  private static List<String> statementsAfter(Instant at, Undisturbed whole) throws Exception {
    List<String> after = new ArrayList<>();
    for (String line : whole.revisions()) {
      if (StatementJson.read(line).getAsOf().isAfter(at)) {
        after.add(line);
      }
    }
    return after;
  }
}
