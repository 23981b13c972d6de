package io.tripline.notify;

import io.tripline.kafka.client.Clients;
import io.tripline.kafka.client.MissingTopicException;
import io.tripline.kafka.config.Secrets;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.notify.alert.NoticeReader;
import io.tripline.notify.config.NotifyConfiguration;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.DeadLetterFile;
import io.tripline.notify.delivery.Http;
import io.tripline.notify.journal.Journal;
import io.tripline.notify.receiver.Receiver;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Tells all receivers of a configuration what the job says, each in its own {@link Lane}. Several
 * processes with the same configuration share the work: services are divided among them.
 */
public final class Notifier implements AutoCloseable {
  private final List<Lane> lanes;
  private final DeadLetterFile deadLetters;

  private Notifier(List<Lane> lanes, DeadLetterFile deadLetters) {
    this.lanes = lanes;
    this.deadLetters = deadLetters;
  }

  /**
   * Gets ready.
   *
   * @throws MissingTopicException if the topic of events is not there
   * @throws IOException if the file of dead letters cannot be written
   */
  public static Notifier open(NotifyConfiguration configuration, Journal journal)
      throws IOException, MissingTopicException {
    InstantSource clock = Clock.systemUTC();
    UnaryOperator<String> secrets = new Secrets()::resolve;
    Http http = new Http(secrets, clock);
    DeadLetterFile deadLetters = DeadLetterFile.open(configuration.deadLetters(), clock);
    List<Lane> lanes = new ArrayList<>();
    try {
      for (ReceiverSettings receiver : configuration.receivers()) {
        lanes.add(
            new Lane(
                receiver,
                Receiver.of(receiver, secrets),
                consumer(configuration, receiver),
                configuration.events().name(),
                new NoticeReader(
                    RecordReader.of(List.of(configuration.events()), configuration.registry())),
                http,
                deadLetters,
                journal,
                clock,
                new Random()));
      }
      return new Notifier(lanes, deadLetters);
    } catch (MissingTopicException | RuntimeException e) {
      deadLetters.close();
      throw e;
    }
  }

  private static Consumer<byte[], byte[]> consumer(
      NotifyConfiguration configuration, ReceiverSettings receiver) throws MissingTopicException {
    String topic = configuration.events().name();
    Consumer<byte[], byte[]> consumer =
        Clients.groupMember(configuration.connection(), configuration.group(receiver));
    boolean there = false;
    try {
      there = !consumer.partitionsFor(topic).isEmpty();
    } catch (UnknownTopicOrPartitionException e) {
      // Said below.
    } finally {
      if (!there) {
        consumer.close();
      }
    }
    if (!there) {
      throw new MissingTopicException(topic);
    }
    return consumer;
  }

  /**
   * Tells, whatever comes, until stopped. If one lane fails, all end: whoever runs this starts it
   * again, and each receiver goes on where it was.
   *
   * @throws ExecutionException if one failed; the cause is what it failed with
   */
  public void run() throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      lanes.forEach(
          lane ->
              running.submit(
                  () -> {
                    lane.run();
                    return null;
                  }));
      for (int ended = 0; ended < lanes.size(); ended++) {
        Future<Void> lane = running.take();
        stop();
        lane.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Brings {@link #run()} to an end, from another thread. */
  public void stop() {
    lanes.forEach(Lane::stop);
  }

  @Override
  public void close() throws IOException {
    deadLetters.close();
  }
}
