package io.tripline.checks.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tripline.checks.Checkout;
import io.tripline.checks.CommandLineCheck;
import io.tripline.checks.DebianPrograms;
import io.tripline.checks.FlinkOptions;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Compose file is one, and what it mounts is there. docker-compose holds it against the Compose
 * specification's schema, and looks whether it fits together; it needs no engine for that.
 */
class ComposeIT {
  private static final Path FOLDER = Checkout.root().resolve("deploy/compose");
  private static JsonNode services;

  @TempDir private Path directory;

  @BeforeAll
  static void read() throws Exception {
    services = config(FOLDER.resolve("compose.yaml")).path("services");
  }

  private static JsonNode config(Path file) throws IOException, InterruptedException {
    Path complaints = Files.createTempFile("compose-", ".txt");
    try {
      Process compose =
          new ProcessBuilder(
                  DebianPrograms.find("docker-compose").toString(),
                  "--file",
                  file.toString(),
                  "config",
                  "--format",
                  "json")
              .redirectError(complaints.toFile())
              .start();
      String said = new String(compose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = compose.waitFor();
      String complained = Files.readString(complaints);
      if (code != 0 || !complained.isBlank()) {
        throw new IllegalStateException(complained);
      }
      return new ObjectMapper().readTree(said);
    } finally {
      Files.delete(complaints);
    }
  }

  @Test
  void everyServiceIsHeldToTheRules() {
    assertThat(services.properties())
        .extracting(Map.Entry::getKey)
        .contains("kafka", "registry", "jobmanager", "taskmanager", "notify")
        .contains("prometheus", "alertmanager", "grafana");
    assertThat(services.properties())
        .flatExtracting(one -> ServiceRules.objections(one.getKey(), one.getValue()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mem_limit:, mem_limt:, mem_limt",
    "retries: 24, retries: many, retries",
    "'- kafka:/var', '- kafak:/var', undefined volume kafak",
    "'condition: service_healthy', 'condition: service_well', condition",
    "'      topics:', '      topic:', topic"
  })
  void aFaultOfTheFileIsFound(String right, String wrong, String fault) throws Exception {
    String good = Files.readString(FOLDER.resolve("compose.yaml"));
    assertThat(good).contains(right);
    Path bad = Files.writeString(directory.resolve("compose.yaml"), good.replace(right, wrong));
    assertThatThrownBy(() -> config(bad)).hasMessageContaining(fault);
  }

  @Test
  void theJobsConfigurationIsGoodAndItsHostsAreServices() throws Exception {
    Path file = FOLDER.resolve("tripline.yaml");
    ConfigurationReading reading = ConfigurationFile.read(file, Map.of());
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(services.has(host(reading.usable().connection().bootstrapServers()))).isTrue();
    assertThat(Files.readString(file)).contains("http://registry:8080/apis/ccompat/v7");
    assertThat(services.has("registry")).isTrue();
    // Flink would take --config for its own --configDir.
    assertThat(services.at("/jobmanager/command").toString())
        .endsWith("\"--\",\"--config\",\"/etc/tripline/tripline.yaml\"]");
  }

  @Test
  void theNotifiersConfigurationIsGood() {
    CommandLineCheck.assertGood("notify", "check", FOLDER.resolve("notify.yaml").toString());
  }

  @Test
  void flinksConfigurationHoldsWhatFlinkKnows() throws Exception {
    JsonNode config =
        new YAMLMapper().readTree(Files.readString(FOLDER.resolve("flink/config.yaml")));
    List<String> keys = config.properties().stream().map(Map.Entry::getKey).toList();
    assertThat(FlinkOptions.unknown(keys)).isEmpty();
    assertThat(services.has(config.path("jobmanager.rpc.address").asText())).isTrue();
    assertThat(config.path("state.backend.type").asText()).isEqualTo("rocksdb");
  }

  @Test
  void whatPrometheusScrapesAndTellsAreServices() throws Exception {
    Path file = Checkout.root().resolve("deploy/monitoring/prometheus/prometheus.yaml");
    List<String> targets =
        new YAMLMapper()
            .readTree(Files.readString(file)).findValues("targets").stream()
                .flatMap(list -> list.valueStream())
                .map(JsonNode::asText)
                .toList();
    assertThat(targets)
        .contains("jobmanager:9249", "taskmanager:9249", "alertmanager:9093")
        .allMatch(target -> services.has(host(target)));
  }

  private static String host(String address) {
    return address.substring(0, address.indexOf(':'));
  }
}
