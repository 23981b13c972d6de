package io.tripline.kafka.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  /** The longest key that Java's own form of text takes, and such as it does not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 21_000, 21_001, 65_535, 65_536, 200_000})
  void isKeptWholeHoweverLongAKeyOfAHeaderIs(int length) {
    String key = "ş".repeat(length);
    byte[] value = "value".getBytes(StandardCharsets.UTF_8);
    Message message =
        new Message(
            null, List.of(new Message.Header(key, value), new Message.Header("n", null)), value);

    Message unpacked = Message.unpack(message.pack());

    assertThat(unpacked.key()).isNull();
    assertThat(unpacked.value()).isEqualTo(value);
    assertThat(unpacked.headers()).extracting(Message.Header::key).containsExactly(key, "n");
    assertThat(unpacked.headers()).extracting(Message.Header::value).containsExactly(value, null);
  }
}
