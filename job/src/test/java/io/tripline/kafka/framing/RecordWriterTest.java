package io.tripline.kafka.framing;

import static io.tripline.kafka.config.RegistrySettings.OnFailure.DEAD_LETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.Framing;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.registry.InProcessRegistry;
import io.tripline.kafka.registry.RegistryFailedException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  private static final Topic REGISTERED = new Topic("registered", Framing.CONFLUENT);
  private static final DeadLetter LETTER =
      DeadLetter.newBuilder().setFeed(Feed.COST).setReason("UNREADABLE").setMessage("none").build();

  @Test
  void aTopicWithoutARegistryNeedsNone() {
    assertThat(RecordWriter.of(Topic.of("plain"), null).write(LETTER))
        .isEqualTo(new SingleObjectCodec().encode(LETTER));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordWriter.of(REGISTERED, null))
        .withMessageContaining("topic registered");
  }

  @Test
  void nothingIsWrittenWithoutAnId() throws IOException {
    try (InProcessRegistry server = InProcessRegistry.start()) {
      RegistrySettings settings =
          new RegistrySettings(
              server.url(),
              null,
              null,
              Map.of(),
              1,
              Duration.ofMillis(1),
              DEAD_LETTER,
              DEAD_LETTER);
      RecordWriter writer = RecordWriter.of(REGISTERED, settings);
      server.close();
      assertThatExceptionOfType(RegistryFailedException.class)
          .isThrownBy(() -> writer.write(LETTER))
          .withMessageStartingWith(
              "topic registered: DeadLetter cannot be registered as registered-value, for ")
          .withMessageContaining(server.url());
    }
  }

  @Test
  void whatIsWrittenOftenIsRegisteredOnce() throws IOException {
    try (InProcessRegistry server = InProcessRegistry.start()) {
      RegistrySettings settings =
          new RegistrySettings(
              server.url() + "/",
              null,
              null,
              Map.of(),
              1,
              Duration.ofMillis(1),
              DEAD_LETTER,
              DEAD_LETTER);
      RecordWriter writer = RecordWriter.of(REGISTERED, settings);
      for (int i = 0; i < 1_000; i++) {
        assertThat(writer.write(LETTER)).startsWith(0, 0, 0, 0, 1);
      }
      assertThat(server.requests()).containsExactly("POST /subjects/registered-value/versions");
    }
  }
}
