package io.tripline.pipeline;

import io.tripline.ledger.fact.Fact;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A fact that was read and found well formed; whether it counts is still to be decided.
 *
 * @param origin where it was read
 * @param original the bytes it was read from, for whoever must mend it if it is refused; null where
 *     the origin is enough to find them again
 */
@TypeInfo(RecordTypes.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per record would cost too much.
public record Admissible(Fact fact, Origin origin, byte[] original) {}
