package io.tripline.kafka.source;

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
  /** A well-formed fact. */
  record Read(Admissible admissible) implements Reading {}

  /** Something that is none. */
  record Refused(Refusal refusal) implements Reading {}

  /**
   * How far known time has come in the partition.
   *
   * @param time milliseconds since the epoch
   */
  record Beat(long time) implements Reading {}
}
