package io.tripline.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.JobConfiguration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCheckTest {
  private static final Set<AclOperation> EVERYTHING = EnumSet.allOf(AclOperation.class);

  private final JobConfiguration configuration = JobConfiguration.defaults("broker:9092");
  private final List<WantedTopic> wanted =
      WantedTopic.of(
          configuration,
          new TopicSettings(3, 3, null, null, Duration.ofDays(400), Duration.ofDays(90)));
  private final Map<String, ObservedTopic> topics = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private int brokers = 1;
  private Long maxTransactionTimeout = Duration.ofMinutes(15).toMillis();

  @BeforeEach
  void makeThemAsWanted() {
    for (WantedTopic topic : wanted) {
      topics.put(topic.name(), new ObservedTopic(topic.name(), 3, 1, topic.settings(), EVERYTHING));
    }
  }

  @Test
  void whatIsMadeAsWantedIsGood() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void aMissingTopicIsAnErrorAndSaysHowToMakeIt() {
    topics.remove("tripline.ticket");

    assertThat(findings())
        .containsExactly("tripline.ticket: is missing; make it with: tripline topics create");
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void aHiddenTopicIsNotCalledMissing() {
    topics.remove("tripline.ticket");
    hidden.add("tripline.ticket");

    assertThat(findings())
        .containsExactly(
            "tripline.ticket: this user may not see it; grant DESCRIBE on it, and check again");
  }

  @ParameterizedTest
  @CsvSource({
    "tripline.cost, cleanup.policy, compact, set cleanup.policy=delete",
    "tripline.events, cleanup.policy, 'compact,delete', set cleanup.policy=delete",
    "tripline.state, cleanup.policy, delete, set cleanup.policy=compact",
    "tripline.state, cleanup.policy, 'compact,delete', set cleanup.policy=compact",
    "tripline.governance, retention.ms, 604800000, keeps records for 7 days",
    "tripline.governance, retention.ms, 604800000, set retention.ms=-1",
    "tripline.governance, retention.ms, 604800000, --fact-retention",
    "tripline.statements, retention.ms, 5400000, keeps records for 1.5 hours",
    "tripline.statements, retention.ms, 5400000, --statement-retention",
    "tripline.dead-letters, retention.ms, 86400000, keeps records for 1 day",
    "tripline.cost, retention.bytes, 1073741824, set retention.bytes=-1",
    "tripline.dead-letters, max.message.bytes, 12582912, set max.message.bytes=16777216",
  })
  void whatLosesRecordsIsAnError(String topic, String setting, String value, String said) {
    set(topic, setting, value);

    assertThat(findings()).singleElement().asString().startsWith(topic + ": ").contains(said);
    assertThat(errors()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "tripline.cost, max.message.bytes, 1048576, set max.message.bytes=12582912",
    "tripline.statements, max.message.bytes, 1000, set max.message.bytes=16777216",
    "tripline.cost, message.timestamp.type, CreateTime, set message.timestamp.type=LogAppendTime",
    "tripline.events, message.timestamp.type, LogAppendTime, set message.timestamp.type=CreateTime",
  })
  void whatIsOnlyLessSafeIsAWarning(String topic, String setting, String value, String said) {
    set(topic, setting, value);

    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith(topic + ": warning: ")
        .contains(said);
    assertThat(errors()).isZero();
  }

  @Test
  void deadLettersMustHoldWhatIsKeptOfTheLargestTopicOfFacts() {
    set("tripline.cost", "max.message.bytes", "14000000");
    set("tripline.dead-letters", "max.message.bytes", "14000000");
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("tripline.dead-letters: max.message.bytes is 14000000")
        .endsWith("set max.message.bytes=16777216");

    // Of what is longer still, the letter says only where it stands.
    set("tripline.cost", "max.message.bytes", "100000000");
    set("tripline.dead-letters", "max.message.bytes", "16777216");
    assertThat(findings()).isEmpty();
  }

  @Test
  void retentionIsAsLongAsIsAskedFor() {
    set("tripline.statements", "retention.ms", Long.toString(Duration.ofDays(400).toMillis()));
    set("tripline.dead-letters", "retention.ms", "-1");

    assertThat(findings()).isEmpty();
  }

  @Test
  void oneReplicaAmongSeveralBrokersIsAWarning() {
    brokers = 3;

    assertThat(findings())
        .hasSize(8)
        .allSatisfy(
            said -> assertThat(said).contains("warning: has one replica, though", "3 brokers"));
  }

  @Test
  void whatMustBeInSyncFitsTheReplicas() {
    brokers = 3;
    topics.replaceAll(
        (name, topic) ->
            new ObservedTopic(
                name, 3, 3, with(topic.settings(), "min.insync.replicas", "2"), EVERYTHING));
    assertThat(findings()).isEmpty();

    set("tripline.cost", "min.insync.replicas", "4");
    set("tripline.ticket", "min.insync.replicas", "3");
    set("tripline.events", "min.insync.replicas", "1");

    assertThat(findings())
        .satisfiesExactly(
            cost -> assertThat(cost).contains("cost: min", "nothing can be written", "=2"),
            ticket -> assertThat(ticket).contains("ticket: warning", "no broker may be down", "=2"),
            events -> assertThat(events).contains("events: warning", "lost with it", "=2"));
  }

  @Test
  void aTransactionTimeoutThatBrokersDoNotTakeIsAnError() {
    maxTransactionTimeout = Duration.ofMinutes(5).toMillis();

    assertThat(findings())
        .singleElement()
        .asString()
        .contains("brokers: transaction.max.timeout.ms is 300000", "the job asks for 600000");
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void whatCannotBeSeenIsSaidSo() {
    maxTransactionTimeout = null;
    topics.put("tripline.cost", new ObservedTopic("tripline.cost", 3, 1, null, EVERYTHING));

    assertThat(findings())
        .satisfiesExactly(
            brokers -> assertThat(brokers).contains("warning", "at least 600000"),
            cost -> assertThat(cost).contains("warning", "grant DESCRIBE_CONFIGS on it"));
  }

  @Test
  void whoMayNotReadFactsOrWriteResultsIsToldWhatToGrant() {
    Set<AclOperation> onlyDescribe = EnumSet.of(AclOperation.DESCRIBE);
    permit("tripline.cost", onlyDescribe);
    permit("tripline.events", onlyDescribe);
    permit("tripline.ticket", EnumSet.of(AclOperation.READ));
    permit("tripline.state", null);

    assertThat(findings())
        .containsExactly(
            "tripline.cost: this user may not READ it; grant READ on it",
            "tripline.events: this user may not WRITE it; grant WRITE on it");
  }

  @Test
  void aRecordOfTenMegabytesFitsIntoWhatIsMade() {
    Map<WantedTopic.Content, Integer> bytes = new HashMap<>();
    wanted.forEach(topic -> bytes.put(topic.content(), topic.maxMessageBytes()));

    assertThat(bytes.get(WantedTopic.Content.FACTS)).isGreaterThan(10 << 20);
    assertThat(bytes.get(WantedTopic.Content.DEAD_LETTERS))
        .isGreaterThan(bytes.get(WantedTopic.Content.FACTS));
  }

  private List<String> findings() {
    return check().stream().map(Finding::toString).toList();
  }

  private long errors() {
    return check().stream().filter(Finding::isError).count();
  }

  private List<Finding> check() {
    return TopicCheck.of(
        configuration,
        wanted,
        new ObservedCluster(brokers, 1, maxTransactionTimeout, topics, hidden));
  }

  private void set(String topic, String setting, String value) {
    topics.computeIfPresent(
        topic,
        (name, old) ->
            new ObservedTopic(
                name,
                old.partitions(),
                old.replicationFactor(),
                with(old.settings(), setting, value),
                old.permitted()));
  }

  private void permit(String topic, Set<AclOperation> operations) {
    topics.computeIfPresent(
        topic, (name, old) -> new ObservedTopic(name, 3, 1, old.settings(), operations));
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(name, value);
    return changed;
  }
}
