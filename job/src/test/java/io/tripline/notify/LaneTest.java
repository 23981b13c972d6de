package io.tripline.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.NotifyFile;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.DeadLetterFile;
import io.tripline.notify.delivery.Http;
import io.tripline.notify.delivery.Outcome;
import io.tripline.notify.journal.Journal;
import io.tripline.notify.receiver.Receiver;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lane, round by round, with a consumer and a clock that the test moves. */
class LaneTest {
  private static final TopicPartition PARTITION = new TopicPartition(Events.TOPIC, 0);

  @TempDir private Path folder;
  private Loopback loopback;
  private DeadLetterFile deadLetters;
  private final List<String> said = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();
  private Instant now = Instant.parse("2026-02-01T10:00:00Z");
  private OffsetAndMetadata committed;
  private boolean gone = true;
  private MockConsumer<byte[], byte[]> consumer;
  private Lane lane;

  @BeforeEach
  void open() throws IOException {
    loopback = new Loopback();
    deadLetters = DeadLetterFile.open(folder.resolve("dead.jsonl"), clock());
  }

  @AfterEach
  void close() throws IOException {
    loopback.close();
    deadLetters.close();
  }

  @Test
  void atTheVeryFirstStartOnlyWhatIsOpenIsTold() throws Exception {
    variance("i-1", "OPENED", 0);
    variance("i-2", "OPENED", 1);
    variance("i-1", "RESOLVED", 2);
    start("webhook");
    rounds(5);
    assertThat(sent("correlationid")).containsExactly("i-2");
    assertThat(committedOffset()).isEqualTo(3);

    variance("i-2", "RESOLVED", 3);
    rounds(2);
    assertThat(sent("correlationid")).containsExactly("i-2", "i-2");
    assertThat(committedOffset()).isEqualTo(4);
  }

  @Test
  void whatWasFoundOpenIsStillToldIfTheFirstStartBreaksOff() throws Exception {
    variance("i-1", "OPENED", 0);
    loopback.willAnswer(503, "", Map.of());
    start("webhook");
    rounds(3);
    assertThat(committedOffset()).as("where it begins is fixed").isEqualTo(1);

    variance("i-1", "RESOLVED", 1);
    start("webhook");
    rounds(5);
    assertThat(transitions()).containsExactly("OPENED", "OPENED", "RESOLVED");
  }

  @Test
  void anOffsetIsCommittedOnlyOnceItIsDelivered() throws Exception {
    start("webhook");
    rounds(2);
    variance("i-1", "OPENED", 0);
    variance("i-2", "OPENED", 1);
    loopback.willAnswer(500, "trouble", Map.of());
    loopback.willAnswer(429, "", Map.of("Retry-After", "30"));
    rounds(3);
    assertThat(committedOffset()).isZero();
    assertThat(said).containsExactly("waiting HTTP 500: trouble 1");

    now = now.plusSeconds(1);
    rounds(3);
    assertThat(said).hasSize(2).last().isEqualTo("waiting HTTP 429 2");
    now = now.plusSeconds(29);
    rounds(3);
    assertThat(loopback.requests()).as("not before it may").hasSize(2);
    now = now.plusSeconds(1);
    rounds(3);
    assertThat(sent("correlationid")).containsExactly("i-1", "i-1", "i-1", "i-2");
    assertThat(committedOffset()).isEqualTo(2);
  }

  @Test
  void whoStartsAgainKnowsWhatIsOpenAndRepeatsNothing() throws Exception {
    start("alertmanager");
    rounds(2);
    variance("i-1", "OPENED", 0);
    variance("i-2", "OPENED", 1);
    variance("i-2", "RESOLVED", 2);
    rounds(5);
    int before = loopback.requests().size();
    assertThat(before).isEqualTo(3);

    start("alertmanager");
    rounds(5);
    assertThat(loopback.requests()).as("nothing is told twice").hasSize(before);
    now = now.plus(Duration.ofMinutes(1));
    rounds(2);
    assertThat(loopback.requests()).hasSize(before + 1);
    JsonNode again = loopback.requests().get(before).json();
    assertThat(loopback.requests().get(before).path()).isEqualTo("/hook/api/v2/alerts");
    assertThat(again).hasSize(1);
    assertThat(again.get(0).at("/labels/incident").asText()).isEqualTo("i-1");
    assertThat(Instant.parse(again.get(0).get("endsAt").asText()))
        .isEqualTo(now.plus(Duration.ofMinutes(15)));
  }

