package io.tripline.notify;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.alert.NoticeReader;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.ServiceEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Events as a test needs them, and as they stand in their topic. */
public final class Events {
  public static final String TOPIC = "tripline.events";

  private static final SingleObjectCodec CODEC = new SingleObjectCodec();

  private Events() {}

  /** A variance of the target margin. */
  public static ServiceEvent variance(
      String service, String incident, String transition, String severity, String asOf) {
    return read(
        """
        {"eventId":"%2$s %3$s %5$s","type":"variance","transition":"%3$s","serviceId":"%1$s",
         "asOf":"%5$s","planVersion":1,"incidentId":"%2$s","targetId":"margin","metric":"margin",
         "window":"WEEK","windowStart":"2026-01-19T15:00:00Z","windowEnd":"2026-01-26T15:00:00Z",
         "actual":"32792.258065","target":"49332.258065","excess":"16540.000000",
         "severity":"%4$s","since":"2026-01-26T09:50:00Z","openedAt":"2026-01-26T10:00:00Z",
         "leaves":[{"name":"SPENDING","of":"CLOUD","amount":"-240.000000","unit":"MONEY"}],
         "flows":[],"accrued":"0.000000","headline":"Margin of <%1$s> & others is short."}
        """
            .formatted(service, incident, transition, severity, asOf));
  }

  /** A move of the rule zombie, which has tripped or not. */
  public static ServiceEvent killSwitch(
      String service, String transition, String mode, boolean tripped, String asOf) {
    String trip =
        tripped
            ? "\"trippedAt\":\"2026-01-27T14:00:00Z\",\"deadline\":\"2026-01-29T14:00:00Z\","
            : "";
    return read(
        """
        {"eventId":"%1$s %2$s %5$s","type":"kill-switch","transition":"%2$s","serviceId":"%1$s",
         "asOf":"%5$s","planVersion":1,"ruleId":"zombie","action":"DEFUND","mode":"%3$s",
         "since":"2026-01-27T10:00:00Z",%4$s
         "observed":[{"metric":"units","window":"DAY","value":"0.000000","threshold":"1.000000",
          "side":"BELOW","holds":true}],"headline":"zombie: DEFUND %1$s."}
        """
            .formatted(service, transition, mode, trip, asOf));
  }

  private static ServiceEvent read(String json) {
    try {
      return EventJson.read(json);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The event as a message, with the headers that the job gives it. */
  public static ProducerRecord<byte[], byte[]> toSend(ServiceEvent event, String key) {
    String service = event.getServiceId();
    Instant asOf = event.getAsOf();
    CloudEvent context =
        CloudEventBuilder.v1()
            .withId(event.getEventId())
            .withSource(URI.create("/tripline/test/live"))
            .withType("io.tripline.variance.opened.v1")
            .withSubject(service + "/margin")
            .withTime(asOf.atOffset(ZoneOffset.UTC))
            .withData(
                "application/avro",
                URI.create("urn:tripline:schema:ServiceEvent:0.1.0:0"),
                CODEC.encode(event))
            .withExtension("partitionkey", service)
            .withExtension("correlationid", key)
            .build();
    return KafkaMessageFactory.createWriter(
            TOPIC, null, asOf.toEpochMilli(), service.getBytes(StandardCharsets.UTF_8))
        .writeBinary(context);
  }

  /** The message as it is read. */
  public static ConsumerRecord<byte[], byte[]> message(
      ServiceEvent event, String key, int partition, long offset) {
    ProducerRecord<byte[], byte[]> sent = toSend(event, key);
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        sent.timestamp(),
        TimestampType.CREATE_TIME,
        sent.key().length,
        sent.value().length,
        sent.key(),
        sent.value(),
        sent.headers(),
        java.util.Optional.empty());
  }

  /** What reads messages of the topic. */
  public static NoticeReader reader() {
    return new NoticeReader(RecordReader.of(List.of(Topic.of(TOPIC)), null));
  }

  /** The event as it is read. */
  public static Notice notice(ServiceEvent event, String key, long offset) {
    try {
      return reader().read(message(event, key, 0, offset));
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
