package io.tripline.kafka.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedMessagesTest {
  @TempDir private Path directory;

  @Test
  void linesAreOrderedByFeedPartitionAndOffset() throws Exception {
    String first = letter(Feed.COST, 0, 9, "ü\r\u2028");
    String second = letter(Feed.COST, 0, 10, "{");
    String third = letter(Feed.COST, 1, 2, "");
    String fourth = letter(Feed.TICKET, 0, 1, "x");

    assertThat(ordered(List.of(fourth, second, third, first)))
        .isEqualTo(first + "\n" + second + "\n" + third + "\n" + fourth + "\n");
    assertThat(ordered(List.of())).isEmpty();
  }

  @Test
  void aLineThatIsNoDeadLetterIsAFailure() {
    assertThatThrownBy(() -> ordered(List.of("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read again");
  }

  private String ordered(List<String> lines) throws IOException {
    Path unordered = directory.resolve("unordered");
    Path ordered = directory.resolve("ordered");
    Files.write(unordered, lines);
    RefusedMessages.write(unordered, ordered);
    return Files.readString(ordered);
  }

  private static String letter(Feed feed, int partition, long offset, String payload) {
    return DeadLetterJson.write(
        DeadLetter.newBuilder()
            .setFeed(feed)
            .setReason("UNREADABLE")
            .setMessage("m")
            .setHeaders(List.of())
            .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
            .setTopic("t")
            .setPartition(partition)
            .setOffset(offset)
            .build());
  }
}
