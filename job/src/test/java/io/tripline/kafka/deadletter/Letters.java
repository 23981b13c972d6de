package io.tripline.kafka.deadletter;

import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Dead letters to try things on. */
final class Letters {
  static final String BOX = "tripline.dead-letters";
  static final Instant REFUSED = Instant.parse("2026-03-02T10:00:00Z");

  private Letters() {}

  static FiledLetter filed(long offset, DeadLetter letter) {
    return filed(offset, letter, 0);
  }

  static FiledLetter filed(long offset, DeadLetter letter, int redriven) {
    return new FiledLetter(new RecordPlace(BOX, 0, offset), REFUSED, letter, redriven);
  }

  /** Of a cost, at {@code tripline.cost-2@}offset. */
  static DeadLetter ofCost(long offset, byte[] payload, Header... headers) {
    return DeadLetter.newBuilder()
        .setFeed(Feed.COST)
        .setReason("UNREADABLE")
        .setMessage("it is garbage; send it anew")
        .setPayload(payload == null ? null : ByteBuffer.wrap(payload))
        .setKey(ByteBuffer.wrap(bytes("a key")))
        .setHeaders(List.of(headers))
        .setTopic("tripline.cost")
        .setPartition(2)
        .setOffset(offset)
        .build();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
