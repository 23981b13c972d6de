package io.tripline.local.proof;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.source.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends parcels at an even pace, in their order, and says in every partition how far known time has
 * come, so that nothing is ever late. It never goes beyond where it is let go to, and outlives the
 * broker: what could not be sent is sent when that is back.
 */
final class Feeder implements AutoCloseable {
  private static final Duration PULSE = Duration.ofMillis(50);

  private final Topics topics;
  private final List<Parcel> parcels;
  private final Instant end;
  private final int perPulse;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Integer> partitions = new java.util.HashMap<>();
  private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> sentAll = new CompletableFuture<>();
  private final AtomicReferenceArray<RecordMetadata> places;
  private final AtomicInteger acknowledged = new AtomicInteger();

  private volatile int limit;
  private volatile int next;

  /**
   * @param producerSettings how the broker is reached
   * @param end the known time that has come when all is sent
   * @param perSecond how many parcels
   */
  Feeder(
      Map<String, Object> producerSettings,
      Topics topics,
      List<Parcel> parcels,
      Instant end,
      int perSecond) {
    this.topics = topics;
    this.parcels = parcels;
    this.end = end;
    this.perPulse = Math.max(1, (int) (perSecond * PULSE.toMillis() / 1000));
    this.places = new AtomicReferenceArray<>(parcels.size());
    this.producer = new KafkaProducer<>(settings(producerSettings), bytes(), bytes());
    for (Topic topic : topics.facts()) {
      partitions.put(topic.name(), producer.partitionsFor(topic.name()).size());
    }
  }

  private static Map<String, Object> settings(Map<String, Object> given) {
    Map<String, Object> settings = new java.util.HashMap<>(given);
    String patience = Long.toString(Duration.ofMinutes(10).toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(16 << 20));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    return settings;
  }

  private static ByteArraySerializer bytes() {
    return new ByteArraySerializer();
  }

  /** Begins; goes as far as {@link #letGoTo} says. */
  void start() {
    var unused =
        pulse.scheduleWithFixedDelay(this::beat, 0, PULSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** May send this many parcels in all. */
  void letGoTo(int count) {
    limit = count;
  }

  /** How many parcels have been handed to the producer. */
  int sent() {
    check();
    return next;
  }

  /** Whether the broker has acknowledged every parcel, and has been told the end. */
  boolean isDone() {
    check();
    return sentAll.isDone() && acknowledged.get() == parcels.size();
  }

  /** Where a parcel stands. */
  RecordMetadata place(int parcel) {
    return places.get(parcel);
  }

  private void check() {
    if (sentAll.isCompletedExceptionally()) {
      sentAll.join();
    }
  }

  private void beat() {
    try {
      int from = next;
      int until = Math.max(from, Math.min(Math.min(limit, parcels.size()), from + perPulse));
      for (int number = from; number < until; number++) {
        send(number);
      }
      next = until;
      saySo(until < parcels.size() ? parcels.get(until).known() : end);
      if (until == parcels.size()) {
        producer.flush();
        pulse.shutdown();
        sentAll.complete(null);
      }
    } catch (RuntimeException e) {
      pulse.shutdown();
      sentAll.completeExceptionally(e);
    }
  }

  private void send(int number) {
    var unused =
        producer.send(
            parcels.get(number).message(topics),
            (place, failure) -> {
              if (failure != null) {
                sentAll.completeExceptionally(failure);
              } else {
                places.set(number, place);
                acknowledged.incrementAndGet();
              }
            });
  }

  private void saySo(Instant known) {
    partitions.forEach(
        (topic, count) -> {
          for (int partition = 0; partition < count; partition++) {
            beat(Heartbeat.of(topic, partition, known.toEpochMilli()));
          }
        });
  }

  private void beat(ProducerRecord<byte[], byte[]> heartbeat) {
    var unused =
        producer.send(
            heartbeat,
            (place, failure) -> {
              if (failure != null) {
                sentAll.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
