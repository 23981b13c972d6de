package io.tripline.kafka.registry;

import io.tripline.schemas.FactType;
import java.util.Arrays;
import org.apache.avro.Schema;

/**
 * The names that schemas are registered under. What is under one name is held to be versions of one
 * record; so a topic of one record takes {@code <topic>-value}, and one of several, as the
 * governance topic is, {@code <topic>-<record's full name>}. Confluent knows these as
 * TopicNameStrategy and TopicRecordNameStrategy.
 */
final class Subjects {
  private Subjects() {}

  static String of(String topic, Schema schema) {
    return sharesItsTopic(schema) ? topic + "-" + schema.getFullName() : topic + "-value";
  }

  private static boolean sharesItsTopic(Schema schema) {
    return Arrays.stream(FactType.values())
        .filter(type -> type.recordClass().getName().equals(schema.getFullName()))
        .anyMatch(type -> FactType.carriedBy(type.feed()).size() > 1);
  }
}
