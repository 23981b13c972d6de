package io.tripline.kafka.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Knows where partitions end. For one thread. */
interface TopicEnds extends AutoCloseable {
  /**
   * Which partitions hold no record any more.
   *
   * @param positions the offset of the next record to be read in each partition
   * @return those in which, when they were looked at, there was nothing from there on: neither a
   *     record nor a transaction that may yet turn out to have been one
   * @throws Exception if the end of any of them cannot be found out
   */
  Set<TopicPartition> reached(Map<TopicPartition, Long> positions) throws Exception;

  @Override
  void close();

  /** Opens one where it is needed. */
  interface Opening extends Serializable {
    /** Opens one for a subtask. */
    TopicEnds open(int subtask);
  }
}
