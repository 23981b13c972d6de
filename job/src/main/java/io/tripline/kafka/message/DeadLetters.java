package io.tripline.kafka.message;

import io.tripline.pipeline.Refusal;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Refused messages as records of the contract, with all that is needed to send them again. */
public final class DeadLetters {
  private DeadLetters() {}

  /** The dead letter of a refused message. */
  public static DeadLetter of(Refusal refusal) {
    Message message = Message.unpack(refusal.original());
    TopicPartition from = MessageOrigin.partition(refusal.origin());
    return DeadLetter.newBuilder()
        .setFeed(Feed.valueOf(refusal.feed().name()))
        .setReason(refusal.reason().name())
        .setField(refusal.field())
        .setMessage(refusal.message())
        .setPayload(bytes(message.value()))
        .setKey(bytes(message.key()))
        .setHeaders(headers(message))
        .setTopic(from.topic())
        .setPartition(from.partition())
        .setOffset(refusal.origin().position())
        .build();
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
