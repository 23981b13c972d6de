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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactDeserializerTest {
  private static final Instant KNOWN = Instant.parse("2026-01-05T12:00:00Z");
  private static final long SENT = 1_234_567L;
  private static final byte[] KEY = bytes("cloud-migration");
  private static final StatusReported STATUS =
      new StatusReported("pmo", "s-1", KNOWN, "cloud-migration", ReportedStatus.GREEN, "pmo");

  private static final JobConfiguration CONFIGURATION = JobConfiguration.defaults("localhost:1");
  private static final long SKEW = CONFIGURATION.input().maxClockSkew().toMillis();

  private FactDeserializer deserializer;

  @BeforeEach
  void openAtTheTimeOfTheFact() {
    openAt(KNOWN.toEpochMilli());
  }

  private void openAt(long now) {
    open(ReadingClock.live(() -> Instant.ofEpochMilli(now)));
  }

  private void open(ReadingClock clock) {
    deserializer = new FactDeserializer(CONFIGURATION, clock);
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

    assertThat(reading).isEqualTo(new Reading.Beat(Feed.COST, SENT, 17));
  }

  @Test
  void aHeartbeatSurvivesABrokerThatStampsRecordsItself() {
    ProducerRecord<byte[], byte[]> beat = Heartbeat.of("tripline.cost", 3, SENT);

    Reading reading = read(appended(beat.topic(), null, beat.headers(), SENT + 99));

    assertThat(reading).isEqualTo(new Reading.Beat(Feed.COST, SENT, 17));
  }

  @Test
  void aHeartbeatWithoutAWordMeansItsTimestamp() {
    assertThat(read(beat(new byte[0]))).isEqualTo(new Reading.Beat(Feed.COST, SENT, 17));
    assertThat(read(beat(null))).isEqualTo(new Reading.Beat(Feed.COST, SENT, 17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", " 1", "1.5", "12345678901234567890", "+5"})
  void aHeartbeatThatTellsNoTimeIsRefused(String word) {
    Refusal refusal = ((Reading.Refused) read(beat(bytes(word)))).refusal();

    assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_FIELD);
    assertThat(refusal.field()).isEqualTo("tripline-heartbeat");
  }

  @Test
  void aHeartbeatTooFarAheadMovesNothing() {
    openAt(SENT - SKEW - 1);
    assertThat(read(beat(null))).isEqualTo(new Reading.DisbelievedBeat(Feed.COST, 17));
    openAt(SENT - SKEW);
    assertThat(read(beat(null))).isEqualTo(new Reading.Beat(Feed.COST, SENT, 17));
  }

  @Test
  void aFactTooFarAheadOfTheClockIsRefused() {
    openAt(KNOWN.toEpochMilli() - SKEW - 1);

    Refusal refusal =
        assertRefused("tripline.governance", encoded(STATUS), RefusalReason.TOO_FAR_AHEAD);

    assertThat(refusal.field()).isEqualTo("recordedAt");
    assertThat(refusal.message())
        .contains("2026-01-05T12:00:00Z", "PT10M", "2026-01-05T11:49:59.999Z");
  }

  @Test
  void clocksMayDiffer() {
    openAt(KNOWN.toEpochMilli() - SKEW);

    assertThat(read(message("tripline.governance", KEY, encoded(STATUS))))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void theClockIsTheBrokersWhereItStampsRecords() {
    long soonEnough = KNOWN.toEpochMilli() - SKEW;

    openAt(0);
    assertThat(read(appended("tripline.governance", encoded(STATUS), soonEnough)))
        .isInstanceOf(Reading.Read.class);
    openAt(KNOWN.toEpochMilli());
    assertThat(read(appended("tripline.governance", encoded(STATUS), soonEnough - 1)))
        .isInstanceOf(Reading.Refused.class);
  }

  @Test
  void aReplayJudgesByTheTimeOfTheRecord() {
    open(ReadingClock.ofThen());
    long soonEnough = KNOWN.toEpochMilli() - SKEW;
    byte[] value = encoded(STATUS);

    assertThat(read(message("tripline.governance", KEY, value, new RecordHeaders(), soonEnough)))
        .isInstanceOf(Reading.Read.class);
    assertThat(
            read(message("tripline.governance", KEY, value, new RecordHeaders(), soonEnough - 1)))
        .isInstanceOf(Reading.Refused.class);
    assertThat(read(message("tripline.governance", KEY, value, new RecordHeaders(), -1)))
        .as("without a timestamp")
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void aMessageThatIsTooLongIsRefusedUnread() {
    byte[] longest = new byte[CONFIGURATION.input().maxRecordBytes()];

    assertRefused("tripline.cost", longest, RefusalReason.UNREADABLE);
    Refusal refusal =
        assertRefused(
            "tripline.cost",
            java.util.Arrays.copyOf(longest, longest.length + 1),
            RefusalReason.TOO_LARGE);
    assertThat(refusal.message()).contains("1048577", "1048576");
    assertThat(DeadLetters.of(refusal).getPayload().remaining()).isEqualTo(longest.length + 1);
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
    FactDeserializer deserializer =
        InstantiationUtil.clone(
            new FactDeserializer(configuration, ReadingClock.live(() -> KNOWN)));
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

  private static ConsumerRecord<byte[], byte[]> beat(byte[] word) {
    Headers headers = new RecordHeaders();
    headers.add(Heartbeat.HEADER, word);
    return message("tripline.cost", null, null, headers, SENT);
  }

  private static ConsumerRecord<byte[], byte[]> appended(String topic, byte[] value, long time) {
    return appended(topic, value, new RecordHeaders(), time);
  }

  private static ConsumerRecord<byte[], byte[]> appended(
      String topic, byte[] value, Headers headers, long time) {
    return message(topic, KEY, value, headers, time, TimestampType.LOG_APPEND_TIME);
  }

  private static ConsumerRecord<byte[], byte[]> message(
      String topic, byte[] key, byte[] value, Headers headers, long timestamp) {
    return message(topic, key, value, headers, timestamp, TimestampType.CREATE_TIME);
  }

  private static ConsumerRecord<byte[], byte[]> message(
      String topic,
      byte[] key,
      byte[] value,
      Headers headers,
      long timestamp,
      TimestampType timestampType) {
    return new ConsumerRecord<>(
        topic, 4, 17L, timestamp, timestampType, -1, -1, key, value, headers, Optional.empty());
  }

  private static byte[] encoded(SpecificRecord record) {
    return new SingleObjectCodec().encode(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
