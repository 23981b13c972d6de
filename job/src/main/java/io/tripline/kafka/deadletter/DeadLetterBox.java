package io.tripline.kafka.deadletter;

import io.tripline.kafka.client.MissingTopicException;
import io.tripline.kafka.client.TopicReader;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.DeadLetter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters in their topic. It is read as a whole each time: there is no index of it. One
 * thread at a time may use it.
 */
public final class DeadLetterBox implements AutoCloseable {
  private final TopicReader topic;
  private final RecordReader records;
  private final BiConsumer<RecordPlace, String> unreadable;

  DeadLetterBox(
      TopicReader topic, RecordReader records, BiConsumer<RecordPlace, String> unreadable) {
    this.topic = topic;
    this.records = records;
    this.unreadable = unreadable;
  }

  /**
   * The box of a job.
   *
   * @param unreadable told of records in the topic that are no dead letters: where, and why
   * @throws MissingTopicException if the topic is not there
   */
  public static DeadLetterBox open(
      JobConfiguration configuration, BiConsumer<RecordPlace, String> unreadable)
      throws MissingTopicException {
    Topic topic = configuration.topics().deadLetters();
    return new DeadLetterBox(
        TopicReader.open(configuration.connection(), topic.name()),
        RecordReader.of(List.of(topic), configuration.registry()),
        unreadable);
  }

  /**
   * Reads the dead letters that are there now, in the order in which they were refused.
   *
   * @param reading told each that is meant; says whether it wants more
   */
  public void read(DeadLetterFilter filter, Predicate<FiledLetter> reading) {
    Map<RecordPlace, Integer> redriven = redriven(filter.from());
    start(filter.from());
    topic.readToEnd(
        record -> {
          FiledLetter filed = RedriveMark.is(record) ? null : filed(record, redriven);
          return filed == null || !filter.test(filed) || reading.test(filed);
        });
  }

  /** How often each letter was sent again; a mark comes after its letter. */
  private Map<RecordPlace, Integer> redriven(Instant from) {
    Map<RecordPlace, Integer> redriven = new HashMap<>();
    start(from);
    topic.readToEnd(
        record -> {
          if (RedriveMark.is(record)) {
            count(record, redriven);
          }
          return true;
        });
    return redriven;
  }

  private void count(ConsumerRecord<byte[], byte[]> mark, Map<RecordPlace, Integer> redriven) {
    try {
      redriven.merge(RedriveMark.letter(mark), 1, Integer::sum);
    } catch (IllegalArgumentException e) {
      unreadable.accept(RecordPlace.of(mark), e.getMessage());
    }
  }

  private void start(Instant from) {
    if (from == null) {
      topic.seekToBeginning();
    } else {
      topic.seek(from);
    }
  }

  /** Null if it cannot be read, which has been told then. */
  private FiledLetter filed(
      ConsumerRecord<byte[], byte[]> record, Map<RecordPlace, Integer> redriven) {
    RecordPlace place = RecordPlace.of(record);
    try {
      SpecificRecord read = records.read(record);
      if (read instanceof DeadLetter letter) {
        return new FiledLetter(
            place,
            Instant.ofEpochMilli(record.timestamp()),
            letter,
            redriven.getOrDefault(place, 0));
      }
      unreadable.accept(place, "it is a " + read.getSchema().getName() + ", and no dead letter");
    } catch (FormatException e) {
      unreadable.accept(place, e.getMessage());
    }
    return null;
  }

  @Override
  public void close() {
    topic.close();
  }
}