  @Test
  void whatIsOpenIsRecalledFromWhereTheOldestWasRaised() throws Exception {
    start("alertmanager", ", services: [none]");
    rounds(2);
    for (int i = 0; i < 1_500; i++) {
      variance("i-" + i, "OPENED", 2 * i);
      if (i != 20) {
        variance("i-" + i, "RESOLVED", 2 * i + 1);
      }
    }
    while (committedOffset() < topic.size()) {
      lane.round();
    }
    assertThat(committed.metadata()).isEqualTo("tripline-notify;from=40");
    variance("i-20", "RESOLVED", 3_001);
    rounds(2);
    assertThat(committed.metadata()).isEqualTo("tripline-notify;from=3000");
  }

  @Test
  void anOffsetThatSomebodyHasResetIsGoneOnFrom() throws Exception {
    variance("i-1", "OPENED", 0);
    variance("i-2", "OPENED", 1);
    committed = new OffsetAndMetadata(1);
    start("webhook");
    rounds(4);
    assertThat(sent("correlationid")).containsExactly("i-2");
    assertThat(committed.metadata()).isEqualTo("tripline-notify;from=0");
  }

  @Test
  void whatIsRefusedForGoodIsKeptAndHoldsUpNothing() throws Exception {
    start("webhook");
    rounds(2);
    variance("i-1", "OPENED", 0);
    topic.add(new ConsumerRecord<>(Events.TOPIC, 0, 1, null, new byte[] {1, 2}));
    consumer.addRecord(topic.get(1));
    variance("i-2", "OPENED", 2);
    loopback.willAnswer(400, "no thanks", Map.of());
    rounds(5);

    assertThat(committedOffset()).isEqualTo(3);
    assertThat(said.get(0)).isEqualTo("refused i-1 HTTP 400: no thanks");
    assertThat(said.get(1)).startsWith("unreadable tripline.events-0@1 ");
    assertThat(said.get(2)).isEqualTo("delivered i-2");
    List<String> lines = Files.readAllLines(folder.resolve("dead.jsonl"));
    assertThat(lines).hasSize(2);
    JsonNode letter = new ObjectMapper().readTree(lines.get(0));
    assertThat(letter.get("receiver").asText()).isEqualTo("one");
    assertThat(letter.get("offset").asLong()).isZero();
    assertThat(letter.get("status").asInt()).isEqualTo(400);
    assertThat(letter.get("why").asText()).isEqualTo("no thanks");
    assertThat(letter.get("key").asText()).isEqualTo("i-1");
    assertThat(letter.at("/event/headline").asText()).contains("Margin");
    assertThat(new ObjectMapper().readTree(lines.get(1)).get("offset").asLong()).isEqualTo(1);
  }

  @Test
  void aPartitionThatIsTakenAwayIsForgottenAndRecalledWhenItComesBack() throws Exception {
    start("alertmanager");
    rounds(2);
    variance("i-1", "OPENED", 0);
    rounds(2);
    consumer.rebalance(List.of());
    rounds(1);
    now = now.plus(Duration.ofMinutes(2));
    rounds(1);
    assertThat(loopback.requests()).as("somebody else speaks for it").hasSize(1);

    start("alertmanager");
    rounds(3);
    now = now.plus(Duration.ofMinutes(2));
    rounds(1);
    assertThat(loopback.requests()).hasSize(2);
  }

  @Test
  void whatIsHeardTwiceIsToldOnce() throws Exception {
    start("webhook");
    rounds(2);
    variance("i-1", "OPENED", 0);
    variance("i-1", "OPENED", 0);
    variance("i-1", "RESOLVED", 1);
    rounds(4);
    assertThat(transitions()).containsExactly("OPENED", "RESOLVED");
    assertThat(committedOffset()).isEqualTo(3);
  }

