package io.tripline.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where the job reads and writes, and how.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param clients further settings of Kafka's clients, such as those of security; may be empty
 * @param groupId the consumer group that offsets are committed for
 * @param outOfOrderness how much later than one recorded after it a fact of the same partition may
 *     stand without being late; zero where every partition is in order of {@code recordedAt}
 * @param idleness how long a partition may be silent before the others go on without it, or null to
 *     wait for every partition, which then needs {@link Heartbeat}s
 * @param delivery whether results are written at least or exactly once
 * @param transactionalIdPrefix of the transactions that write exactly once; two jobs on one cluster
 *     must not share it
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> clients,
    Topics topics,
    String groupId,
    Duration outOfOrderness,
    Duration idleness,
    DeliveryGuarantee delivery,
    String transactionalIdPrefix)
    implements Serializable {
  public KafkaSettings {
    clients = Map.copyOf(clients);
  }
}
