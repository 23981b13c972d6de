package io.tripline.kafka.admin;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A topic as it is.
 *
 * @param replicationFactor of the partition that has the fewest replicas
 * @param settings by their names in Kafka; null if this user may not see them
 * @param permitted what this user may do with it; null if the brokers don't say
 */
public record ObservedTopic(
    String name,
    int partitions,
    int replicationFactor,
    Map<String, String> settings,
    Set<AclOperation> permitted) {}
