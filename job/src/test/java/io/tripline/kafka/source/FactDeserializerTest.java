package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripline.kafka.config.Framing;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.framing.RecordWriter;
import io.tripline.kafka.message.DeadLetters;
import io.tripline.kafka.message.Message;
import io.tripline.kafka.registry.InProcessRegistry;
import io.tripline.kafka.registry.RegistryFailedException;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.StatusReported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactDeserializerTest {
  private static final Instant KNOWN = Instant.parse("2026-01-05T12:00:00Z");
  private static final long SENT = 1_234_567L;
  private static final byte[] KEY = bytes("cloud-migration");
  private static final StatusReported STATUS =
      new StatusReported("pmo", "s-1", KNOWN, "cloud-migration", ReportedStatus.GREEN, "pmo");

  private final FactDeserializer deserializer =
      new FactDeserializer(JobConfiguration.defaults("localhost:1"));

  @BeforeEach
  void open() {
    deserializer.open(null);
  }

  @Test
  void readsAFactAndKeepsTheMessage() {
    byte[] value = encoded(STATUS);

    Reading.Read read = (Reading.Read) read(message("tripline.governance", KEY, value));

    assertThat(read.admissible().fact().recordedAt()).isEqualTo(KNOWN.toEpochMilli());
    assertThat(read.admissible().fact().serviceId()).isEqualTo("cloud-migration");
    assertThat(Message.unpack(read.admissible().original()).value()).isEqualTo(value);
  }

  @Test
  void aHeartbeatTellsTheTimeAndIsNoFact() {
    ProducerRecord<byte[], byte[]> beat = Heartbeat.of("tripline.cost", 3, SENT);

    Reading reading =
        read(message(beat.topic(), beat.key(), beat.value(), beat.headers(), beat.timestamp()));

    assertThat(reading).isEqualTo(new Reading.Beat(SENT));
  }

  @Test
  void aMessageWithoutValueIsRefused() {
    assertRefused("tripline.cost", null, RefusalReason.UNREADABLE);
  }

  @Test
  void bytesThatAreNoRecordAreRefused() {
    assertRefused("tripline.cost", bytes("{\"type\":\"CostRecorded\"}"), RefusalReason.UNREADABLE);
  }

  @Test
  void aTruncatedFactIsRefused() {
    byte[] whole = encoded(STATUS);
    byte[] truncated = java.util.Arrays.copyOf(whole, whole.length - 3);
    assertRefused("tripline.governance", truncated, RefusalReason.UNREADABLE);
  }

  @Test
  void aFactOfAnotherFeedIsRefused() {
    assertRefused("tripline.cost", encoded(STATUS), RefusalReason.UNKNOWN_TYPE);
  }

  @Test
  void aRecordOfTheContractThatIsNoFactIsRefused() {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setFeed(io.tripline.schemas.avro.Feed.COST)
            .setReason("UNREADABLE")
            .setMessage("none")
            .build();
    assertRefused("tripline.governance", encoded(letter), RefusalReason.UNKNOWN_TYPE);
  }

  @Test
  void aFactThatBreaksARuleIsRefused() {
    PlanClosed blank = new PlanClosed("pmo", "c-1", KNOWN, " ", "done");
    Refusal refusal =
        assertRefused("tripline.governance", encoded(blank), RefusalReason.INVALID_FIELD);
    assertThat(DeadLetters.of(refusal).getField()).isEqualTo("serviceId");
  }

  @Test
  void theDeadLetterHasTheMessageWhole() {
    Headers headers = new RecordHeaders();
    headers.add("trace", bytes("abc"));
    headers.add("empty", null);
    byte[] value = bytes("garbage");
    Reading.Refused refused =
        (Reading.Refused) read(message("tripline.cost", null, value, headers, SENT));

    DeadLetter letter = DeadLetters.of(refused.refusal());

    assertThat(letter.getFeed()).isEqualTo(io.tripline.schemas.avro.Feed.COST);
    assertThat(letter.getReason()).isEqualTo("UNREADABLE");
    assertThat(letter.getPayload()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(letter.getKey()).isNull();
    assertThat(letter.getTopic()).isEqualTo("tripline.cost");
    assertThat(letter.getPartition()).isEqualTo(4);
    assertThat(letter.getOffset()).isEqualTo(17);
    assertThat(letter.getHeaders())
        .containsExactly(
            new io.tripline.schemas.avro.Header("trace", ByteBuffer.wrap(bytes("abc"))),
            new io.tripline.schemas.avro.Header("empty", null));
  }

  private Refusal assertRefused(String topic, byte[] value, RefusalReason reason) {
    Refusal refusal = ((Reading.Refused) read(message(topic, KEY, value))).refusal();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.feed()).isEqualTo(Topics.DEFAULT.feedOf(topic));
    assertThat(refusal.message()).isNotBlank();
    assertThat(DeadLetters.of(refusal).getKey()).isEqualTo(ByteBuffer.wrap(KEY));
    return refusal;
  }

  @Test
  void aTopicCanHaveARegistry() throws IOException, ClassNotFoundException {
    Topic governance = new Topic("tripline.governance", Framing.CONFLUENT);
    try (InProcessRegistry server = InProcessRegistry.start()) {
      FactDeserializer told = shipped(withRegistry(governance, server, OnFailure.DEAD_LETTER));
      byte[] value = RecordWriter.of(governance, settings(server, OnFailure.FAIL)).write(STATUS);
      assertThat(read(told, message(governance.name(), KEY, value)))
          .isInstanceOf(Reading.Read.class);
      // The other topics are as they were.
      assertThat(refused(told, "tripline.cost", encoded(STATUS)))
          .isEqualTo(RefusalReason.UNKNOWN_TYPE);

      byte[] unknown = ByteBuffer.allocate(6).putInt(1, 99).array();
      assertThat(refused(told, governance.name(), unknown)).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
      FactDeserializer impatient = shipped(withRegistry(governance, server, OnFailure.FAIL));
      assertThatExceptionOfType(RegistryFailedException.class)
          .isThrownBy(() -> read(impatient, message(governance.name(), KEY, unknown)))
          .withMessageStartingWith("topic tripline.governance, partition 4, offset 17: ");

      server.close();
      byte[] unseen = ByteBuffer.allocate(6).putInt(1, 100).array();
      assertThat(refused(told, governance.name(), unseen))
          .isEqualTo(RefusalReason.REGISTRY_UNREACHABLE);
    }
  }

  @Test
  void aSchemaThatNobodyReleasedIsToldApartFromGarbage() {
    byte[] value = encoded(STATUS);
    value[3]++;
    assertRefused("tripline.governance", value, RefusalReason.UNKNOWN_SCHEMA);
  }

  @Test
  void everyFeedHasItsTopic() {
    for (Feed feed : Feed.values()) {
      assertThat(Topics.DEFAULT.feedOf(Topics.DEFAULT.of(feed).name())).isEqualTo(feed);
    }
  }

  private static JobConfiguration withRegistry(
      Topic governance, InProcessRegistry server, OnFailure onFailure) {
    JobConfiguration defaults = JobConfiguration.defaults("localhost:1");
    Topics topics = Topics.DEFAULT;
    return new JobConfiguration(
        defaults.deployment(),
        defaults.currency(),
        defaults.ledger(),
        defaults.connection(),
        new Topics(
            topics.cost(),
            topics.ticket(),
            topics.allocation(),
            governance,
            topics.events(),
            topics.statements(),
            topics.state(),
            topics.deadLetters()),
        settings(server, onFailure),
        defaults.input(),
        defaults.output());
  }

  private static RegistrySettings settings(InProcessRegistry server, OnFailure onFailure) {
    return new RegistrySettings(
        server.url(), null, null, Map.of(), 1, Duration.ofMillis(1), onFailure, onFailure);
  }

  /** As a task has it: come over the network, and opened. */
  private static FactDeserializer shipped(JobConfiguration configuration)
      throws IOException, ClassNotFoundException {
    FactDeserializer deserializer = InstantiationUtil.clone(new FactDeserializer(configuration));
    deserializer.open(null);
    return deserializer;
  }

  private static RefusalReason refused(FactDeserializer deserializer, String topic, byte[] value) {
    return ((Reading.Refused) read(deserializer, message(topic, KEY, value))).refusal().reason();
  }

  private Reading read(ConsumerRecord<byte[], byte[]> message) {
    return read(deserializer, message);
  }

  private static Reading read(
      FactDeserializer deserializer, ConsumerRecord<byte[], byte[]> message) {
    List<Reading> readings = new ArrayList<>();
    deserializer.deserialize(message, new ListCollector<>(readings));
    assertThat(readings).hasSize(1);
    return readings.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> message(String topic, byte[] key, byte[] value) {
    return message(topic, key, value, new RecordHeaders(), SENT);
  }

  private static ConsumerRecord<byte[], byte[]> message(
      String topic, byte[] key, byte[] value, Headers headers, long timestamp) {
    return new ConsumerRecord<>(
        topic,
        4,
        17L,
        timestamp,
        TimestampType.CREATE_TIME,
        -1,
        -1,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] encoded(SpecificRecord record) {
    return new SingleObjectCodec().encode(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
