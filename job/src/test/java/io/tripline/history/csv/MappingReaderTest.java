package io.tripline.history.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripline.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads mappings with something wrong in them, and those that are shipped. */
class MappingReaderTest {
  private static final String GOOD =
      """
      exports:
        status: {columns: [day, light]}
      tables:
        lights: {red: RED, green: GREEN}
      rows:
        - of: status
          order: [{column: day, as: TIME}]
          facts:
            - type: StatusReported
              when: [{value: "{light}", isNot: [off]}]
              source: pmo
              eventId: "{#}"
              recordedAt: {value: "{day}", pattern: d/M/yyyy}
              serviceId: web
              status: {value: "{light}", table: lights}
              reportedBy: pmo
      """;

  @TempDir Path folder;

  @Test
  void aGoodOneIsRead() throws Exception {
    assertThat(read(GOOD).rows())
        .singleElement()
        .satisfies(rows -> assertThat(rows.facts()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reportedBy: pmo        | reportBy: pmo              | 9 | reportedBy' is missing
          reportedBy: pmo        | reportedBy: pmo\\n        by: x | 17 | there is no key
          type: StatusReported   | type: StatusReport         | 9  | did you mean 'StatusReported'
          "{#}"                  | {day}                      | 12 | write "{day}"
          "{#}"                  | "{day"                     | 12 | not closed
          serviceId: web         | serviceId: "{}"            | 14 | braces without a column
          pattern: d/M/yyyy      | pattern: d/Q/b             | 13 | is no pattern
          table: lights}         | table: lamps}              | 15 | is 'lamps', which is not among 'tables'
          green: GREEN           | green: BLUE                | 15 | would be 'BLUE'; it can be GREEN, AMBER, RED
          isNot: [off]           | isNot: [off], present: true | 10 | needs one test
          of: status             | of: state                  | 6  | write status
          as: TIME               | as: DATE                   | 7  | write one of TEXT, NUMBER, TIME
          source: pmo            | source: pmo\\n        repeat: "{day}" | 12 | write {#n}
          source: pmo            | source: pmo\\n        repeat: {value: "{day}", each: 0} | 12 | must be above 0
          """)
  void whatIsWrongIsToldWithItsPlaceAndWhatToWrite(
      String good, String bad, int line, String message) {
    String yaml = GOOD.replace(good, bad.replace("\\n", "\n"));

    MappingException e = catchThrowableOfType(MappingException.class, () -> read(yaml));

    assertThat(yaml).isNotEqualTo(GOOD);
    assertThat(e.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.place().line()).isEqualTo(line);
            });
    assertThat(e.getMessage()).contains("mapping.yaml:");
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    String yaml =
        GOOD.replace("source: pmo", "source: \"{\"").replace("table: lights", "table: lamps");

    MappingException e = catchThrowableOfType(MappingException.class, () -> read(yaml));

    assertThat(e.problems()).extracting(Problem::place).extracting("line").containsExactly(11, 15);
  }

  @Test
  void theShippedOnesAreRead() throws IOException {
    Path mappings = Path.of("..", "deploy", "local", "mappings");
    List<Path> files;
    try (Stream<Path> all = Files.walk(mappings)) {
      files = all.filter(file -> file.endsWith("mapping.yaml")).toList();
    }

    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    assertThat(files).allSatisfy(file -> assertThat(MappingReader.read(file).rows()).isNotEmpty());
  }

  private Mapping read(String yaml) throws IOException, MappingException {
    Path file = folder.resolve("mapping.yaml");
    Files.writeString(file, yaml);
    return MappingReader.read(file);
  }
}
