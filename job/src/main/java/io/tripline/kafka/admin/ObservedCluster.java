package io.tripline.kafka.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A Kafka cluster as it is.
 *
 * @param brokers how many there are
 * @param defaultReplicationFactor of topics that are made without saying; null if this user may not
 *     see the brokers' settings
 * @param maxTransactionTimeoutMillis the longest transaction timeout that the brokers take; null if
 *     this user may not see the brokers' settings
 * @param topics those there are, by name
 * @param hidden the names of those that this user may not even see
 */
public record ObservedCluster(
    int brokers,
    Integer defaultReplicationFactor,
    Long maxTransactionTimeoutMillis,
    Map<String, ObservedTopic> topics,
    Set<String> hidden) {

  /** The same, with topics that have been made since. */
  public ObservedCluster with(Collection<ObservedTopic> made) {
    Map<String, ObservedTopic> all = new HashMap<>(topics);
    made.forEach(topic -> all.put(topic.name(), topic));
    return new ObservedCluster(
        brokers, defaultReplicationFactor, maxTransactionTimeoutMillis, all, hidden);
  }
}
