package io.tripline.kafka.source;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.pipeline.Admissible;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplaySummary.PlanVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What stands in the topics of facts at one moment, seen by reading them once before they are
 * replayed: only so can it be known when the first and the last fact were recorded. What is added
 * meanwhile, by transactions that are still going on or otherwise, is not part of it.
 *
 * @param extents of every partition that holds anything, by topic and partition
 * @param tallies what was read, feed by feed
 * @param plans the versions of plans that can be used
 * @param first when the first usable fact was recorded; meaningless where there is none
 * @param last when the last usable fact was recorded; meaningless where there is none
 */
public record TopicSurvey(
    List<Extent> extents, Map<Feed, Tally> tallies, Set<PlanVersion> plans, long first, long last) {

  /**
   * What stands in a partition.
   *
   * @param from the offset of the first record
   * @param to the offset behind the last
   */
  public record Extent(String topic, int partition, long from, long to) {
    private static final Comparator<Extent> ORDER =
        Comparator.comparing(Extent::topic).thenComparingInt(Extent::partition);

    private TopicPartition place() {
      return new TopicPartition(topic, partition);
    }
  }

  /** Is told of everything that is read. */
  public interface Taker {
    /** A fact that can be used. */
    void take(Admissible admissible) throws IOException;

    /** Something that is no fact, or none that can be used. */
    void refused(Feed feed);
  }

  private static final Taker NOBODY =
      new Taker() {
        @Override
        public void take(Admissible admissible) {
          // Nobody wants it.
        }

        @Override
        public void refused(Feed feed) {
          // Nobody wants to know.
        }
      };

  /**
   * What was read of a feed; heartbeats are no facts.
   *
   * @param facts usable or not
   * @param unusable those that are no fact, or none that can be used
   */
  public record Tally(long facts, long unusable) {
    private static final Tally NOTHING = new Tally(0, 0);

    private Tally plus(boolean usable) {
      return new Tally(facts + 1, usable ? unusable : unusable + 1);
    }
  }

  /** Of every partition that holds anything, the offset behind the last record. */
  public Map<TopicPartition, Long> ends() {
    return extents.stream().collect(Collectors.toMap(Extent::place, Extent::to));
  }

  /** How many facts of all feeds can be used. */
  public long usable() {
    return tallies.values().stream().mapToLong(tally -> tally.facts() - tally.unusable()).sum();
  }

  /**
   * Reads all topics of facts from their beginnings to their ends.
   *
   * @param factsRead told now and then how many facts were read
   * @throws BadReplayException if a topic is not there
   */
  public static TopicSurvey of(JobConfiguration configuration, LongConsumer factsRead)
      throws Exception {
    return of(configuration, factsRead, NOBODY);
  }

  /**
   * As above.
   *
   * @param taker told of everything that is read, for whoever does not want to read it again
   */
  public static TopicSurvey of(JobConfiguration configuration, LongConsumer factsRead, Taker taker)
      throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties(configuration), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return new Reader(configuration, consumer, factsRead, taker).read();
    }
  }

  /** Of no group, so that none moves. */
  private static Properties properties(JobConfiguration configuration) {
    Properties properties = ReplayedTopics.consumer(configuration);
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

  private static final class Reader {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** So many polls in a row may bring nothing before it is said that the broker is silent. */
    private static final int PATIENCE = 60;

    private final JobConfiguration configuration;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LongConsumer factsRead;
    private final Taker taker;
    private final FactDeserializer deserializer;
    private final Map<Feed, Tally> tallies = new EnumMap<>(Feed.class);
    private final Set<PlanVersion> plans = new HashSet<>();
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Reader(
        JobConfiguration configuration,
        KafkaConsumer<byte[], byte[]> consumer,
        LongConsumer factsRead,
        Taker taker) {
      this.configuration = configuration;
      this.consumer = consumer;
      this.factsRead = factsRead;
      this.taker = taker;
      this.deserializer = new FactDeserializer(configuration, ReadingClock.ofThen());
      for (Feed feed : Feed.values()) {
        tallies.put(feed, Tally.NOTHING);
      }
    }

    TopicSurvey read() throws Exception {
      deserializer.open(null);
      List<Extent> extents = extents();
      Map<TopicPartition, Long> ends =
          extents.stream().collect(Collectors.toMap(Extent::place, Extent::to));
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      Collector<Reading> readings = collector();
      int silent = 0;
      while (!ends.entrySet().stream().allMatch(this::isReached)) {
        long before = reached(ends);
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          if (message.offset() < ends.get(partition(message))) {
            deserializer.deserialize(message, readings);
          }
        }
        factsRead.accept(count);
        silent = reached(ends) == before ? silent + 1 : 0;
        if (silent == PATIENCE) {
          throw new IllegalStateException(
              "nothing comes from " + ends.keySet() + " any more; is the broker up?");
        }
      }
      return new TopicSurvey(extents, tallies, Set.copyOf(plans), first, last);
    }

    private List<Extent> extents() throws BadReplayException {
      Set<TopicPartition> partitions = new HashSet<>();
      for (Topic topic : configuration.topics().facts()) {
        List<PartitionInfo> found = consumer.partitionsFor(topic.name());
        if (found == null || found.isEmpty()) {
          throw new BadReplayException(
              "there is no topic "
                  + topic.name()
                  + " at "
                  + configuration.connection().bootstrapServers()
                  + "; is it the right broker, and does the configuration name the right topics?");
        }
        found.forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
      }
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      List<Extent> extents = new ArrayList<>();
      consumer
          .endOffsets(partitions)
          .forEach(
              (p, end) -> extents.add(new Extent(p.topic(), p.partition(), begins.get(p), end)));
      extents.removeIf(extent -> extent.to() <= extent.from());
      extents.sort(Extent.ORDER);
      return List.copyOf(extents);
    }

    private boolean isReached(Map.Entry<TopicPartition, Long> end) {
      return consumer.position(end.getKey()) >= end.getValue();
    }

    private long reached(Map<TopicPartition, Long> ends) {
      return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private Collector<Reading> collector() {
      return new Collector<>() {
        @Override
        public void collect(Reading reading) {
          try {
            note(reading);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }

    private void note(Reading reading) throws IOException {
      if (reading instanceof Reading.Read read) {
        note(read.admissible().fact());
        taker.take(read.admissible());
      } else if (reading instanceof Reading.Refused refused) {
        count(refused.refusal().feed(), false);
        taker.refused(refused.refusal().feed());
      }
    }

    private void note(Fact fact) {
      count(fact.feed(), true);
      first = Math.min(first, fact.recordedAt());
      last = Math.max(last, fact.recordedAt());
      if (fact instanceof PlanPublished plan) {
        plans.add(PlanVersion.of(plan));
      }
    }

    private void count(Feed feed, boolean usable) {
      tallies.computeIfPresent(feed, (unused, tally) -> tally.plus(usable));
      count++;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> message) {
      return new TopicPartition(message.topic(), message.partition());
    }
  }
}
