package io.tripline.kafka.sink;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordWriter;
import io.tripline.outlet.People;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Puts into words for the wire what was said, and notes when: right behind the ledger, in the same
 * chain, so that what the wall clock shows here is when the ledger said it. The pipeline itself
 * asks no clock.
 *
 * @param <T> what was said
 */
final class Announcing<T> extends ProcessFunction<T, Announcement> {
  private static final long serialVersionUID = 1L;

  private final Topic topic;
  private final RegistrySettings registry;
  private final SerializableFunction<T, Attributes> attributes;
  private final SerializableFunction<T, byte[]> key;
  private final People people;
  private final Wording<T> record;

  private transient RecordWriter records;
  private transient SchemaUris schemas;

  /**
   * @param registry null where the topic needs none
   * @param people how they are named in the record
   */
  Announcing(
      Topic topic,
      RegistrySettings registry,
      SerializableFunction<T, Attributes> attributes,
      SerializableFunction<T, byte[]> key,
      People people,
      Wording<T> record) {
    this.topic = topic;
    this.registry = registry;
    this.attributes = attributes;
    this.key = key;
    this.people = people;
    this.record = record;
  }

  /** The record of the contract of what was said. */
  interface Wording<T> extends Serializable {
    /**
     * Puts it into words.
     *
     * @param people how to name them
     */
    SpecificRecord of(T said, People people);
  }

  /** Where it is written to. */
  Topic topic() {
    return topic;
  }

  @Override
  public void open(OpenContext context) {
    people.open();
    records = RecordWriter.of(topic, registry);
    schemas = new SchemaUris(topic.framing(), registry == null ? null : registry.url());
  }

  @Override
  public void processElement(T said, Context context, Collector<Announcement> out) {
    long evaluatedAt = context.timerService().currentProcessingTime();
    SpecificRecord written = record.of(said, people);
    byte[] data = records.write(written);
    out.collect(
        new Announcement(
            attributes.apply(said),
            key.apply(said),
            data,
            schemas.of(written.getSchema(), data).toString(),
            evaluatedAt));
  }
}
