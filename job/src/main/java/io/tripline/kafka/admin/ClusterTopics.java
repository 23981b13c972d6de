package io.tripline.kafka.admin;

import io.tripline.kafka.client.Clients;
import io.tripline.kafka.config.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topics of a cluster, and makes those that are missing. */
public final class ClusterTopics implements AutoCloseable {
  private static final String DEFAULT_REPLICATION = "default.replication.factor";
  private static final String MAX_TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";
  private static final int REPLICAS_FOR_TWO_IN_SYNC = 3;

  private final Admin admin;

  private ClusterTopics(Admin admin) {
    this.admin = admin;
  }

  /** Connects when it is first asked something. */
  public static ClusterTopics of(Connection connection) {
    return new ClusterTopics(Clients.admin(connection));
  }

  /**
   * What there is of some topics.
   *
   * @throws ExecutionException if the cluster does not say; the cause is Kafka's
   */
  public ObservedCluster observe(Collection<String> names)
      throws InterruptedException, ExecutionException {
    Collection<Node> brokers = admin.describeCluster().nodes().get();
    Map<String, String> settings = brokerSettings(brokers.iterator().next());
    Set<String> hidden = new HashSet<>();
    Map<String, TopicDescription> described = describe(names, hidden);
    Map<String, Map<String, String>> topicSettings = topicSettings(described.keySet());
    Map<String, ObservedTopic> topics = new HashMap<>();
    described.forEach((name, topic) -> topics.put(name, observed(topic, topicSettings.get(name))));
    return new ObservedCluster(
        brokers.size(),
        Optional.ofNullable(settings.get(DEFAULT_REPLICATION)).map(Integer::valueOf).orElse(null),
        Optional.ofNullable(settings.get(MAX_TRANSACTION_TIMEOUT)).map(Long::valueOf).orElse(null),
        topics,
        hidden);
  }

  private static ObservedTopic observed(TopicDescription topic, Map<String, String> settings) {
    int replicas =
        topic.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(0);
    return new ObservedTopic(
        topic.name(), topic.partitions().size(), replicas, settings, topic.authorizedOperations());
  }

  private Map<String, TopicDescription> describe(Collection<String> names, Set<String> hidden)
      throws InterruptedException, ExecutionException {
    Map<String, TopicDescription> described = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues()
            .entrySet()) {
      try {
        described.put(topic.getKey(), topic.getValue().get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicAuthorizationException) {
          hidden.add(topic.getKey());
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return described;
  }

  private Map<String, Map<String, String>> topicSettings(Collection<String> names)
      throws InterruptedException, ExecutionException {
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (String name : names) {
      settings(new ConfigResource(ConfigResource.Type.TOPIC, name))
          .ifPresent(known -> settings.put(name, known));
    }
    return settings;
  }

  private Map<String, String> brokerSettings(Node broker)
      throws InterruptedException, ExecutionException {
    return settings(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
        .orElse(Map.of());
  }

  private static Map<String, String> values(Config config) {
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }

  /** Empty if this user may not see them. */
  private Optional<Map<String, String>> settings(ConfigResource resource)
      throws InterruptedException, ExecutionException {
    try {
      Config config = admin.describeConfigs(List.of(resource)).values().get(resource).get();
      return Optional.of(values(config));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Makes topics; leaves those alone that are there.
   *
   * @param replicationFactor null for the brokers' default
   * @param cluster what there is
   * @param onlyTry whether to make nothing, and only have the brokers say whether they would
   * @return those that were made
   * @throws ExecutionException if one cannot be made; the cause is Kafka's
   */
  public List<ObservedTopic> create(
      List<WantedTopic> wanted, Short replicationFactor, ObservedCluster cluster, boolean onlyTry)
      throws InterruptedException, ExecutionException {
    List<NewTopic> missing =
        wanted.stream()
            .filter(topic -> !cluster.topics().containsKey(topic.name()))
            .filter(topic -> !cluster.hidden().contains(topic.name()))
            .map(topic -> newTopic(topic, replicationFactor, cluster))
            .toList();
    CreateTopicsResult result =
        admin.createTopics(missing, new CreateTopicsOptions().validateOnly(onlyTry));
    List<ObservedTopic> made = new ArrayList<>();
    for (NewTopic topic : missing) {
      try {
        result.values().get(topic.name()).get();
        made.add(made(topic.name(), result));
      } catch (ExecutionException e) {
        // Somebody else was faster: it will be checked like any other that is there.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return made;
  }

  private static NewTopic newTopic(
      WantedTopic topic, Short replicationFactor, ObservedCluster cluster) {
    Map<String, String> settings = topic.settings();
    if (replicas(replicationFactor, cluster) >= REPLICAS_FOR_TWO_IN_SYNC) {
      settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return new NewTopic(
            topic.name(), Optional.of(topic.partitions()), Optional.ofNullable(replicationFactor))
        .configs(settings);
  }

  private static ObservedTopic made(String name, CreateTopicsResult result)
      throws InterruptedException, ExecutionException {
    try {
      return new ObservedTopic(
          name,
          result.numPartitions(name).get(),
          result.replicationFactor(name).get(),
          values(result.config(name).get()),
          null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return new ObservedTopic(name, 0, 0, null, null);
      }
      throw e;
    }
  }

  private static int replicas(Short asked, ObservedCluster cluster) {
    if (asked != null) {
      return asked;
    }
    return cluster.defaultReplicationFactor() == null ? 0 : cluster.defaultReplicationFactor();
  }

  @Override
  public void close() {
    admin.close();
  }
}
