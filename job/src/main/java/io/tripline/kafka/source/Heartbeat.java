package io.tripline.kafka.source;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record by which a producer says how far known time has come in a partition when it has no fact
 * to say it with: nothing recorded before the record's timestamp follows in that partition. It has
 * neither key nor value, and the header {@value #HEADER}.
 *
 * <p>Without it, a partition that is silent is either waited for, and everything stands still, or
 * given up as idle, and its next fact may be late.
 */
public final class Heartbeat {
  /** The header that tells a heartbeat from a record that has lost its value. */
  public static final String HEADER = "tripline-heartbeat";

  private static final byte[] NOTHING = "".getBytes(StandardCharsets.UTF_8);

  private Heartbeat() {}

  /**
   * A heartbeat.
   *
   * @param knownTime milliseconds since the epoch
   */
  public static ProducerRecord<byte[], byte[]> of(String topic, int partition, long knownTime) {
    ProducerRecord<byte[], byte[]> heartbeat =
        new ProducerRecord<>(topic, partition, knownTime, null, (byte[]) null);
    heartbeat.headers().add(HEADER, NOTHING);
    return heartbeat;
  }

  static boolean is(ConsumerRecord<byte[], byte[]> message) {
    return message.value() == null && message.headers().lastHeader(HEADER) != null;
  }
}
