package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.kafka.config.Connection;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.local.cluster.Patience;
import io.tripline.local.embedded.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class KafkaTopicEndsIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));

  private static EmbeddedBroker broker;

  private final TopicPartition partition = new TopicPartition(UUID.randomUUID().toString(), 0);
  private KafkaTopicEnds ends;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() throws Exception {
    broker.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)));
    ends = new KafkaTopicEnds(JobConfiguration.defaults(broker.bootstrapServers()), 0);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                partition.topic()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void close() {
    producer.close();
    ends.close();
  }

  @Test
  void anEmptyPartitionIsReadToItsEnd() throws Exception {
    assertThat(isReached(0)).isTrue();
  }

  @Test
  void aRecordIsToBeReadAndAMarkerIsNot() throws Exception {
    commit(1);

    assertThat(isReached(0)).isFalse();
    assertThat(isReached(1)).as("before the marker").isTrue();
    assertThat(isReached(2)).as("behind it").isTrue();
  }

  @Test
  void whatWasGivenUpIsNotToBeRead() throws Exception {
    commit(1);
    abort(3);
    assertThat(isReached(1)).isTrue();
    abort(500);
    assertThat(isReached(1)).as("further on").isTrue();

    commit(1);
    assertThat(isReached(1)).as("before a record").isFalse();
    assertThat(isReached(1)).as("before a record, asked again").isFalse();
  }

  @Test
  void whileATransactionIsOpenTheEndIsNotReached() throws Exception {
    commit(1);
    write(1);

    assertThat(isReached(1)).isFalse();
    assertThat(isReached(2)).isFalse();
    abort();
    assertThat(isReached(1)).isTrue();
  }

  @Test
  void whatIsNoLongerInTheLogIsNotToBeRead() throws Exception {
    commit(3);
    delete(2);
    assertThat(isReached(0)).as("one is left").isFalse();

    delete(3);
    assertThat(isReached(0)).as("none is left").isTrue();
  }

  @Test
  void aPartitionThatIsNotThereHasNoEnd() {
    TopicPartition other = new TopicPartition(partition.topic(), 1);

    try (KafkaTopicEnds impatient = new KafkaTopicEnds(impatient(), 1)) {
      assertThatThrownBy(() -> impatient.reached(Map.of(partition, 0L, other, 0L)))
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  private static JobConfiguration impatient() {
    JobConfiguration defaults = JobConfiguration.defaults(broker.bootstrapServers());
    return new JobConfiguration(
        defaults.deployment(),
        defaults.currency(),
        defaults.ledger(),
        new Connection(
            broker.bootstrapServers(),
            Map.of(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "500",
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "500"),
            Map.of(),
            Map.of(),
            Map.of()),
        defaults.topics(),
        defaults.registry(),
        defaults.input(),
        defaults.output());
  }

  private boolean isReached(long position) throws Exception {
    return ends.reached(Map.of(partition, position)).contains(partition);
  }

  private void commit(int records) throws Exception {
    write(records);
    producer.commitTransaction();
    awaitMarker();
  }

  private void abort(int records) throws Exception {
    write(records);
    abort();
  }

  private void abort() throws Exception {
    producer.abortTransaction();
    awaitMarker();
  }

  /** A broker answers when it has decided how a transaction ends; the marker comes afterwards. */
  private void awaitMarker() throws Exception {
    try (Admin admin = admin()) {
      PATIENCE.until(
          "marker",
          () ->
              end(admin, IsolationLevel.READ_COMMITTED)
                  == end(admin, IsolationLevel.READ_UNCOMMITTED));
    }
  }

  private long end(Admin admin, IsolationLevel isolation) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  private void write(int records) {
    producer.beginTransaction();
    for (int i = 0; i < records; i++) {
      var unused = producer.send(new ProducerRecord<>(partition.topic(), 0, null, new byte[1000]));
    }
    producer.flush();
  }

  private void delete(long before) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }
}
