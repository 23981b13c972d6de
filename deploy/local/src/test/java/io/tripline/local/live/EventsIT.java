package io.tripline.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.cli.print.EventPrinter;
import io.tripline.local.Tripline;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

@Timeout(120)
class EventsIT {
  private static final String EVENT =
      """
      {"eventId":"%s","type":"kill-switch","transition":"WARNED","serviceId":"%s",\
      "asOf":"%s","planVersion":1,"ruleId":"zombie","action":"DEFUND",\
      "mode":"ENFORCE","observed":[],"headline":"Beware of %s."}\
      """;

  private final SingleObjectCodec codec = new SingleObjectCodec();
  private final ServiceEvent first = event("e-1", "a", "2026-03-02T10:00:00Z");
  private final ServiceEvent second = event("e-2", "b", "2026-03-02T10:05:00Z");
  private final ServiceEvent third = event("e-3", "a", "2026-03-02T10:10:00Z");

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Terminal terminal;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    terminal = new Terminal(directory, broker.bootstrapServers());
    assertThat(terminal.run("topics", "create", "--result-partitions", "2")).isZero();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whatWasCommittedIsPrintedOnceInOrderOfTime() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer("writer")) {
      producer.initTransactions();
      producer.beginTransaction();
      write(producer, 1, first, first, third);
      write(producer, 0, second);
      producer.commitTransaction();
      producer.beginTransaction();
      write(producer, 1, event("e-4", "a", "2026-03-02T10:15:00Z"));
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("tripline.events", 0, null, new byte[] {1, 2})).get();
      producer.commitTransaction();
    }

    assertThat(terminal.run("events")).isZero();
    assertThat(terminal.lines()).containsExactlyElementsOf(printed(first, second, third));
    assertThat(terminal.complaints()).contains("tripline.events-0@", "cannot be shown");

    assertThat(terminal.run("events", "--service", "a", "--from", "2026-03-02T10:01:00Z")).isZero();
    assertThat(terminal.lines()).containsExactlyElementsOf(printed(third));

    assertThat(terminal.run("events", "--json", "--rule", "zombie", "--service", "b")).isZero();
    assertThat(terminal.lines()).containsExactly(EventJson.write(second));

    assertThat(terminal.run("events", "--since", "1h")).isZero();
    assertThat(terminal.lines()).isEmpty();
    assertThat(terminal.complaints()).contains("There is no such event.");
  }

  @Test
  void whoFollowsSeesWhatIsSaidMeanwhileUntilToldToEnd() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer("writer")) {
      producer.initTransactions();
      write(producer, true, first);
      Process follower = start(terminal.all("events", "--follow", "--json"));
      try (BufferedReader said = follower.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).isEqualTo(EventJson.write(first));

        write(producer, false, second);
        write(producer, true, first, third);
        assertThat(said.readLine()).isEqualTo(EventJson.write(third));

        // Not the process itself, which would close its streams before it has said all.
        follower.toHandle().destroy();
        assertThat(said.readLine()).isNull();
        assertThat(follower.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(follower.exitValue()).isZero();
      } finally {
        follower.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aTopicThatIsNotThereIsSaidSo() {
    assertThat(terminal.run("events", "--set", "topic.events.name=other")).isEqualTo(1);
    assertThat(terminal.complaints()).contains("there is no topic other", "topics create");
  }

  /** This test's own class path, in another process, as the launcher starts it. */
  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dfile.encoding=UTF-8");
    command.add(Tripline.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(directory.resolve("follower.err").toFile()).start();
  }

  private List<String> printed(ServiceEvent... events) {
    EventPrinter printer = new EventPrinter(Ansi.OFF);
    return Stream.of(events).flatMap(event -> printer.lines(event).stream()).toList();
  }

  private void write(KafkaProducer<byte[], byte[]> producer, boolean commit, ServiceEvent... events)
      throws Exception {
    producer.beginTransaction();
    write(producer, 1, events);
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private void write(KafkaProducer<byte[], byte[]> producer, int partition, ServiceEvent... events)
      throws Exception {
    for (ServiceEvent event : events) {
      producer
          .send(
              new ProducerRecord<>(
                  "tripline.events",
                  partition,
                  event.getAsOf().toEpochMilli(),
                  event.getServiceId().getBytes(StandardCharsets.UTF_8),
                  codec.encode(event)))
          .get();
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ServiceEvent event(String id, String service, String asOf) {
    try {
      return EventJson.read(EVENT.formatted(id, service, Instant.parse(asOf), service));
    } catch (FormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
