package io.tripline.kafka.sink;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.Topic;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes announcements as CloudEvents in Kafka's binary mode: the record's value is the data, the
 * headers are the context. A live job adds how long it took; nothing takes time in a replay.
 */
final class CloudEventRecords implements KafkaRecordSerializationSchema<Announcement> {
  private static final long serialVersionUID = 1L;

  private static final String CONTENT_TYPE = "application/avro";
  private static final String PARTITION_KEY = "partitionkey";
  private static final String CORRELATION_ID = "correlationid";

  private final String topic;
  private final URI source;
  private final boolean timed;
  private final boolean detecting;
  private final Clock clock;

  private transient LatencyHistograms histograms;

  /**
   * @param clock by which it is measured how long it took; one that can be sent to a task
   */
  CloudEventRecords(Destination destination, Topic topic, Clock clock) {
    this.topic = topic.name();
    this.source = destination.source();
    this.timed =
        destination instanceof Destination.Live && !topic.equals(destination.deadLetters());
    this.detecting = topic.equals(destination.events());
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    // A sink opens it twice. Metrics that are registered again are none, and would be observed in
    // vain.
    if (timed && histograms == null) {
      histograms = new LatencyHistograms(context.getMetricGroup(), detecting);
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Announcement announcement, KafkaSinkContext context, Long timestamp) {
    Long time = announcement.attributes().time();
    ProducerRecord<byte[], byte[]> message =
        KafkaMessageFactory.createWriter(topic, null, time, announcement.key())
            .writeBinary(event(announcement));
    if (timed && time != null) {
      Latencies latencies = Latencies.of(announcement, clock.millis());
      latencies.addTo(message.headers());
      histograms.observe(latencies, announcement.attributes().detected());
    }
    return message;
  }

  private CloudEvent event(Announcement announcement) {
    Attributes attributes = announcement.attributes();
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(attributes.id())
            .withSource(source)
            .withType(attributes.type())
            .withSubject(attributes.subject())
            .withData(CONTENT_TYPE, URI.create(announcement.dataschema()), announcement.data());
    if (attributes.time() != null) {
      event.withTime(Instant.ofEpochMilli(attributes.time()).atOffset(ZoneOffset.UTC));
    }
    if (attributes.partitionKey() != null) {
      event.withExtension(PARTITION_KEY, attributes.partitionKey());
    }
    if (attributes.correlationId() != null) {
      event.withExtension(CORRELATION_ID, attributes.correlationId());
    }
    return event.build();
  }
}
