package io.tripline.kafka.message;

import io.tripline.kafka.config.RecordSizes;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * Refused messages as records of the contract, with all that is needed to send them again: the
 * whole message, up to {@link RecordSizes#KEPT}, and where it stands.
 */
public final class DeadLetters {
  private DeadLetters() {}

  /** The dead letter of a refused message. */
  public static DeadLetter of(Refusal refusal) {
    Message message = kept(refusal);
    TopicPartition from = MessageOrigin.partition(refusal.origin());
    return DeadLetter.newBuilder()
        .setFeed(Feed.valueOf(refusal.feed().name()))
        .setReason(refusal.reason().name())
        .setField(refusal.field())
        .setMessage(isKept(refusal) ? refusal.message() : withoutBytes(refusal))
        .setPayload(bytes(message.value()))
        .setKey(bytes(message.key()))
        .setHeaders(headers(message))
        .setTopic(from.topic())
        .setPartition(from.partition())
        .setOffset(refusal.origin().position())
        .build();
  }

  /** The key of the refused message; null if it has none. */
  public static byte[] key(Refusal refusal) {
    return kept(refusal).key();
  }

  private static Message kept(Refusal refusal) {
    return isKept(refusal)
        ? Message.unpack(refusal.original())
        : new Message(null, List.of(), null);
  }

  /** No topic takes what is longer, and a job that tried would try for ever. */
  private static boolean isKept(Refusal refusal) {
    return refusal.original().length <= RecordSizes.KEPT;
  }

  private static String withoutBytes(Refusal refusal) {
    return refusal.message()
        + String.format(
            Locale.ROOT,
            "; its %d bytes are too many to be kept here, so read them where they stand",
            refusal.original().length);
  }

  private static List<Header> headers(Message message) {
    return message.headers().stream()
        .map(header -> new Header(header.key(), bytes(header.value())))
        .toList();
  }

  private static ByteBuffer bytes(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
