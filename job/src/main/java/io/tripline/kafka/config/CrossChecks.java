package io.tripline.kafka.config;

import io.tripline.kafka.config.Options.TopicOptions;
import io.tripline.outlet.People;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** What is wrong with options that are right each by itself. */
final class CrossChecks {
  /** {@code transaction.max.timeout.ms} of a broker that was not told otherwise. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private final Settings settings;

  CrossChecks(Settings settings) {
    this.settings = settings;
  }

  void note() {
    checkTopicNames();
    checkRegistry();
    checkBasicAuthentication();
    checkHeartbeat();
    checkTransactions();
    checkPeople();
  }

  private void checkPeople() {
    boolean hashed = settings.get(Options.PEOPLE) == People.Naming.HASHED;
    boolean key = settings.has(Options.PSEUDONYM_KEY);
    if (hashed && !key) {
      settings.error(
          Options.PEOPLE.key(),
          "is hashed, for which a key is needed, since whoever has the ids could hash them too;"
              + " write pseudonym.key: where it is to be found, "
              + References.WANTED);
    } else if (key && !hashed) {
      settings.warning(Options.PSEUDONYM_KEY.key(), "is of no use where people is not hashed");
    }
  }

  private void checkTopicNames() {
    Map<String, TopicOptions> first = new HashMap<>();
    for (TopicOptions topic : Options.TOPICS) {
      String name = settings.get(topic.name());
      TopicOptions other = name == null ? null : first.putIfAbsent(name, topic);
      if (other != null) {
        Option<?> blamed = given(topic.name(), other.name());
        Option<?> same = blamed.equals(topic.name()) ? other.name() : topic.name();
        settings.error(
            blamed.key(),
            "and '%s' are both %s; give each topic a name of its own".formatted(same.key(), name));
      }
    }
  }

  /** The one of two options to complain about: the first, unless only the other was given. */
  private Option<?> given(Option<?> one, Option<?> other) {
    return settings.has(one) || !settings.has(other) ? one : other;
  }

  private void checkRegistry() {
    boolean used = false;
    for (TopicOptions topic : Options.TOPICS) {
      boolean needed = settings.get(topic.framing()) == Framing.CONFLUENT;
      used |= needed;
      if (needed && !settings.has(Options.REGISTRY_URL)) {
        settings.error(
            topic.framing().key(),
            "is confluent, for which a registry is needed; write schema.registry.url too");
      }
    }
    if (settings.has(Options.REGISTRY_URL) && !used) {
      settings.warning(
          Options.REGISTRY_URL.key(),
          "is of no use: no topic's framing is confluent; write topic.….framing: confluent where"
              + " the registry is needed");
    }
    if (!settings.has(Options.REGISTRY_URL)) {
      keysBelow(Options.REGISTRY_PREFIX)
          .forEach(key -> settings.warning(key, "is of no use without schema.registry.url"));
    }
  }

  private Stream<String> keysBelow(String prefix) {
    return settings.keys().stream().filter(key -> key.startsWith(prefix));
  }

  private void checkBasicAuthentication() {
    boolean username = settings.has(Options.REGISTRY_USERNAME);
    boolean password = settings.has(Options.REGISTRY_PASSWORD);
    if (username != password) {
      Option<?> given = username ? Options.REGISTRY_USERNAME : Options.REGISTRY_PASSWORD;
      Option<?> missing = username ? Options.REGISTRY_PASSWORD : Options.REGISTRY_USERNAME;
      settings.error(given.key(), "is of no use alone; write " + missing.key() + " too");
    }
    String url = settings.get(Options.REGISTRY_URL);
    boolean open = url != null && url.contains("http:");
    if (open && password) {
      settings.warning(
          Options.REGISTRY_PASSWORD.key(), "is sent in the open; use an address with https");
    }
    if (open && !url.contains("https:")) {
      keysBelow(Options.REGISTRY_TLS_PREFIX)
          .forEach(
              key ->
                  settings.error(
                      key, "is about TLS, but " + url + " has none; write an address with https"));
    }
  }

  private void checkHeartbeat() {
    Optional<Duration> interval = settings.get(Options.HEARTBEAT_INTERVAL);
    Duration delay = settings.get(Options.HEARTBEAT_DELAY);
    Duration outOfOrderness = settings.get(Options.OUT_OF_ORDERNESS);
    if (interval == null || delay == null || outOfOrderness == null) {
      return;
    }
    if (interval.isPresent() && delay.compareTo(outOfOrderness) < 0) {
      settings.error(
          given(Options.HEARTBEAT_DELAY, Options.OUT_OF_ORDERNESS).key(),
          "makes heartbeats come sooner (%s) than facts may (out.of.orderness, %s), which would make"
                  .formatted(delay, outOfOrderness)
              + " these late; write a heartbeat.delay that is not shorter");
    }
    boolean waits =
        settings.get(Options.IDLENESS) != null && settings.get(Options.IDLENESS).isEmpty();
    if (waits && interval.isPresent() && settings.has(Options.HEARTBEAT_INTERVAL)) {
      settings.warning(
          Options.HEARTBEAT_INTERVAL.key(),
          "is of no use: idleness is never, which leaves heartbeats to the producers");
    }
    if (interval.isEmpty() && settings.has(Options.HEARTBEAT_DELAY)) {
      settings.warning(Options.HEARTBEAT_DELAY.key(), "is of no use: heartbeat.interval is never");
    }
  }

  private void checkTransactions() {
    if (settings.get(Options.DELIVERY) == DeliveryGuarantee.AT_LEAST_ONCE) {
      unusedWithoutTransactions(Options.TRANSACTIONAL_ID_PREFIX);
      unusedWithoutTransactions(Options.TRANSACTION_TIMEOUT);
      return;
    }
    Duration timeout = settings.get(Options.TRANSACTION_TIMEOUT);
    Duration checkpoints = settings.get(Options.CHECKPOINT_INTERVAL);
    if (timeout != null && checkpoints != null && timeout.compareTo(checkpoints) <= 0) {
      settings.error(
          given(Options.TRANSACTION_TIMEOUT, Options.CHECKPOINT_INTERVAL).key(),
          "gives up transactions (transaction.timeout, %s) before the next checkpoint commits them"
                  .formatted(timeout)
              + " (checkpoint.interval, %s); write a timeout that outlasts a checkpoint and a recovery"
                  .formatted(checkpoints));
    }
    if (timeout != null && timeout.compareTo(LONGEST_TRANSACTION) > 0) {
      settings.warning(
          Options.TRANSACTION_TIMEOUT.key(),
          "is longer than brokers allow by default (PT15M); see that their"
              + " transaction.max.timeout.ms is not shorter");
    }
  }

  private void unusedWithoutTransactions(Option<?> option) {
    if (settings.has(option)) {
      settings.warning(
          option.key(), "is of no use: without exactly-once there are no transactions");
    }
  }
}
