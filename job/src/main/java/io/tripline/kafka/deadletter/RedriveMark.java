package io.tripline.kafka.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What says that a dead letter was sent again, in the two places where it is said.
 *
 * <ul>
 *   <li>In the topic of dead letters, in the partition of the letter and behind it, stands a record
 *       without a value whose header {@value #REDRIVEN} is the letter's place. It is written in the
 *       transaction that sends the fact, so that neither is ever there without the other.
 *   <li>The fact that is sent has, beside the headers it had, {@value #FROM}, the letter's place,
 *       and {@value #COUNT}, how often it has been sent again. If it is refused once more, the next
 *       dead letter has both, as it has all headers.
 * </ul>
 */
public final class RedriveMark {
  /** Header of the mark in the topic of dead letters. */
  public static final String REDRIVEN = "tripline-redriven";

  /** Header of the fact: which dead letter it comes from. */
  public static final String FROM = "tripline-redriven-from";

  /** Header of the fact: the how-manieth time it is that it is sent again. */
  public static final String COUNT = "tripline-redriven-count";

  private RedriveMark() {}

  /** The mark of a dead letter, to be written with the fact. */
  static ProducerRecord<byte[], byte[]> of(RecordPlace letter, byte[] key) {
    ProducerRecord<byte[], byte[]> mark =
        new ProducerRecord<>(letter.topic(), letter.partition(), key, null);
    mark.headers().add(REDRIVEN, utf8(letter.toString()));
    return mark;
  }

  /** Whether a record of the topic of dead letters is such a mark, and no dead letter. */
  static boolean is(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null && record.headers().lastHeader(REDRIVEN) != null;
  }

  /**
   * The place of the dead letter that a mark is of.
   *
   * @throws IllegalArgumentException if it says nothing of the kind
   */
  static RecordPlace letter(ConsumerRecord<byte[], byte[]> mark) {
    return RecordPlace.parse(text(mark.headers().lastHeader(REDRIVEN)));
  }

  /** Marks a fact that is to be sent. */
  static void put(Headers headers, RecordPlace letter, int count) {
    headers.remove(FROM).add(FROM, utf8(letter.toString()));
    headers.remove(COUNT).add(COUNT, utf8(Integer.toString(count)));
  }

  /** How often the fact with these headers had been sent again when it was refused. */
  static int count(Headers headers) {
    Header count = headers.lastHeader(COUNT);
    try {
      return count == null ? 0 : Integer.parseInt(text(count));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String text(Header header) {
    return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
