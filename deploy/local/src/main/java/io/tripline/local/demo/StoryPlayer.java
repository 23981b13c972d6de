package io.tripline.local.demo;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.source.Heartbeat;
import io.tripline.ledger.fact.Feed;
import io.tripline.local.story.Story;
import io.tripline.local.story.Told;
import io.tripline.schemas.FactType;
import io.tripline.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays the story into the topics, known time running as much faster than the wall's as was asked
 * for. Every pulse sends what has become known, and then says in every partition how far known time
 * has come: so nothing is ever late, however fast it goes.
 */
final class StoryPlayer implements AutoCloseable {
  private static final Duration PULSE = Duration.ofMillis(20);

  /** Known time that waits in Flink until the slowest partition has come as far. */
  private static final Duration LONGEST_STRIDE = Duration.ofHours(12);

  private final Topics topics;
  private final List<Told> facts;
  private final Instant from;
  private final Instant to;
  private final double speed;
  private final LongSupplier nanoTime;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final SingleObjectCodec codec = new SingleObjectCodec();

  private long started;
  private int next;
  private Instant known;

  /**
   * @param speed seconds of known time per second
   */
  StoryPlayer(
      String bootstrapServers, Topics topics, Story story, double speed, LongSupplier nanoTime) {
    this.topics = topics;
    this.facts = story.facts();
    this.from = story.from();
    this.to = story.to();
    this.speed = speed;
    this.nanoTime = nanoTime;
    this.known = story.from();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Begins; the future completes when all is sent. */
  CompletableFuture<Void> play() {
    started = nanoTime.getAsLong();
    var unused = pulse.scheduleAtFixedRate(this::beat, 0, PULSE.toMillis(), TimeUnit.MILLISECONDS);
    return told;
  }

  private void beat() {
    try {
      known = due();
      while (next < facts.size() && facts.get(next).recordedAt().isBefore(known)) {
        send(facts.get(next));
        next++;
      }
      saySo();
      if (!known.isBefore(to)) {
        producer.flush();
        pulse.shutdown();
        told.complete(null);
      }
    } catch (RuntimeException e) {
      pulse.shutdown();
      told.completeExceptionally(e);
    }
  }

  private Instant due() {
    double seconds = (nanoTime.getAsLong() - started) / 1e9 * speed;
    Instant due = from.plusMillis((long) (1000 * seconds));
    Instant farthest = known.plus(LONGEST_STRIDE);
    Instant reached = due.isBefore(farthest) ? due : farthest;
    return reached.isBefore(to) ? reached : to;
  }

  private void send(Told fact) {
    FactType type = FactType.of(fact.fact()).orElseThrow();
    write(
        new ProducerRecord<>(
            topics.of(Feed.valueOf(type.feed().name())).name(),
            null,
            fact.recordedAt().toEpochMilli(),
            fact.serviceId().getBytes(StandardCharsets.UTF_8),
            codec.encode(fact.fact())));
  }

  private void saySo() {
    for (Topic feed : topics.facts()) {
      String topic = feed.name();
      for (int partition = 0; partition < producer.partitionsFor(topic).size(); partition++) {
        write(Heartbeat.of(topic, partition, known.toEpochMilli()));
      }
    }
  }

  private void write(ProducerRecord<byte[], byte[]> message) {
    var unused =
        producer.send(
            message,
            (written, failure) -> {
              if (failure != null) {
                told.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    producer.close(Duration.ofSeconds(5));
  }
}
