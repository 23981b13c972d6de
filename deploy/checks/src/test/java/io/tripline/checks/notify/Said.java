package io.tripline.checks.notify;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.ServiceEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a job says of some services, by chance, but the same for the same seed: incidents that open,
 * worsen, are updated, and resolve or don't; and kill switches through their lives.
 *
 * @param events in the order in which they are said
 */
record Said(List<One> events) {
  static final String TOPIC = "tripline.events";

  private static final SingleObjectCodec CODEC = new SingleObjectCodec();
  private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
  private static final int SLICE_SECONDS = 300;

  /**
   * Moves of a switch, whether it has tripped by then, and whether somebody is asked to look then.
   */
  private static final List<List<Move>> LIVES =
      List.of(
          List.of(new Move("WARNED", false, true), new Move("STOOD_DOWN", false, false)),
          List.of(new Move("WARNED", false, true), new Move("TRIPPED", true, true)),
          List.of(
              new Move("TRIPPED", true, true),
              new Move("STANDING", true, true),
              new Move("CONFIRMED", true, false)),
          List.of(
              new Move("TRIPPED", true, true),
              new Move("OVERRIDDEN", true, false),
              new Move("TRIPPED", true, true)),
          List.of(
              new Move("TRIPPED", true, true),
              new Move("OVERRUN", true, true),
              new Move("CONFIRMED", true, false),
              new Move("REARMED", true, false),
              new Move("WARNED", false, true)));

  private static final List<List<Move>> INCIDENTS =
      List.of(
          List.of(new Move("OPENED", false, true)),
          List.of(new Move("OPENED", false, true), new Move("RESOLVED", false, false)),
          List.of(new Move("OPENED", false, true), new Move("ESCALATED", true, true)),
          List.of(
              new Move("OPENED", true, true),
              new Move("UPDATED", true, true),
              new Move("RESOLVED", true, false)));

  private record Move(String transition, boolean critical, boolean open) {}

  /**
   * An event.
   *
   * @param key of its incident or switch
   * @param open whether somebody is asked to look from then on
   */
  record One(ServiceEvent event, String key, boolean critical, boolean open) {
    /** As the job writes it. */
    ProducerRecord<byte[], byte[]> message() {
      CloudEvent context =
          CloudEventBuilder.v1()
              .withId(event.getEventId())
              .withSource(URI.create("/tripline/test/live"))
              .withType("io.tripline.variance.opened.v1")
              .withSubject(event.getServiceId() + "/any")
              .withTime(event.getAsOf().atOffset(ZoneOffset.UTC))
              .withData("application/avro", CODEC.encode(event))
              .withExtension("partitionkey", event.getServiceId())
              .withExtension("correlationid", key)
              .build();
      return KafkaMessageFactory.createWriter(
              TOPIC,
              null,
              event.getAsOf().toEpochMilli(),
              event.getServiceId().getBytes(StandardCharsets.UTF_8))
          .writeBinary(context);
    }
  }

  /**
   * Says it.
   *
   * @param prefix of services' names and keys
   */
  static Said by(long seed, String prefix, int services, int incidents) {
    Random random = new Random(seed);
    List<One> events = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      String service = prefix + "-" + i;
      List<Move> life = LIVES.get(i % LIVES.size());
      int slice = 0;
      for (Move move : life) {
        slice += 1 + random.nextInt(20);
        events.add(killSwitch(service, move, at(slice)));
      }
    }
    for (int i = 0; i < incidents; i++) {
      String service = prefix + "-" + i % services;
      int slice = 0;
      for (Move move : INCIDENTS.get(random.nextInt(INCIDENTS.size()))) {
        slice += 1 + random.nextInt(30);
        events.add(variance(service, prefix + "-incident-" + i, move, at(slice)));
      }
    }
    events.sort(Comparator.comparing(one -> one.event().getAsOf()));
    return new Said(List.copyOf(events));
  }

  private static Instant at(int slice) {
    return BEGIN.plusSeconds((long) slice * SLICE_SECONDS);
  }

  /** What was said last of each key. */
  Map<String, One> latest() {
    Map<String, One> latest = new TreeMap<>();
    events.stream()
        .filter(one -> !one.event().getEventId().contains("COMMAND_REJECTED"))
        .forEach(one -> latest.put(one.key(), one));
    return latest;
  }

  private static One variance(String service, String incident, Move move, Instant asOf) {
    String severity = move.critical() ? "CRITICAL" : "WARNING";
    String json =
        """
        {"eventId":"%2$s %3$s","type":"variance","transition":"%3$s","serviceId":"%1$s",
         "asOf":"%4$s","planVersion":1,"incidentId":"%2$s","targetId":"%2$s","metric":"margin",
         "window":"WEEK","windowStart":"2026-01-19T15:00:00Z","windowEnd":"2026-01-26T15:00:00Z",
         "actual":"1.000000","target":"2.000000","excess":"1.000000","severity":"%5$s",
         "since":"2026-03-02T09:50:00Z","openedAt":"2026-03-02T10:00:00Z","leaves":[],"flows":[],
         "accrued":"0.000000","headline":"Margin of %1$s is 1, below 2."}
        """
            .formatted(service, incident, move.transition(), asOf, severity);
    return new One(read(json), incident, move.critical(), move.open());
  }

  private static One killSwitch(String service, Move move, Instant asOf) {
    String trip = move.critical() ? "\"trippedAt\":\"2026-03-02T10:00:00Z\"," : "";
    String json =
        """
        {"eventId":"%1$s %2$s %3$s","type":"kill-switch","transition":"%2$s","serviceId":"%1$s",
         "asOf":"%3$s","planVersion":1,"ruleId":"zombie","action":"DEFUND","mode":"ENFORCE",
         "since":"2026-03-02T10:00:00Z",%4$s"observed":[],"headline":"zombie: DEFUND %1$s."}
        """
            .formatted(service, move.transition(), asOf, trip);
    return new One(read(json), service + "-switch", move.critical(), move.open());
  }

  private static ServiceEvent read(String json) {
    try {
      return EventJson.read(json);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
