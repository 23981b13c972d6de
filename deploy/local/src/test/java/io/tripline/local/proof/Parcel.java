package io.tripline.local.proof;

import io.tripline.kafka.config.Topics;
import io.tripline.ledger.fact.Feed;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What is sent into a topic of facts: a fact, one again, or something that is none.
 *
 * @param known nothing recorded before it is sent after it, in any partition, that counts
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, sent once, never compared.
record Parcel(Instant known, Feed feed, byte[] key, byte[] value, Headers headers) {
  static Parcel of(Instant known, Feed feed, byte[] key, byte[] value) {
    return new Parcel(known, feed, key, value, new RecordHeaders());
  }

  ProducerRecord<byte[], byte[]> message(Topics topics) {
    return new ProducerRecord<>(
        topics.of(feed).name(), null, known.toEpochMilli(), key, value, headers);
  }
}
