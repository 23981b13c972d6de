package io.tripline.kafka;

import io.tripline.pipeline.Origin;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Refused messages as records of the contract, with all that is needed to send them again. */
final class DeadLetters {
  private static final char BETWEEN_TOPIC_AND_PARTITION = '-';

  private DeadLetters() {}

  /** Where a message stands; read again by {@link #of}. */
  static Origin origin(String topic, int partition, long offset) {
    return new Origin(topic + BETWEEN_TOPIC_AND_PARTITION + partition, offset);
  }

  static DeadLetter of(Refusal refusal) {
    Message message = Message.unpack(refusal.original());
    TopicPartition from = partition(refusal.origin());
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

  private static TopicPartition partition(Origin origin) {
    int at = origin.place().lastIndexOf(BETWEEN_TOPIC_AND_PARTITION);
    return new TopicPartition(
        origin.place().substring(0, at), Integer.parseInt(origin.place().substring(at + 1)));
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
