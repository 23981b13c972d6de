package io.tripline.kafka.admin;

import io.tripline.kafka.admin.WantedTopic.Content;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RecordSizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** Says what of a cluster is not as a job needs it, and what to do about it. */
public final class TopicCheck {
  /** What a dead letter says beside the record that it holds. */
  private static final int ENVELOPE_BYTES = 64 << 10;

  /** Kafka's default for a topic, which statements of busy services come near. */
  private static final int USUAL_BYTES = 1_048_588;

  private static final int SAFE_REPLICATION = 3;
  private static final int SAFE_IN_SYNC = 2;
  private static final String FOR_EVER = "-1";

  private final JobConfiguration configuration;
  private final List<WantedTopic> wanted;
  private final ObservedCluster cluster;
  private final List<Finding> findings = new ArrayList<>();

  private TopicCheck(
      JobConfiguration configuration, List<WantedTopic> wanted, ObservedCluster cluster) {
    this.configuration = configuration;
    this.wanted = wanted;
    this.cluster = cluster;
  }

  /** All that is wrong, the cluster first, then topic by topic. */
  public static List<Finding> of(
      JobConfiguration configuration, List<WantedTopic> wanted, ObservedCluster cluster) {
    TopicCheck check = new TopicCheck(configuration, wanted, cluster);
    check.checkTransactions();
    wanted.forEach(check::check);
    return List.copyOf(check.findings);
  }

  private void checkTransactions() {
    if (configuration.output().delivery() != DeliveryGuarantee.EXACTLY_ONCE) {
      return;
    }
    Duration asked = configuration.output().transactionTimeout();
    Long longest = cluster.maxTransactionTimeoutMillis();
    if (longest == null) {
      findings.add(
          Finding.warning(
              "brokers",
              "this user may not see their settings; make sure that transaction.max.timeout.ms is"
                  + " at least "
                  + asked.toMillis()));
    } else if (longest < asked.toMillis()) {
      findings.add(
          Finding.error(
              "brokers",
              "transaction.max.timeout.ms is %d, but the job asks for %d and would fail; raise it, or"
                      .formatted(longest, asked.toMillis())
                  + " lower the job's transaction timeout"));
    }
  }

  private void check(WantedTopic topic) {
    ObservedTopic observed = cluster.topics().get(topic.name());
    if (cluster.hidden().contains(topic.name())) {
      error(topic, "this user may not see it; grant DESCRIBE on it, and check again");
    } else if (observed == null) {
      error(topic, "is missing; make it with: tripline topics create");
    } else {
      checkPermissions(topic, observed);
      checkReplication(topic, observed);
      if (observed.settings() == null) {
        warning(
            topic,
            "this user may not see its settings; grant DESCRIBE_CONFIGS on it, and check again");
      } else {
        checkCleanup(topic, observed.settings());
        checkRetention(topic, observed.settings());
        checkSize(topic, observed.settings());
        checkTimestamps(topic, observed.settings());
        checkInSync(topic, observed);
      }
    }
  }

  private void checkPermissions(WantedTopic topic, ObservedTopic observed) {
    if (observed.permitted() == null) {
      return;
    }
    Set<AclOperation> lacking = EnumSet.copyOf(needed(topic));
    lacking.removeAll(observed.permitted());
    if (!lacking.isEmpty()) {
      String operations = lacking.stream().map(Enum::name).collect(Collectors.joining(" and "));
      error(topic, "this user may not %s it; grant %s on it".formatted(operations, operations));
    }
  }

  /** What the job does with it. */
  private static Set<AclOperation> needed(WantedTopic topic) {
    return topic.content() == Content.FACTS
        ? EnumSet.of(AclOperation.READ)
        : EnumSet.of(AclOperation.WRITE);
  }

  private void checkReplication(WantedTopic topic, ObservedTopic observed) {
    if (observed.replicationFactor() == 1 && cluster.brokers() > 1) {
      warning(
          topic,
          "has one replica, though there are %d brokers: if that one's disk is lost, all is; give it"
                  .formatted(cluster.brokers())
              + " more with kafka-reassign-partitions");
    }
  }

