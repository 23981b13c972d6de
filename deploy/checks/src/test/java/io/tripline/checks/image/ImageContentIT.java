package io.tripline.checks.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.checks.Checkout;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** What the image takes from the build is what the build makes: job/target, packaged. */
class ImageContentIT {
  private static final String BUILD = "/build/";

  @Test
  void eachPatternFindsOneFile() throws Exception {
    List<String> patterns =
        Dockerfile.read(Checkout.root().resolve("deploy/Dockerfile")).instructions().stream()
            .filter(instruction -> "build".equals(instruction.from()))
            .flatMap(copy -> copy.sources().stream())
            .toList();
    assertThat(patterns).hasSize(2).allMatch(pattern -> pattern.startsWith(BUILD));
    for (String pattern : patterns) {
      assertThat(files(pattern.substring(BUILD.length()))).as(pattern).hasSize(1);
    }
  }

  @Test
  void theBillOfMaterialsNamesEveryPartWithItsVersionAndLicence() throws Exception {
    JsonNode bill =
        new ObjectMapper()
            .readTree(files("job/target/tripline-job-*-cyclonedx.json").get(0).toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Map<String, JsonNode> parts =
        StreamSupport.stream(bill.path("components").spliterator(), false)
            .collect(Collectors.toMap(part -> part.path("name").asText(), part -> part));
    assertThat(parts)
        .containsKeys("avro", "flink-connector-kafka", "cloudevents-core", "snakeyaml", "picocli")
        .doesNotContainKeys("flink-streaming-java", "junit-jupiter");
    assertThat(parts.get("kafka-clients").path("version").asText())
        .isEqualTo(AppInfoParser.getVersion());
    assertThat(parts.values())
        .allSatisfy(
            part -> {
              assertThat(part.path("purl").asText()).startsWith("pkg:maven/");
              assertThat(part.path("licenses")).as(part.toString()).isNotEmpty();
            });
  }

  private static List<Path> files(String pattern) throws IOException {
    Path path = Checkout.root().resolve(pattern);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
    try (Stream<Path> all = Files.list(path.getParent())) {
      return all.filter(file -> matcher.matches(file.getFileName())).toList();
    }
  }
}
