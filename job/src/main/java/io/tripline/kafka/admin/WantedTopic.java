package io.tripline.kafka.admin;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RecordSizes;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it ought to be.
 *
 * @param partitions how many it is made with; any number will do
 * @param retention for how long its records must be there at least; null for ever
 * @param maxMessageBytes what {@code max.message.bytes} it is made with
 */
public record WantedTopic(
    String name, Content content, int partitions, Duration retention, int maxMessageBytes) {

  /** Key and headers of a fact. */
  private static final int ENVELOPE_BYTES = 1 << 20;

  /** What a topic holds. */
  public enum Content {
    FACTS,
    EVENTS,
    STATEMENTS,
    STATE,
    DEAD_LETTERS
  }

  /** All topics of a job, facts first. */
  public static List<WantedTopic> of(JobConfiguration configuration, TopicSettings settings) {
    Topics topics = configuration.topics();
    int factBytes =
        Math.max(RecordSizes.FACTS, configuration.input().maxRecordBytes() + ENVELOPE_BYTES);
    int partitions = settings.resultPartitions();
    List<WantedTopic> wanted = new ArrayList<>();
    for (Topic topic : topics.facts()) {
      wanted.add(
          new WantedTopic(
              topic.name(),
              Content.FACTS,
              settings.factPartitions(),
              settings.factRetention(),
              factBytes));
    }
    wanted.add(result(topics.events(), Content.EVENTS, partitions, settings.eventRetention()));
    wanted.add(
        result(topics.statements(), Content.STATEMENTS, partitions, settings.statementRetention()));
    wanted.add(result(topics.state(), Content.STATE, partitions, null));
    wanted.add(
        result(
            topics.deadLetters(),
            Content.DEAD_LETTERS,
            partitions,
            settings.deadLetterRetention()));
    return List.copyOf(wanted);
  }

  private static WantedTopic result(
      Topic topic, Content content, int partitions, Duration retention) {
    return new WantedTopic(topic.name(), content, partitions, retention, RecordSizes.RESULTS);
  }

  /** Whether only the last record of each key is kept. */
  boolean compacted() {
    return content == Content.STATE;
  }

  /** The settings that it is made with, by their names in Kafka. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
    if (!compacted()) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis()));
      settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    }
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType());
    return settings;
  }

  /**
   * The settings that it was made with, as {@code name=value}.
   *
   * @param made the topic that was made
   */
  public List<String> written(ObservedTopic made) {
    Map<String, String> written = settings();
    if (made.settings() != null) {
      String inSync = made.settings().get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
      written.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync);
    }
    return written.entrySet().stream().map(Map.Entry::toString).toList();
  }

  String cleanupPolicy() {
    return compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  /**
   * When a fact came is the broker's to say: a producer's clock may be what is wrong. What is said
   * has the time that it is said of.
   */
  String timestampType() {
    return content == Content.FACTS ? "LogAppendTime" : "CreateTime";
  }

  /** -1 for ever, as Kafka has it. */
  long retentionMillis() {
    return retention == null ? -1 : retention.toMillis();
  }
}