  private void checkInSync(WantedTopic topic, ObservedTopic observed) {
    int replicas = observed.replicationFactor();
    int inSync = Integer.parseInt(value(observed, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
    if (inSync > replicas) {
      error(
          topic,
          "min.insync.replicas is %d, but it has only %d: nothing can be written; set"
                  .formatted(inSync, replicas)
              + " min.insync.replicas="
              + Math.max(1, replicas - 1));
    } else if (replicas > 1 && inSync == replicas) {
      warning(
          topic,
          "min.insync.replicas is %d, all that it has: no broker may be down for a moment; set"
                  .formatted(inSync)
              + " min.insync.replicas="
              + (replicas - 1));
    } else if (replicas >= SAFE_REPLICATION && inSync < SAFE_IN_SYNC) {
      warning(
          topic,
          "min.insync.replicas is 1: what one broker alone has taken is lost with it; set"
              + " min.insync.replicas=2");
    }
  }

  private void checkCleanup(WantedTopic topic, Map<String, String> settings) {
    String policy = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
    if (policy.equals(topic.cleanupPolicy())) {
      return;
    }
    String why =
        topic.compacted()
            ? "what is said of a service must stay until something else is"
            : "it keeps every record, not the last of each key";
    error(
        topic,
        "cleanup.policy is %s, but %s; set cleanup.policy=%s"
            .formatted(policy, why, topic.cleanupPolicy()));
  }

  private void checkRetention(WantedTopic topic, Map<String, String> settings) {
    if (topic.compacted()) {
      return;
    }
    long millis = Long.parseLong(settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER));
    if (millis >= 0 && (topic.retention() == null || millis < topic.retentionMillis())) {
      error(
          topic,
          "keeps records for %s, but %s; set retention.ms=%d, or say with %s how long is enough"
              .formatted(
                  words(Duration.ofMillis(millis)),
                  purpose(topic),
                  topic.retentionMillis(),
                  option(topic)));
    }
    String bytes = settings.getOrDefault(TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    if (!bytes.equals(FOR_EVER)) {
      error(
          topic,
          "drops its oldest records when a partition has %s bytes, however new they are; set"
                  .formatted(bytes)
              + " retention.bytes=-1");
    }
  }

  private static String purpose(WantedTopic topic) {
    String asked = topic.retention() == null ? "for ever" : "for " + words(topic.retention());
    return topic.content() == Content.FACTS
        ? "a replay, or a job that begins anew, needs them " + asked
        : "they are to be there " + asked;
  }

  private static String option(WantedTopic topic) {
    return switch (topic.content()) {
      case FACTS -> "--fact-retention";
      case EVENTS -> "--event-retention";
      case STATEMENTS -> "--statement-retention";
      case DEAD_LETTERS -> "--dead-letter-retention";
      case STATE -> throw new IllegalArgumentException("state is kept, not retained");
    };
  }

  private static String words(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + (time.toDays() == 1 ? " day" : " days");
    }
    return String.format(Locale.ROOT, "%.1f hours", time.toMinutes() / 60.0);
  }

  private void checkSize(WantedTopic topic, Map<String, String> settings) {
    int bytes = maxMessageBytes(settings);
    switch (topic.content()) {
      case FACTS -> {
        int needed = configuration.input().maxRecordBytes() + ENVELOPE_BYTES;
        if (bytes < needed) {
          warning(
              topic,
              "max.message.bytes is %d, so that producers cannot send all records of up to %d bytes"
                      .formatted(bytes, configuration.input().maxRecordBytes())
                  + " that the job takes; set max.message.bytes="
                  + topic.maxMessageBytes());
        }
      }
      case DEAD_LETTERS -> {
        int needed = Math.min(largestFact(), RecordSizes.KEPT) + ENVELOPE_BYTES;
        if (bytes < needed) {
          error(
              topic,
              "max.message.bytes is %d, but a refused record of the size that topics of facts take"
                      .formatted(bytes)
                  + " would not fit, and the job would fail on it; set max.message.bytes="
                  + topic.maxMessageBytes());
        }
      }
      case EVENTS, STATEMENTS, STATE -> {
        if (bytes < USUAL_BYTES) {
          warning(
              topic,
              "max.message.bytes is %d, less than Kafka's default, and the job fails on a record that"
                      .formatted(bytes)
                  + " does not fit; set max.message.bytes="
                  + topic.maxMessageBytes());
        }
      }
    }
  }

  /** How long the longest record that may be refused is. */
  private int largestFact() {
    return wanted.stream()
        .filter(topic -> topic.content() == Content.FACTS)
        .mapToInt(this::takes)
        .max()
        .orElse(0);
  }

  private int takes(WantedTopic topic) {
    ObservedTopic observed = cluster.topics().get(topic.name());
    return observed == null || observed.settings() == null
        ? topic.maxMessageBytes()
        : maxMessageBytes(observed.settings());
  }

  private static int maxMessageBytes(Map<String, String> settings) {
    return Integer.parseInt(
        settings.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(USUAL_BYTES)));
  }

  private void checkTimestamps(WantedTopic topic, Map<String, String> settings) {
    String type = settings.getOrDefault(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    if (type.equals(topic.timestampType()) || topic.content() == Content.DEAD_LETTERS) {
      return;
    }
    String why =
        topic.content() == Content.FACTS
            ? "each producer's own clock says when a record came, and when it may be deleted"
            : "records lose the time that they are said of, by which they are found";
    warning(
        topic,
        "message.timestamp.type is %s: %s; set message.timestamp.type=%s"
            .formatted(type, why, topic.timestampType()));
  }

  private static String value(ObservedTopic topic, String name, String otherwise) {
    return topic.settings().getOrDefault(name, otherwise);
  }

  private void error(WantedTopic topic, String message) {
    findings.add(Finding.error(topic.name(), message));
  }

  private void warning(WantedTopic topic, String message) {
    findings.add(Finding.warning(topic.name(), message));
  }
}
