package io.tripline.kafka.source;

import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a message was read as. It is read in the source, so that each partition's watermark follows
 * the facts in it, and parted behind it: a source has no side outputs.
 */
@TypeInfo(RecordTypes.Factory.class)
public sealed interface Reading {
  /** The offset of the message. */
  long offset();

  /** A well-formed fact. */
  record Read(Admissible admissible) implements Reading {
    @Override
    public long offset() {
      return admissible.origin().position();
    }
  }

  /** Something that is none. */
  record Refused(Refusal refusal) implements Reading {
    @Override
    public long offset() {
      return refusal.origin().position();
    }
  }

  /**
   * A producer's word on how far known time has come in the partition.
   *
   * @param time milliseconds since the epoch
   */
  record Beat(Feed feed, long time, long offset) implements Reading {}

  /** A producer's word that is too far ahead of the clock to be believed; it moves nothing. */
  record DisbelievedBeat(Feed feed, long offset) implements Reading {}

  /**
   * How far known time has come, by the clock, in a partition that is silent and read to its end.
   *
   * @param time milliseconds since the epoch
   * @param offset of the next message, for there is none
   */
  record Silence(long time, long offset) implements Reading {}
}
