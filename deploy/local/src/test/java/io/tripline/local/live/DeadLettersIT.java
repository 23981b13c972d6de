package io.tripline.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.deadletter.RedriveMark;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad records through the real job, and the dead letters that it writes through the commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class DeadLettersIT {
  private static final byte[] GARBAGE = {(byte) 0xC3, 1, 0, (byte) 0xFF, 27, '[', '3', '1', 'm'};
  private static final byte[] KEY = {1, 2, (byte) 0xFE};
  private static final byte[] TRACE = "abc".getBytes(StandardCharsets.UTF_8);

  private EmbeddedBroker broker;
  private LocalFlink flink;
  private LocalFlink.Running job;
  private Terminal terminal;
  private JobConfiguration configuration;

  @BeforeAll
  void runTheJobOverBadRecords(@TempDir Path directory) throws Exception {
    broker = EmbeddedBroker.start();
    terminal = new Terminal(directory, broker.bootstrapServers());
    configuration = terminal.configuration();
    assertThat(
            terminal.run("topics", "create", "--fact-partitions", "2", "--result-partitions", "2"))
        .isZero();
    Path flinkDirectory = directory.resolve("flink");
    flink = LocalFlink.start(flinkDirectory);
    Configuration settings = TriplinePipeline.configuration();
    settings.addAll(LocalFlink.jobConfiguration(flinkDirectory));
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
    LiveJob.connect(environment, configuration);
    job = flink.submit(environment, "tripline");
    ProducerRecord<byte[], byte[]> garbage = new ProducerRecord<>("tripline.cost", 1, KEY, GARBAGE);
    garbage.headers().add("trace", TRACE).add("empty", null);
    send(
        List.of(
            garbage,
            new ProducerRecord<>("tripline.ticket", 0, null, euros()),
            new ProducerRecord<>("tripline.allocation", 0, KEY, null)));
    await(3);
  }

  @AfterAll
  void stop() throws Exception {
    try (EmbeddedBroker b = broker;
        LocalFlink f = flink) {
      job.cancel();
    }
  }

  @Test
  void theyAreListedShownAndSentAgainAsTheyWere() throws Exception {
    assertThat(terminal.run("dead-letters", "list", "--summary")).isZero();
    assertThat(terminal.lines())
        .anySatisfy(line -> assertThat(line).contains("1  cost        UNREADABLE"))
        .anySatisfy(line -> assertThat(line).contains("1  ticket      UNKNOWN_TYPE"));

    assertThat(terminal.run("dead-letters", "show", "tripline.cost-1@0")).isZero();
    assertThat(terminal.lines())
        .anyMatch(line -> line.contains("tripline.cost-1@0, feed cost"))
        .contains("header trace   abc", "header empty   none")
        .contains("  00000000  c3 01 00 ff 1b 5b 33 31 6d                       |.....[31m|");

    assertThat(terminal.run("dead-letters", "redrive")).isEqualTo(1);
    assertThat(terminal.complaints()).contains("say --yes, or --dry-run");
    assertThat(terminal.run("dead-letters", "redrive", "--dry-run", "--feed", "cost")).isZero();
    assertThat(terminal.lines())
        .anyMatch(line -> line.endsWith("would be sent to tripline.cost"))
        .anyMatch(line -> line.contains("would be refused again: UNREADABLE"));
    assertThat(records("tripline.cost")).hasSize(1);

    assertThat(terminal.run("dead-letters", "redrive", "--yes", "--feed", "cost")).isZero();
    assertThat(terminal.lines()).endsWith("1 sent again.");
    List<ConsumerRecord<byte[], byte[]>> costs = records("tripline.cost");
    assertThat(costs).hasSize(2);
    assertSentAgain(costs.get(1), "1");

    // Passed over from now on, whatever is selected, unless it is asked for.
    assertThat(terminal.run("dead-letters", "redrive", "--yes", "tripline.cost-1@0")).isZero();
    assertThat(terminal.lines())
        .contains("1 sent again before, and left out.", "There is nothing to send.");
    assertThat(terminal.run("dead-letters", "redrive", "--yes", "--again", "tripline.cost-1@0"))
        .isZero();
    costs = records("tripline.cost");
    assertThat(costs).hasSize(3);
    assertSentAgain(costs.get(2), "2");

    // It is garbage still: the job refuses it again, as another dead letter that knows its past.
    await(5);
    assertThat(terminal.run("dead-letters", "show", "--json", place(costs.get(1)))).isZero();
    assertThat(terminal.lines()).singleElement().asString().contains(RedriveMark.FROM, "abc");
    assertThat(terminal.run("dead-letters", "list", "--topic", "tripline.cost")).isZero();
    assertThat(terminal.lines()).anyMatch(line -> line.endsWith("sent again 2 times"));

    // What holds no bytes cannot become a fact by being sent again.
    assertThat(terminal.run("dead-letters", "redrive", "--yes", "--feed", "allocation")).isZero();
    assertThat(terminal.lines())
        .anyMatch(line -> line.contains("holds no bytes and is left out"))
        .endsWith("There is nothing to send.");

    // To another topic, where it is at home: nothing speaks against it, but the currency.
    assertThat(
            terminal.run(
                "dead-letters", "redrive", "--yes", "--into", "tripline.cost", "--feed", "ticket"))
        .isZero();
    assertThat(terminal.lines())
        .anyMatch(line -> line.contains("would be refused again: WRONG_CURRENCY"));
    assertThat(records("tripline.cost").stream().map(ConsumerRecord::value)).contains(euros());
    assertThat(terminal.complaints()).isEmpty();
  }

  private static void assertSentAgain(ConsumerRecord<byte[], byte[]> record, String count) {
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.value()).isEqualTo(GARBAGE);
    assertThat(record.headers().lastHeader("trace").value()).isEqualTo(TRACE);
    assertThat(record.headers().lastHeader("empty").value()).isNull();
    assertThat(text(record.headers().lastHeader(RedriveMark.COUNT))).isEqualTo(count);
    assertThat(text(record.headers().lastHeader(RedriveMark.FROM)))
        .startsWith("tripline.dead-letters-");
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static byte[] euros() {
    Instant time = Instant.parse("2026-03-02T10:00:00Z");
    return new SingleObjectCodec()
        .encode(
            CostRecorded.newBuilder()
                .setSource("erp")
                .setEventId("c-1")
                .setRecordedAt(time)
                .setServiceId("s")
                .setCategory(CostCategory.CLOUD)
                .setAmount(new BigDecimal("1.000000"))
                .setCurrency("EUR")
                .setChargePeriodStart(time)
                .setChargePeriodEnd(time)
                .build());
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get();
      }
    }
  }

  /** Until there are so many dead letters, as far as they are committed. */
  private void await(int count) throws Exception {
    int found = 0;
    while (found < count) {
      job.check();
      assertThat(terminal.run("dead-letters", "list", "--json")).isZero();
      found = terminal.lines().size();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
