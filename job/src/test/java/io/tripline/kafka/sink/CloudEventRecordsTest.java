package io.tripline.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RunId;
import io.tripline.kafka.config.Topic;
import io.tripline.pipeline.RecordedMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CloudEventRecordsTest {
  private static final long TICK = Instant.parse("2026-01-20T10:55:00Z").toEpochMilli();
  private static final long BEGAN = Instant.parse("2026-01-20T10:40:00Z").toEpochMilli();
  private static final JobConfiguration CONFIGURATION = JobConfiguration.defaults("localhost:1");
  private static final Announcement OPENED =
      new Announcement(
          new Attributes(
              "id-1",
              "io.tripline.variance.opened.v1",
              "cloud-migration/fidelity",
              TICK,
              "cloud-migration",
              "incident-1",
              BEGAN,
              Attributes.Detected.INCIDENT),
          "cloud-migration".getBytes(UTF_8),
          new byte[] {1, 2, 3},
          "urn:tripline:schema:ServiceEvent:0.1.0:0123456789abcdef",
          TICK + 70_000);

  private final RecordedMetrics metrics = new RecordedMetrics();

  @Test
  void theContextIsInTheHeadersAndTheLatenciesAreBesideIt() throws Exception {
    ProducerRecord<byte[], byte[]> message =
        write(OPENED, Destination.live(CONFIGURATION), TICK + 71_500);

    assertThat(message.topic()).isEqualTo("tripline.events");
    assertThat(message.partition()).isNull();
    assertThat(message.timestamp()).isEqualTo(TICK);
    assertThat(message.key()).isEqualTo("cloud-migration".getBytes(UTF_8));
    assertThat(message.value()).isEqualTo(new byte[] {1, 2, 3});
    assertThat(headers(message))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "id-1"),
                Map.entry("ce_source", "/tripline/default/live"),
                Map.entry("ce_type", "io.tripline.variance.opened.v1"),
                Map.entry("ce_subject", "cloud-migration/fidelity"),
                Map.entry("ce_time", "2026-01-20T10:55:00Z"),
                Map.entry(
                    "ce_dataschema", "urn:tripline:schema:ServiceEvent:0.1.0:0123456789abcdef"),
                Map.entry("content-type", "application/avro"),
                Map.entry("ce_partitionkey", "cloud-migration"),
                Map.entry("ce_correlationid", "incident-1"),
                Map.entry("tripline-source-lag-ms", "70000"),
                Map.entry("tripline-dwell-ms", "1500"),
                Map.entry("tripline-detection-ms", "971500")));
    assertThat(metrics.value("source_lag_seconds_sum")).isEqualTo(70.0);
    assertThat(metrics.value("dwell_seconds_sum")).isEqualTo(1.5);
    assertThat(metrics.value("kind_detection_seconds_sum{kind=incident}")).isEqualTo(971.5);
    assertThat(metrics.notZero("kind_detection_seconds_count"))
        .isEqualTo(Map.of("kind_detection_seconds_count{kind=incident}", 1L));
  }

  @Test
  void whatIsOverOrUpdatedWasDetectedLongAgo() throws Exception {
    Attributes opened = OPENED.attributes();
    Attributes resolved =
        new Attributes(
            "id-3",
            "io.tripline.variance.resolved.v1",
            opened.subject(),
            TICK,
            opened.partitionKey(),
            opened.correlationId(),
            BEGAN,
            null);
    ProducerRecord<byte[], byte[]> message =
        write(
            new Announcement(
                resolved, OPENED.key(), OPENED.data(), OPENED.dataschema(), OPENED.evaluatedAt()),
            Destination.live(CONFIGURATION),
            TICK + 71_500);

    assertThat(headers(message)).containsEntry("tripline-detection-ms", "971500");
    assertThat(metrics.notZero("kind_detection_seconds")).isEmpty();
    assertThat(metrics.value("source_lag_seconds_count")).isEqualTo(1L);
  }

  @Test
  void aReplaySaysWhoseWordsTheyAreAndNothingOfTime() throws Exception {
    ProducerRecord<byte[], byte[]> message =
        write(OPENED, Destination.run(CONFIGURATION, new RunId("q1")), TICK + 71_500);

    assertThat(headers(message))
        .containsEntry("ce_source", "/tripline/default/replay/q1")
        .doesNotContainKeys("tripline-source-lag-ms", "tripline-dwell-ms", "tripline-detection-ms");
    assertThat(metrics.notZero("")).isEmpty();
  }

  @Test
  void whatIsAboutNoTickHasNoTimeAndTookNone() throws Exception {
    Announcement letter =
        new Announcement(
            new Attributes(
                "id-2",
                "io.tripline.deadletter.v1",
                "tripline.cost/0/1",
                null,
                null,
                null,
                null,
                null),
            null,
            new byte[] {1},
            OPENED.dataschema(),
            TICK);

    ProducerRecord<byte[], byte[]> message =
        write(letter, Destination.live(CONFIGURATION), TICK + 1);

    assertThat(message.key()).isNull();
    assertThat(message.timestamp()).isNull();
    assertThat(headers(message))
        .containsOnlyKeys(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "ce_dataschema",
            "content-type");
  }

  private ProducerRecord<byte[], byte[]> write(
      Announcement announcement, Destination destination, long now) throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    CloudEventRecords records =
        InstantiationUtil.clone(
            new CloudEventRecords(destination, Topic.of("tripline.events"), clock));
    Context context = new Context();
    records.open(context, null);
    records.open(context, null);
    return records.serialize(announcement, null, null);
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> message) {
    Map<String, String> headers = new TreeMap<>();
    message
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  /** As a sink has it, which opens its serializer twice. */
  private final class Context implements InitializationContext {
    private final MetricGroup operator = metrics.operator();

    @Override
    public MetricGroup getMetricGroup() {
      return operator;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(CloudEventRecordsTest.class.getClassLoader());
    }
  }
}
