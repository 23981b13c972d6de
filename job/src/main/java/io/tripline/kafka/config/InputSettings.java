package io.tripline.kafka.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How facts are read.
 *
 * @param groupId the consumer group that offsets are committed for
 * @param start where to begin if nothing is restored
 * @param outOfOrderness how much later than one recorded after it a fact of the same partition may
 *     stand without being late; zero where every partition is in order of {@code recordedAt}
 * @param idleness how long a partition may be silent before known time goes on without it, or null
 *     to wait for every partition, which then needs heartbeats from its producers
 * @param heartbeatInterval how often, for partitions that are silent and read to their end, the
 *     clock says how far known time has come; or null never to, so that nothing ticks while all
 *     partitions are silent, and a partition is silent too that cannot be reached
 * @param heartbeatDelay how far behind the clock known time then is: what a fact may take from
 *     being recorded to standing in its topic
 * @param maxClockSkew how far ahead of the clock a {@code recordedAt} may be
 * @param maxRecordBytes the size of the longest record whose value is read as a fact
 */
public record InputSettings(
    String groupId,
    Start start,
    Duration outOfOrderness,
    Duration idleness,
    Duration heartbeatInterval,
    Duration heartbeatDelay,
    Duration maxClockSkew,
    int maxRecordBytes)
    implements Serializable {
  /** Whether the clock speaks for partitions that are silent. */
  public boolean heartbeats() {
    return idleness != null && heartbeatInterval != null;
  }
}
