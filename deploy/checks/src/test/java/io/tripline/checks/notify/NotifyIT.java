package io.tripline.checks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.checks.notify.Receivers.Taken;
import io.tripline.checks.notify.Said.One;
import io.tripline.local.Tripline;
import io.tripline.local.cluster.ChildProcess;
import io.tripline.local.cluster.ChildProcesses;
import io.tripline.local.cluster.JavaCommand;
import io.tripline.local.cluster.Patience;
import io.tripline.local.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notifier, killed (SIGKILL) at moments that a seed chooses, in the middle of telling receivers
 * that fail now and then, with a real Alertmanager beside them: no page is lost, and what comes
 * again comes under the key that it had.
 */
class NotifyIT {
  private static final long SEED = 11;
  private static final int KILLS = 3;
  private static final int PARTITIONS = 4;
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(4));
  private static final List<String> RECEIVERS = List.of("am", "pd", "hook");

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private Admin admin;
  private ChildProcesses processes;
  private Receivers receivers;
  private Alertmanager alertmanager;
  private Path configuration;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(Map.of("group.initial.rebalance.delay.ms", "0"));
    broker.createTopics(
        List.of(
            new NewTopic(Said.TOPIC, PARTITIONS, (short) 1)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"))));
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    processes = ChildProcesses.in(folder.resolve("processes"));
    receivers = new Receivers(SEED);
    alertmanager = Alertmanager.start(folder, receivers.url() + "/pages", PATIENCE);
    configuration =
        Files.writeString(
            folder.resolve("notify.yaml"),
            """
            bootstrap.servers: "%1$s"
            deployment: test
            kafka.consumer.session.timeout.ms: 6000
            kafka.consumer.heartbeat.interval.ms: 500
            receivers:
              - {name: am, type: alertmanager, url: "%2$s", resend: PT1S, keep: PT10M}
              - name: pd
                type: pagerduty
                url: "%3$s/pagerduty"
                routing.key: ${env:ROUTING_KEY}
                headers: {X-Who: "${env:WHO}"}
                retry.backoff: PT0.1S
                retry.longest: PT0.5S
              - name: hook
                type: webhook
                url: "%3$s/webhook"
                headers: {X-Who: "${env:WHO}"}
                retry.backoff: PT0.1S
                retry.longest: PT0.5S
            """
                .formatted(broker.bootstrapServers(), alertmanager.url(), receivers.url()));
  }

  @AfterEach
  void stop() {
    processes.close();
    alertmanager.close();
    receivers.close();
    admin.close(Duration.ofSeconds(1));
    broker.close();
  }

  @Test
  void killedInTheMiddleItLosesNothingAndRepeatsOnlyUnderTheSameKey() throws Exception {
    Said said = Said.by(SEED, "a", 10, 30);
    ChildProcess notifier = notifier("first");
    awaitFirstCommits();
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      ChildProcess victim = notifier;
      receivers.strike(5 + random.nextInt(20), kill % 2 == 0, () -> killed(victim));
      if (kill == 0) {
        say(said);
      }
      PATIENCE.until("kill", receivers::hasStruck);
      notifier = notifier("again-" + kill);
    }
    awaitAllDealtWith();

    assertEachIsToldOnceButForKills(said);
    assertAlertmanagerHasWhatIsOpen(said);
    assertOnePageEach(said);

    // An Alertmanager that has forgotten everything is told again.
    alertmanager = alertmanager.replaced(folder, receivers.url() + "/pages", PATIENCE);
    assertAlertmanagerHasWhatIsOpen(said);
    assertThat(Files.readString(notifier.output())).doesNotContain("0123456789");
  }

  @Test
  void twoShareTheWorkAndOneTakesOverWhatTheOtherSpokeFor() throws Exception {
    Said before = Said.by(SEED, "b", 20, 30);
    ChildProcess one = notifier("one");
    ChildProcess other = notifier("other");
    awaitFirstCommits();
    PATIENCE.until("both in every group", this::bothAreInEveryGroup);
    say(before);
    awaitAllDealtWith();
    assertThat(receivers.taken("/webhook").stream().map(Taken::who)).contains("one", "other");

    other.kill();
    Instant killed = Instant.now();
    Said after = Said.by(SEED + 1, "c", 20, 10);
    say(after);
    awaitAllDealtWith();
    Set<String> open = new TreeSet<>(open(before, One::open));
    open.addAll(open(after, One::open));
    PATIENCE.until(
        "everything open spoken for by the one that is left",
        () ->
            alertmanager.active().stream()
                .filter(alert -> Instant.parse(alert.get("updatedAt").asText()).isAfter(killed))
                .map(NotifyIT::incident)
                .collect(Collectors.toCollection(TreeSet::new))
                .equals(open));
    assertThat(distinct("/webhook", body -> body.get("id").asText())).isEqualTo(ids(before, after));
    assertThat(one.isAlive()).isTrue();
  }

  private void assertEachIsToldOnceButForKills(Said said) {
    assertThat(distinct("/webhook", body -> body.get("id").asText())).isEqualTo(ids(said));
    assertThat(distinct("/pagerduty", body -> body.get("dedup_key").asText()))
        .isEqualTo(said.latest().keySet());
    int more = receivers.taken("/webhook").size() - said.events().size();
    assertThat(more).as("told again, at most one of each kill").isBetween(0, KILLS);

    Map<String, List<String>> expected = new HashMap<>();
    for (One one : said.events()) {
      expected
          .computeIfAbsent(one.key(), key -> new ArrayList<>())
          .add(one.open() ? "trigger " + one.event().getAsOf() : "resolve");
    }
    Map<String, List<String>> told = new HashMap<>();
    for (Taken taken : receivers.taken("/pagerduty")) {
      JsonNode body = taken.body();
      String action = body.get("event_action").asText();
      String time = body.at("/payload/timestamp").asText();
      List<String> of =
          told.computeIfAbsent(body.get("dedup_key").asText(), k -> new ArrayList<>());
      String one = action.equals("trigger") ? action + " " + time : action;
      if (of.isEmpty() || !of.get(of.size() - 1).equals(one)) {
        of.add(one);
      }
    }
    expected.replaceAll((key, list) -> withoutRepeats(list));
    assertThat(told).isEqualTo(expected);
  }

  /**
   * Two resolves in a row, as of a switch that is confirmed and rearmed, look like one repeated.
   */
  private static List<String> withoutRepeats(List<String> list) {
    List<String> without = new ArrayList<>();
    for (String one : list) {
      if (without.isEmpty() || !without.get(without.size() - 1).equals(one)) {
        without.add(one);
      }
    }
    return without;
  }

  private void assertAlertmanagerHasWhatIsOpen(Said said) throws Exception {
    Set<String> open = open(said, One::open);
    assertThat(open).as("there is something to see").hasSizeGreaterThan(10);
    assertThat(said.latest()).hasSizeGreaterThan(open.size() + 10);
    PATIENCE.until(
        "the open ones, and no others, active",
        () ->
            alertmanager.active().stream()
                .map(NotifyIT::incident)
                .collect(Collectors.toCollection(TreeSet::new))
                .equals(open));
    Set<String> critical =
        alertmanager.active().stream()
            .filter(alert -> alert.at("/annotations/severity").asText().equals("critical"))
            .map(NotifyIT::incident)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(critical).isEqualTo(open(said, one -> one.open() && one.critical()));
  }

  /** However often Alertmanager was told of it, whom it pages was so once, while it was open. */
  private void assertOnePageEach(Said said) throws Exception {
    Set<String> open = open(said, One::open);
    PATIENCE.until("a page of everything open", () -> pages().keySet().containsAll(open));
    Map<String, Integer> pages = pages();
    Set<String> onceOpened =
        said.latest().keySet().stream()
            .filter(key -> key.contains("incident"))
            .collect(Collectors.toSet());
    pages.forEach(
        (key, count) -> {
          if (onceOpened.contains(key)) {
            assertThat(count).as(key).isEqualTo(1);
          }
        });
  }

  /** How often somebody was paged, by incident. */
  private Map<String, Integer> pages() {
    Map<String, Integer> pages = new HashMap<>();
    for (Taken page : receivers.taken("/pages")) {
      for (JsonNode alert : page.body().get("alerts")) {
        if (alert.get("status").asText().equals("firing")) {
          pages.merge(incident(alert), 1, Integer::sum);
        }
      }
    }
    return pages;
  }

  private static String incident(JsonNode alert) {
    return alert.at("/labels/incident").asText();
  }

  private static Set<String> open(Said said, Predicate<One> which) {
    return said.latest().entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(Said... all) {
    Set<String> ids = new HashSet<>();
    for (Said said : all) {
      said.events().forEach(one -> ids.add(one.event().getEventId()));
    }
    return ids;
  }

  private Set<String> distinct(String path, java.util.function.Function<JsonNode, String> what) {
    return receivers.taken(path).stream()
        .map(taken -> what.apply(taken.body()))
        .collect(Collectors.toSet());
  }

  private ChildProcess notifier(String who) throws IOException {
    return processes.start(
        "notify",
        new JavaCommand(
            Tripline.class.getName(),
            List.of(System.getProperty("java.class.path")),
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of("notify", "--config", configuration.toString()),
            Map.of("ROUTING_KEY", "0123456789abcdef0123456789abcdef", "WHO", who)));
  }

  private static void killed(ChildProcess victim) {
    try {
      victim.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(Said said) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "job"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (One one : said.events()) {
        var unused = producer.send(one.message());
      }
      producer.commitTransaction();
    }
  }

  private void awaitFirstCommits() throws Exception {
    for (String receiver : RECEIVERS) {
      PATIENCE.until(receiver + " ready", () -> committed(receiver).size() == PARTITIONS);
    }
  }

  private void awaitAllDealtWith() throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(Said.TOPIC, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get(1, TimeUnit.MINUTES)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    for (String receiver : RECEIVERS) {
      PATIENCE.until(
          receiver + " told of everything",
          () -> {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(receiver);
            // The last that stands in a partition is the mark of the transaction.
            return ends.entrySet().stream()
                .allMatch(
                    end ->
                        end.getValue() == 0
                            || committed.get(end.getKey()).offset() >= end.getValue() - 1);
          });
    }
  }

  private boolean bothAreInEveryGroup() throws Exception {
    for (String receiver : RECEIVERS) {
      int members =
          admin
              .describeConsumerGroups(List.of(group(receiver)))
              .all()
              .get(1, TimeUnit.MINUTES)
              .get(group(receiver))
              .members()
              .stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .toList()
              .size();
      if (members != 2) {
        return false;
      }
    }
    return true;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String receiver) throws Exception {
    return admin
        .listConsumerGroupOffsets(group(receiver))
        .partitionsToOffsetAndMetadata(group(receiver))
        .get(1, TimeUnit.MINUTES);
  }

  private static String group(String receiver) {
    return "tripline-notify-test-" + receiver;
  }
}
