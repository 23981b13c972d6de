package io.tripline.kafka.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a Kafka record stands, written as Kafka writes it: {@code topic-partition@offset}. */
public record RecordPlace(String topic, int partition, long offset) {
  private static final Pattern WRITTEN = Pattern.compile("(.+)-([0-9]{1,9})@([0-9]{1,18})");

  /** The place of a record. */
  public static RecordPlace of(ConsumerRecord<?, ?> record) {
    return new RecordPlace(record.topic(), record.partition(), record.offset());
  }

  /**
   * The place that is written so.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RecordPlace parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no place; write TOPIC-PARTITION@OFFSET, such as tripline.cost-0@17");
    }
    return new RecordPlace(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
  }

  @Override
  public String toString() {
    return topic + '-' + partition + '@' + offset;
  }
}
