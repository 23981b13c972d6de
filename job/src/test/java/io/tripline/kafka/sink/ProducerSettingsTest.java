package io.tripline.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.Connection;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.OutputSettings;
import io.tripline.kafka.config.RecordSizes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
  @Test
  void aProducerTakesThem() {
    Properties settings = settings(Map.of(), Duration.ofMinutes(10));

    assertThat(settings)
        .containsEntry("max.request.size", Integer.toString(RecordSizes.RESULTS))
        .containsEntry("compression.type", "lz4")
        .containsEntry("delivery.timeout.ms", "120000")
        .containsEntry("transaction.timeout.ms", "600000");
    settings.setProperty("transactional.id", "t");
    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())
        .close(Duration.ZERO);
  }

  @Test
  void whatIsConfiguredComesFirst() {
    assertThat(
            settings(
                Map.of("compression.type", "zstd", "max.request.size", "20000000"),
                Duration.ofMinutes(10)))
        .containsEntry("compression.type", "zstd")
        .containsEntry("max.request.size", "20000000");
  }

  @Test
  void noRecordWaitsForLongerThanItsTransaction() {
    assertThat(settings(Map.of(), Duration.ofMinutes(1)))
        .containsEntry("delivery.timeout.ms", "60000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of("delivery.timeout.ms", "60001"), Duration.ofMinutes(1)))
        .withMessageContaining("delivery.timeout.ms is 60001 ms, longer than transactions last");
  }

  @Test
  void theLongestLetterFitsWithAllThatIsAroundIt() {
    assertThat(RecordSizes.FACTS).isLessThan(RecordSizes.KEPT);
    assertThat(RecordSizes.KEPT).isLessThan(RecordSizes.RESULTS);
  }

  private static Properties settings(Map<String, String> producer, Duration transaction) {
    JobConfiguration defaults = JobConfiguration.defaults("localhost:1");
    OutputSettings output = defaults.output();
    return ProducerSettings.of(
        new JobConfiguration(
            defaults.deployment(),
            defaults.currency(),
            defaults.ledger(),
            new Connection("localhost:1", Map.of(), Map.of(), producer, Map.of()),
            defaults.topics(),
            null,
            defaults.input(),
            new OutputSettings(
                output.delivery(),
                output.transactionalIdPrefix(),
                transaction,
                output.checkpointInterval())));
  }
}
