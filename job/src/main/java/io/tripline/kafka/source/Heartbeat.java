package io.tripline.kafka.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record by which a producer says how far known time has come in a partition when it has no fact
 * to say it with: nothing recorded before that time follows in the partition. It has neither key
 * nor value, and the header {@value #HEADER}, which holds the time as text, in milliseconds since
 * the epoch. An empty header leaves it to the record's timestamp, which a broker may overwrite.
 *
 * <p>Without it, a partition that is silent is either waited for, and everything stands still, or
 * given up as idle, and its next fact may be late.
 */
public final class Heartbeat {
  /** The header that tells a heartbeat from a record that has lost its value. */
  public static final String HEADER = "tripline-heartbeat";

  /** As many digits as surely fit. */
  private static final Pattern TIME = Pattern.compile("-?[0-9]{1,18}");

  private Heartbeat() {}

  /**
   * A heartbeat. A broker takes none whose time is further ahead than its topic's {@code
   * message.timestamp.after.max.ms}.
   *
   * @param knownTime milliseconds since the epoch
   */
  public static ProducerRecord<byte[], byte[]> of(String topic, int partition, long knownTime) {
    ProducerRecord<byte[], byte[]> heartbeat =
        new ProducerRecord<>(topic, partition, knownTime, null, (byte[]) null);
    heartbeat.headers().add(HEADER, Long.toString(knownTime).getBytes(StandardCharsets.UTF_8));
    return heartbeat;
  }

  static boolean is(ConsumerRecord<byte[], byte[]> message) {
    return message.value() == null && message.headers().lastHeader(HEADER) != null;
  }

  /**
   * The time that a heartbeat tells, in milliseconds since the epoch.
   *
   * @throws NumberFormatException if its header holds something else
   */
  static long time(ConsumerRecord<byte[], byte[]> heartbeat) {
    Header header = heartbeat.headers().lastHeader(HEADER);
    if (header.value() == null || header.value().length == 0) {
      return heartbeat.timestamp();
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    if (!TIME.matcher(text).matches()) {
      throw new NumberFormatException("the header " + HEADER + " holds no time");
    }
    return Long.parseLong(text);
  }
}
