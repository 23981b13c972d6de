package io.tripline.kafka.framing;

import static io.tripline.kafka.config.RegistrySettings.OnFailure.DEAD_LETTER;
import static io.tripline.kafka.config.RegistrySettings.OnFailure.FAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.Framing;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.registry.InProcessRegistry;
import io.tripline.kafka.registry.RegistryFailedException;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.PlanClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Topic PLAIN = Topic.of("plain");
  private static final Topic REGISTERED = new Topic("registered", Framing.CONFLUENT);
  private static final List<Topic> TOPICS = List.of(PLAIN, REGISTERED);
  private static final int ID_BYTES = 4;
  private static final PlanClosed CLOSED =
      new PlanClosed("pmo", "c-1", Instant.parse("2026-01-05T12:00:00Z"), "s", "done");

  private InProcessRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = InProcessRegistry.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyTopicHasItsOwnFraming() throws FormatException {
    RegistrySettings registry = settings(FAIL);
    RecordReader reader = RecordReader.of(TOPICS, registry);
    for (Topic topic : TOPICS) {
      byte[] value = RecordWriter.of(topic, registry).write(CLOSED);
      assertThat(value).startsWith(topic.equals(PLAIN) ? 0xC3 : 0);
      assertThat(reader.read(message(topic, value))).isEqualTo(CLOSED);
    }
  }

  @Test
  void aThousandRecordsTakeTwoRequests() throws FormatException {
    RecordWriter writer = RecordWriter.of(REGISTERED, settings(FAIL));
    RecordReader reader = RecordReader.of(TOPICS, settings(FAIL));
    for (int i = 0; i < 1_000; i++) {
      assertThat(reader.read(message(REGISTERED, writer.write(CLOSED)))).isEqualTo(CLOSED);
    }
    assertThat(server.requests())
        .containsExactly(
            "POST /subjects/registered-io.tripline.schemas.avro.PlanClosed/versions",
            "GET /schemas/ids/1");
  }

  @Test
  void theOtherFramingIsRecognised() {
    byte[] plain = RecordWriter.of(PLAIN, null).write(CLOSED);
    byte[] registered = RecordWriter.of(REGISTERED, settings(FAIL)).write(CLOSED);
    assertRefused(REGISTERED, plain, Fault.UNREADABLE, "(Avro's single-object encoding?)");
    assertRefused(PLAIN, registered, Fault.UNREADABLE, "(the Confluent wire format");
  }

  @Test
  void whatHasAnUnknownIdIsSetAside() {
    assertRefused(REGISTERED, withId(17), Fault.UNKNOWN_SCHEMA, "the schema with id 17");
  }

  @Test
  void whatComesWhileTheRegistryIsDownIsSetAside() {
    server.close();
    assertRefused(REGISTERED, withId(17), Fault.REGISTRY_UNREACHABLE, "cannot be reached");
  }

  @Test
  void aFailureSaysWhereAndWhatAndWhom() {
    RecordReader reader = RecordReader.of(TOPICS, settings(FAIL));
    ConsumerRecord<byte[], byte[]> message = message(REGISTERED, withId(17));
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> reader.read(message))
        .withMessageStartingWith("topic registered, partition 3, offset 12: ")
        .withMessageContaining("the schema with id 17")
        .withMessageContaining(server.url());
    server.close();
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> reader.read(message))
        .withMessageStartingWith("topic registered, partition 3, offset 12: ")
        .withMessageContaining("the schema with id 17")
        .withMessageContaining(server.url());
  }

  @Test
  void aTopicThatNeedsARegistryIsNotReadWithoutOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordReader.of(TOPICS, null))
        .withMessageContaining("topic registered");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordReader.of(List.of(PLAIN), null).read(message(REGISTERED, null)))
        .withMessage("topic registered is none of [plain]");
  }

  private void assertRefused(Topic topic, byte[] value, Fault fault, String saying) {
    RecordReader reader = RecordReader.of(TOPICS, settings(DEAD_LETTER));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> reader.read(message(topic, value)))
        .withMessageContaining(saying)
        .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(fault));
  }

  private RegistrySettings settings(OnFailure setting) {
    return new RegistrySettings(
        server.url(), null, null, Map.of(), 1, Duration.ofMillis(1), setting, setting);
  }

  private static byte[] withId(int id) {
    return ByteBuffer.allocate(1 + ID_BYTES + 1).put((byte) 0).putInt(id).array();
  }

  private static ConsumerRecord<byte[], byte[]> message(Topic topic, byte[] value) {
    return new ConsumerRecord<>(topic.name(), 3, 12, null, value);
  }
}
