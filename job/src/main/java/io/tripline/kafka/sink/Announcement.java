package io.tripline.kafka.sink;

import io.tripline.pipeline.RecordTypes;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is to be written, all but by whom.
 *
 * @param key the record's key, or null
 * @param data the record of the contract, in the framing of its topic
 * @param dataschema the URI of the schema that it was written with
 * @param evaluatedAt when the ledger was seen to say it, by the wall clock, in milliseconds since
 *     the epoch
 */
@TypeInfo(RecordTypes.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per record would cost too much.
public record Announcement(
    Attributes attributes, byte[] key, byte[] data, String dataschema, long evaluatedAt) {}
