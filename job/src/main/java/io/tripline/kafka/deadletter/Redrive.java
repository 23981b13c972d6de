package io.tripline.kafka.deadletter;

import io.tripline.kafka.client.Clients;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RecordSizes;
import io.tripline.schemas.avro.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends once more what dead letters hold: the bytes, the key and the headers that the refused
 * record had, to the topic and partition that it stood in, or to another topic of facts.
 *
 * <p>Fact and {@linkplain RedriveMark mark} are committed together, some letters at a time:
 * whatever breaks, each letter was sent with its mark or not at all. Only one can be at it: a
 * second one that begins puts an end to the first, whose open transaction is given up. It therefore
 * has to be opened before the marks are read.
 */
public final class Redrive implements AutoCloseable {
  private static final int LETTERS_PER_TRANSACTION = 500;
  private static final long BYTES_PER_TRANSACTION = 16 << 20;

  private final Producer<byte[], byte[]> producer;
  private final String otherTopic;
  private final BiConsumer<FiledLetter, RecordPlace> onSent;
  private final List<Sent> open = new ArrayList<>();
  private long openBytes;

  private record Sent(
      FiledLetter filed, Future<RecordMetadata> fact, Future<RecordMetadata> mark) {}

  Redrive(
      Producer<byte[], byte[]> producer,
      String otherTopic,
      BiConsumer<FiledLetter, RecordPlace> onSent) {
    this.producer = producer;
    this.otherTopic = otherTopic;
    this.onSent = onSent;
    producer.initTransactions();
  }

  /**
   * Begins.
   *
   * @param otherTopic where to send all to; null to send each to where it came from
   * @param onSent told each letter once it is committed, and where its record stands now
   */
  public static Redrive open(
      JobConfiguration configuration,
      String otherTopic,
      BiConsumer<FiledLetter, RecordPlace> onSent) {
    String transactionalId = configuration.output().transactionalIdPrefix() + "-redrive";
    Producer<byte[], byte[]> producer =
        Clients.transactionalWriter(
            configuration.connection(), transactionalId, RecordSizes.RESULTS);
    try {
      return new Redrive(producer, otherTopic, onSent);
    } catch (KafkaException e) {
      producer.close();
      throw e;
    }
  }

  /** Sends a letter's record; it is there when {@code onSent} has been told. */
  public void send(FiledLetter filed) {
    if (open.isEmpty()) {
      producer.beginTransaction();
    }
    ProducerRecord<byte[], byte[]> fact = fact(filed);
    ProducerRecord<byte[], byte[]> mark = RedriveMark.of(filed.place(), fact.key());
    open.add(new Sent(filed, producer.send(fact), producer.send(mark)));
    openBytes += fact.value() == null ? 0 : fact.value().length;
    if (open.size() >= LETTERS_PER_TRANSACTION || openBytes >= BYTES_PER_TRANSACTION) {
      commit();
    }
  }

  /** Commits what is not yet. */
  public void commit() {
    if (open.isEmpty()) {
      return;
    }
    producer.commitTransaction();
    List<Sent> committed = List.copyOf(open);
    open.clear();
    openBytes = 0;
    for (Sent sent : committed) {
      RecordPlace fact = place(sent.fact());
      place(sent.mark());
      onSent.accept(sent.filed(), fact);
    }
  }

  /** Where a record stands that was committed, and so has been written. */
  private static RecordPlace place(Future<RecordMetadata> written) {
    try {
      RecordMetadata place = written.get();
      return new RecordPlace(place.topic(), place.partition(), place.offset());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("a record was committed and yet not written", e.getCause());
    }
  }

  private ProducerRecord<byte[], byte[]> fact(FiledLetter filed) {
    DeadLetter letter = filed.letter();
    boolean back = otherTopic == null || otherTopic.equals(letter.getTopic());
    ProducerRecord<byte[], byte[]> fact =
        new ProducerRecord<>(
            back ? letter.getTopic() : otherTopic,
            back ? letter.getPartition() : null,
            null,
            filed.key(),
            filed.payload(),
            filed.headers());
    int before = RedriveMark.count(fact.headers());
    RedriveMark.put(fact.headers(), filed.place(), before + filed.redriven() + 1);
    return fact;
  }

  /** Gives up what was not committed. */
  @Override
  public void close() {
    try (producer) {
      if (!open.isEmpty()) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      // It is given up all the same: when another one begins, or at the end of its timeout.
      open.clear();
    }
  }
}