  @Test
  void aSecretThatIsNotThereIsWaitedFor() throws Exception {
    start("pagerduty", ", routing.key: \"${env:GONE}\"");
    rounds(2);
    variance("i-1", "OPENED", 0);
    rounds(2);
    assertThat(said).containsExactly("waiting ${env:GONE} stands for nothing 1");
    assertThat(committedOffset()).isZero();
    gone = false;
    now = now.plusSeconds(1);
    rounds(2);
    assertThat(sent("routing_key")).containsExactly("found");
    assertThat(committedOffset()).isEqualTo(1);
  }

  private void variance(String incident, String transition, int minutes) {
    Instant asOf = Instant.parse("2026-01-26T10:00:00Z").plusSeconds(60L * minutes);
    ServiceEvent event = Events.variance("a", incident, transition, "WARNING", asOf.toString());
    ConsumerRecord<byte[], byte[]> message = Events.message(event, incident, 0, topic.size());
    topic.add(message);
    if (consumer != null) {
      consumer.addRecord(message);
      consumer.updateEndOffsets(Map.of(PARTITION, (long) topic.size()));
    }
  }

  /** A new process: it has nothing but the topic and what was committed. */
  private void start(String type) throws Exception {
    start(type, "");
  }

  private void start(String type, String more) throws Exception {
    consumer =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            super.commitSync(offsets);
            committed = offsets.get(PARTITION);
          }
        };
    String yaml =
        "bootstrap.servers: a:1\nreceivers:\n  - {name: one, type: %s, url: \"%s\"%s}\n"
            .formatted(type, loopback.url(), more);
    ReceiverSettings settings =
        NotifyFile.read(yaml, folder.resolve("notify.yaml"), Map.of()).usable().receivers().get(0);
    lane =
        new Lane(
            settings,
            Receiver.of(settings, this::secret),
            consumer,
            Events.TOPIC,
            Events.reader(),
            new Http(UnaryOperator.identity(), clock()),
            deadLetters,
            new Said(),
            clock(),
            new Random(7));
    lane.subscribe();
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, (long) topic.size()));
    consumer.rebalance(List.of(PARTITION));
    if (committed != null) {
      consumer.commitSync(Map.of(PARTITION, committed));
    }
    topic.forEach(consumer::addRecord);
  }

  private String secret(String reference) {
    if (gone) {
      throw new ConfigException(reference + " stands for nothing");
    }
    return "found";
  }

  private InstantSource clock() {
    return () -> now;
  }

  private void rounds(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      lane.round();
    }
  }

  private long committedOffset() {
    return committed.offset();
  }

  private List<String> sent(String field) throws IOException {
    List<String> values = new ArrayList<>();
    for (Loopback.Request request : loopback.requests()) {
      values.add(request.json().get(field).asText());
    }
    return values;
  }

  private List<String> transitions() throws IOException {
    List<String> transitions = new ArrayList<>();
    for (Loopback.Request request : loopback.requests()) {
      transitions.add(request.json().at("/data/transition").asText());
    }
    return transitions;
  }

  private final class Said implements Journal {
    @Override
    public void delivered(String receiver, Notice notice) {
      said.add("delivered " + notice.key());
    }

    @Override
    public void refused(String receiver, Notice notice, Outcome outcome) {
      said.add("refused " + notice.key() + " " + outcome);
    }

    @Override
    public void unreadable(String receiver, String place, String why) {
      said.add("unreadable " + place + " " + why);
    }

    @Override
    public void passedOver(String receiver, Notice notice) {
      said.add("passed over " + notice.key());
    }

    @Override
    public void waiting(String receiver, String why, int failures, Duration pause) {
      said.add("waiting " + why + " " + failures);
    }

    @Override
    public void resent(String receiver, int messages) {}

    @Override
    public void stands(String receiver, int open, long behind, Duration blocked) {}
  }
}
