package io.tripline.kafka.config;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How results are written.
 *
 * @param delivery whether at least or exactly once
 * @param transactionalIdPrefix of the transactions that write exactly once; no two jobs on one
 *     Kafka cluster may share it, nor may one begin as another does
 * @param transactionTimeout after which the broker gives up a transaction: longer than a checkpoint
 *     and a recovery take together, and at most the broker's {@code transaction.max.timeout.ms}
 * @param checkpointInterval how often to commit, where Flink's own configuration does not say:
 *     events become visible at checkpoints, so this is part of how soon they are seen
 * @param people whether people are known by what is written
 */
public record OutputSettings(
    DeliveryGuarantee delivery,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    Duration checkpointInterval,
    PeopleSettings people)
    implements Serializable {
  /** With people named by their ids. */
  public OutputSettings(
      DeliveryGuarantee delivery,
      String transactionalIdPrefix,
      Duration transactionTimeout,
      Duration checkpointInterval) {
    this(
        delivery,
        transactionalIdPrefix,
        transactionTimeout,
        checkpointInterval,
        PeopleSettings.NAMED);
  }

  /** The same, with people named otherwise. */
  public OutputSettings with(PeopleSettings otherPeople) {
    return new OutputSettings(
        delivery, transactionalIdPrefix, transactionTimeout, checkpointInterval, otherPeople);
  }
}
