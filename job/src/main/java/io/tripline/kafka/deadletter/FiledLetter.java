package io.tripline.kafka.deadletter;

import io.tripline.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A dead letter, and where it is filed.
 *
 * @param place of the dead letter itself
 * @param filedAt the timestamp of its record: when it was refused
 * @param redriven how often it has been sent again since
 */
public record FiledLetter(RecordPlace place, Instant filedAt, DeadLetter letter, int redriven) {

  /** Where the record that was refused stands; empty if it came from a file. */
  public Optional<RecordPlace> original() {
    return letter.getTopic() == null
        ? Optional.empty()
        : Optional.of(
            new RecordPlace(letter.getTopic(), letter.getPartition(), letter.getOffset()));
  }

  /** The value of the record that was refused; null if it had none. */
  public byte[] payload() {
    return bytes(letter.getPayload());
  }

  /** The key of the record that was refused; null if it had none. */
  public byte[] key() {
    return bytes(letter.getKey());
  }

  /** The headers of the record that was refused, in their order. */
  public Headers headers() {
    RecordHeaders headers = new RecordHeaders();
    letter.getHeaders().forEach(h -> headers.add(h.getKey(), bytes(h.getValue())));
    return headers;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
