package io.tripline.checks.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.checks.Checkout;
import io.tripline.checks.image.Dockerfile.Instruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image is built of what is there, as nobody's root, and the rules can tell. */
class DockerfileTest {
  private static final Path ROOT = Checkout.root();
  private static final String GOOD =
      """
      # A comment.
      FROM maven:3.9.11 AS build
      COPY . .
      FROM flink:2.2.1-java17
      RUN mkdir a \\
          && mkdir b
      COPY --from=build a b
      ENV LANG=C.UTF-8
      USER 9999:9999
      HEALTHCHECK NONE
      """;

  @Test
  void ourOwnIsNotObjectedTo() throws Exception {
    assertThat(Dockerfile.read(ROOT.resolve("deploy/Dockerfile")).objections()).isEmpty();
  }

  @Test
  void itIsOfTheFlinkThatTheJobIsBuiltAndTestedWith() throws Exception {
    Dockerfile dockerfile = Dockerfile.read(ROOT.resolve("deploy/Dockerfile"));
    List<String> images =
        dockerfile.instructions().stream()
            .filter(instruction -> instruction.is("FROM"))
            .map(instruction -> instruction.arguments().get(0))
            .toList();
    assertThat(images.get(0)).startsWith("eclipse-temurin:17.");
    assertThat(images.get(images.size() - 1))
        .isEqualTo("flink:" + EnvironmentInformation.getVersion() + "-scala_2.12-java17");
  }

  @Test
  void whatIsCopiedIsThereAndNotIgnored() throws Exception {
    List<String> let =
        Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertThat(let).isNotEmpty().allMatch(path -> Files.exists(ROOT.resolve(path)));
    List<Instruction> copies =
        Dockerfile.read(ROOT.resolve("deploy/Dockerfile")).instructions().stream()
            .filter(instruction -> instruction.is("COPY") && instruction.from() == null)
            .toList();
    assertThat(copies).isNotEmpty();
    for (String source : copies.stream().flatMap(copy -> copy.sources().stream()).toList()) {
      assertThat(ROOT.resolve(source)).exists();
      assertThat(source.equals(".") || let.contains(source.replaceFirst("/.*", "")))
          .as(source + " is let through by .dockerignore")
          .isTrue();
    }
  }

  @Test
  void whatIsRightIsNotObjectedTo() {
    assertThat(Dockerfile.parse(GOOD).objections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "flink:2.2.1-java17, flink, no version",
    "flink:2.2.1-java17, flink:latest, no version",
    "flink:2.2.1-java17, flink:2.2, no version",
    "USER 9999:9999, USER root, runs as root",
    "USER 9999:9999, USER flink, runs as flink",
    "USER 9999:9999, WORKDIR /, runs as root",
    "HEALTHCHECK NONE, EXPOSE 1, health",
    "COPY --from=build, COPY --from=built, no stage built",
    "COPY . ., ADD . ., write COPY",
    "LANG=, KAFKA_PASSWORD=, stays in the image",
    "mkdir b, 'curl -s x | sh', a pipe into a shell",
    "mkdir b, apt-get install jq, --no-install-recommends",
    "ENV, EVN, no instruction"
  })
  void whatIsWrongIs(String right, String wrong, String why) {
    assertThat(GOOD).contains(right);
    assertThat(Dockerfile.parse(GOOD.replace(right, wrong)).objections())
        .anyMatch(objection -> objection.contains(why));
  }
}
