package io.tripline.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.Topics;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.cluster.Patience;
import io.tripline.local.story.Story;
import io.tripline.schemas.ConfluentCodec;
import io.tripline.schemas.RecordCodec;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.RuleState;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.TargetState;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceTransition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * The job as a user runs it, on a broker and a cluster of separate processes, while everything
 * around it breaks: five weeks of a story, a thousand bad records among them, and {@link Chaos} at
 * moments that a seed chooses ({@code -Dtripline.seed=N}). What comes out must be what a replay of
 * the same facts says, to which nothing happens.
 *
 * <p>What the processes said is left in {@code target/exactly-once}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1800)
class ExactlyOnceIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(5));
  private static final int PARCELS_PER_SECOND = 120;
  private static final long USUAL_SEED = 7;

  private final long seed = Long.getLong("tripline.seed", USUAL_SEED);
  private final Story story = Story.of(seed);
  private final Map<Integer, RecordMetadata> badAt = new TreeMap<>();

  private Path directory;
  private Safekeeping safekeeping;
  private SchemaRegistry registry;
  private Cargo cargo;
  private Undisturbed expected;
  private Site site;
  private List<Chaos.Due> happened;
  private Exposed exposed;
  private Map<String, Long> counts;
  private Results results;

  /**
   * What anybody could have seen while the job ran.
   *
   * @param answers of the JobManager
   * @param secrets files that had a secret in them
   * @param references files that had a reference to one in them
   */
  private record Exposed(List<String> answers, List<String> secrets, List<String> references) {}

  @BeforeAll
  void run(TestReporter reporter) throws Exception {
    reporter.publishEntry("seed", Long.toString(seed));
    directory = Scratch.empty("exactly-once");
    safekeeping = Safekeeping.in(directory.resolve("safe"));
    registry =
        SchemaRegistry.start(
            Safekeeping.USER,
            safekeeping.registryPassword(),
            List.of(CostRecorded.getClassSchema(), TicketChanged.getClassSchema()));
    RecordCodec singleObject = new SingleObjectCodec();
    RecordCodec confluent = new ConfluentCodec(registry);
    cargo = Cargo.of(story, seed, feed -> feed == Feed.COST ? confluent : singleObject);
    expected = Undisturbed.replay(cargo.facts(), story.to(), directory);
    site = Site.start(directory, safekeeping);
    try (Feeder feeder =
        new Feeder(
            site.clientSettings(),
            Topics.DEFAULT,
            cargo.parcels(),
            story.to(),
            PARCELS_PER_SECOND)) {
      List<String> arguments = List.of("--config", configuration().toString());
      Chaos chaos = new Chaos(site, feeder, arguments, Jars.cluster(), seed);
      chaos.submit();
      feeder.start();
      try {
        chaos.unfold(cargo.dues(), cargo.parcels().size());
      } finally {
        chaos.diary().forEach(line -> reporter.publishEntry("happened", line));
      }
      happened = chaos.happened();
      PATIENCE.until("end of the story", feeder::isDone);
      results = new Results(site.clientSettings(), Topics.DEFAULT);
      PATIENCE.until("last statement", this::saidAll);
      exposed = exposed(chaos);
      chaos.stop();
      counts = chaos.rest().counts(chaos.job());
      results.readToEnd();
      cargo.bad().keySet().forEach(number -> badAt.put(number, feeder.place(number)));
    }
  }

  /** As a user would write it. */
  private Path configuration() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "deployment: proof",
                "bootstrap.servers: " + site.broker().bootstrapServers(SecurityProtocol.SASL_SSL),
                "out.of.orderness: PT0S",
                "heartbeat.interval: never",
                "topic.cost.framing: confluent",
                "schema.registry.url: " + registry.address(),
                "schema.registry.retries: 1",
                "schema.registry.retry.backoff: PT0.05S"));
    lines.addAll(safekeeping.ofJob());
    return Files.write(directory.resolve("tripline.yaml"), lines);
  }

  private Exposed exposed(Chaos chaos) throws Exception {
    List<String> secrets = new ArrayList<>();
    for (String secret : safekeeping.secrets()) {
      for (Path kept : site.kept()) {
        secrets.addAll(Leaks.files(kept, secret));
      }
    }
    return new Exposed(
        Leaks.ask(chaos.rest(), chaos.job()),
        secrets,
        Leaks.files(site.highAvailability(), safekeeping.reference()));
  }

  private boolean saidAll() throws Exception {
    results.read();
    return results.lastStatements().keySet().containsAll(expected.statements().keySet());
  }

  @AfterAll
  void close() throws IOException {
    try (SchemaRegistry closingLast = registry;
        Site closing = site) {
      if (results != null) {
        results.close();
      }
    }
  }

  @Test
  void everythingHappenedInsideTheRun() {
    assertThat(happened).isEqualTo(cargo.dues()).hasSize(Chaos.Calamity.values().length);
    assertThat(happened)
        .allSatisfy(due -> assertThat(due.at()).isBetween(1, cargo.parcels().size() - 1));
  }

  @Test
  void everyEventIsSaidOnceAsIfNothingHadHappened() {
    assertThat(results.eventLines()).isEqualTo(expected.events());
  }

  @Test
  void lastStatementsAreThoseOfAnUndisturbedRun() {
    assertThat(results.lastStatements()).isEqualTo(expected.statements());
  }

  @Test
  void everyRevisionOfAStatementIsSaidOnce() {
    assertThat(results.statementLines()).isEqualTo(expected.revisions());
  }

  @Test
  void noTransactionIsLeftOpen() {
    assertThat(results.undecided()).isEmpty();
  }

  @Test
  void everyBadRecordIsADeadLetterOnceAndNothingElseIs() {
    Map<String, Integer> letters = new TreeMap<>();
    results.deadLetters().forEach(letter -> letters.merge(place(letter), 1, Integer::sum));
    Map<String, Integer> sent = new TreeMap<>();
    badAt.values().forEach(place -> sent.merge(place(place), 1, Integer::sum));

    assertThat(letters).isEqualTo(sent).hasSize(1000);
  }

  @Test
  void everyDeadLetterHasItsReasonAndTheWholeRecord() {
    Map<String, DeadLetter> letters = new HashMap<>();
    results.deadLetters().forEach(letter -> letters.put(place(letter), letter));
    Map<BadRecord, Integer> kinds = new EnumMap<>(BadRecord.class);

    cargo
        .bad()
        .forEach(
            (number, kind) -> {
              DeadLetter letter = letters.get(place(badAt.get(number)));
              assertThat(letter).as("letter of %s at %s", kind, badAt.get(number)).isNotNull();
              Parcel parcel = cargo.parcels().get(number);
              assertThat(letter.getReason()).as("%s", letter).isEqualTo(kind.reason().name());
              assertThat(letter.getFeed().name()).isEqualTo(kind.feed().name());
              assertThat(bytes(letter.getPayload())).isEqualTo(parcel.value());
              assertThat(bytes(letter.getKey())).isEqualTo(parcel.key());
              assertThat(headers(letter)).isEqualTo(headers(parcel));
              kinds.merge(kind, 1, Integer::sum);
            });
    assertThat(kinds).containsOnlyKeys(BadRecord.values()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void statesSayWhatTheEventsLeftOpen() {
    Map<String, String> open = new TreeMap<>();
    results.events().stream()
        .sorted(Comparator.comparing(ServiceEvent::getAsOf))
        .forEach(
            event -> {
              if (event.getBody() instanceof Variance variance) {
                String target = event.getServiceId() + "/" + variance.getTargetId();
                open.put(target, variance.getIncidentId());
                if (variance.getTransition() == VarianceTransition.RESOLVED) {
                  open.remove(target);
                }
              }
            });
    Map<String, String> stated = new TreeMap<>();
    for (ServiceState state : results.states().values()) {
      for (TargetState target : state.getTargets()) {
        if (target.getIncidentId() != null) {
          stated.put(state.getServiceId() + "/" + target.getTargetId(), target.getIncidentId());
        }
      }
    }

    assertThat(stated).isEqualTo(open).isNotEmpty();
  }

  @Test
  void statesHaveTheSwitchesThatTheEventsLeftLatched() {
    Map<String, String> latched = new TreeMap<>();
    results.events().stream()
        .sorted(Comparator.comparing(ServiceEvent::getAsOf))
        .forEach(
            event -> {
              if (event.getBody() instanceof KillSwitch moved) {
                String rule = event.getServiceId() + "/" + moved.getRuleId();
                switch (moved.getTransition()) {
                  case TRIPPED, STANDING, CONFIRMED, OVERRIDDEN ->
                      latched.put(rule, moved.getTransition().name());
                  case REARMED, OVERRIDE_ENDED -> latched.remove(rule);
                  default -> {}
                }
              }
            });
    Map<String, String> stated = new TreeMap<>();
    for (ServiceState state : results.states().values()) {
      for (RuleState rule : state.getRules()) {
        if (rule.getTrippedAt() != null) {
          stated.put(state.getServiceId() + "/" + rule.getRuleId(), rule.getPhase().name());
        }
      }
    }

    assertThat(stated).isEqualTo(latched).isNotEmpty();
  }

  @Test
  void everythingThatWasSentHasOneOutcome() {
    int facts = cargo.parcels().size() - cargo.bad().size() - cargo.again();

    assertThat(count("tripline.intake.", "READ")).isEqualTo(cargo.parcels().size());
    assertThat(count("tripline.outcome.", "APPLIED")).isEqualTo(facts);
    assertThat(count("tripline.outcome.", "DUPLICATE")).isEqualTo(cargo.again());
    assertThat(count("tripline.outcome.", "REFUSED")).isEqualTo(cargo.bad().size());
    assertThat(count("tripline.outcome.", "LATE")).isZero();
  }

  /** Over all feeds. */
  private long count(String kind, String what) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(kind) && count.getKey().endsWith("." + what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void noSecretIsShownToAnybody() throws IOException {
    assertThat(exposed.secrets()).isEmpty();
    for (String secret : safekeeping.secrets()) {
      assertThat(Leaks.answers(exposed.answers(), secret)).isEmpty();
      assertThat(Leaks.files(directory.resolve("logs"), secret)).isEmpty();
    }
  }

  @Test
  void aSecretThatIsShownWouldBeFound() throws IOException {
    assertThat(exposed.references()).as("the job as JobManagers keep it").isNotEmpty();
    assertThat(Leaks.answers(exposed.answers(), "kafka-facts")).isNotEmpty();
    assertThat(Leaks.files(directory.resolve("logs"), "kafka-facts")).isNotEmpty();
    assertThat(Leaks.files(directory.resolve("safe"), safekeeping.registryPassword()))
        .containsExactly(directory.resolve("safe/secrets.properties").toString());
  }

  private static String place(DeadLetter letter) {
    return new TopicPartition(letter.getTopic(), letter.getPartition()) + "@" + letter.getOffset();
  }

  private static String place(RecordMetadata place) {
    return new TopicPartition(place.topic(), place.partition()) + "@" + place.offset();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static List<String> headers(DeadLetter letter) {
    return letter.getHeaders().stream()
        .map(header -> header.getKey() + "=" + text(bytes(header.getValue())))
        .collect(Collectors.toList());
  }

  private static List<String> headers(Parcel parcel) {
    List<String> headers = new ArrayList<>();
    parcel.headers().forEach(h -> headers.add(h.key() + "=" + text(h.value())));
    return headers;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "nothing" : java.util.HexFormat.of().formatHex(bytes);
  }
}
