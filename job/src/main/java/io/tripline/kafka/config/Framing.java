package io.tripline.kafka.config;

/** How a topic's records are put into bytes. */
public enum Framing {
  /** Avro's single-object encoding: {@code C3 01}, the writer schema's fingerprint, the record. */
  SINGLE_OBJECT,
  /** The wire format of Confluent's serializers: 0, the schema's id in a registry, the record. */
  CONFLUENT
}
