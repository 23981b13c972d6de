/**
 * Facts from topics: where to begin, how to read, how far known time has come.
 *
 * <pre>
 *   KafkaSource ─▶ FactDeserializer ─▶ ReadingWatermarks ─▶ Parting ─┬─▶ facts
 *        ▲                             per partition          counts └─▶ what is none
 *        └── HeartbeatingSource: known time goes on where nothing is left to read
 * </pre>
 */
package io.tripline.kafka.source;
