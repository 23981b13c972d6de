package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Released schemas are kept for good, and every version gets along with all of them. With {@code
 * -Dtripline.snapshots.write=true}, the schemas as they are become those released in the version of
 * the pom.
 */
class SnapshotsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
  private static final Path SNAPSHOTS = Path.of("src/main/resources/io/tripline/schemas/snapshots");
  private static final Path INDEX = SNAPSHOTS.resolve("index");
  private static final String VERSION = System.getProperty("tripline.version");

  @BeforeAll
  static void release() throws IOException {
    if (Boolean.getBoolean("tripline.snapshots.write")) {
      Files.createDirectories(SNAPSHOTS.resolve(VERSION));
      TreeSet<String> names = new TreeSet<>(index());
      for (Schema schema : WriterSchemas.current()) {
        Files.writeString(SNAPSHOTS.resolve(name(schema)), text(schema), UTF_8);
        names.add(name(schema));
      }
      Files.writeString(INDEX, String.join("\n", names) + "\n", UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("index")
  void theSchemasGetAlongWithTheReleasedOne(String name) throws IOException {
    Schema released = read(name);
    assertThat(WriterSchemas.current())
        .as("a type that was released is there for good")
        .extracting(Schema::getFullName)
        .contains(released.getFullName());
    Schema current = current(released.getName());
    assertThat(Compatibility.objections(current, released)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("index")
  void recordsWrittenWithTheReleasedOneCanBeRead(String name) throws IOException {
    assertThat(WriterSchemas.released().find(SchemaNormalization.parsingFingerprint64(read(name))))
        .isPresent();
  }

  @Test
  void theSchemasOfThisVersionAreReleasedAsTheyAre() throws IOException {
    assumeFalse(VERSION.endsWith("-SNAPSHOT"), "this version is still being made");
    for (Schema schema : WriterSchemas.current()) {
      Path file = SNAPSHOTS.resolve(name(schema));
      assertThat(file)
          .content(UTF_8)
          .as("%s; README.md says how to release", file)
          .isEqualTo(text(schema));
    }
  }

  @Test
  void theIndexListsTheFilesThereAre() throws IOException {
    try (Stream<Path> files = Files.walk(SNAPSHOTS)) {
      assertThat(index())
          .containsExactlyElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.equals(INDEX))
                  .map(file -> SNAPSHOTS.relativize(file).toString())
                  .sorted()
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "oh", "type": "string"}                       | MISSING_DEFAULT
          {"name": "hour", "type": "string"}                     | hour: itself is not timestamp-millis
          {"name": "revision", "type": "string"}                 | TYPE_MISMATCH
          {"name": "revision", "type": "long"}                   | TYPE_MISMATCH
          {"name": "units", "type": ["null", "long"]}            | TYPE_MISMATCH
          {"name": "earned", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 2}} | decimal(38, 2)
          {"name": "spend", "default": [], "type": {"type": "array", "items": {"type": "record", "namespace": "io.tripline.schemas.avro", "name": "CategoryAmount", "fields": [{"name": "category", "type": {"type": "enum", "name": "CostCategory", "symbols": ["LABOR", "CLOUD", "SOFTWARE", "HARDWARE", "OUTSIDE_SERVICES", "FACILITIES", "TELECOM", "OTHER", "COFFEE"]}}, {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 6}}]}}} | MISSING_ENUM_SYMBOLS
          """)
  void aChangeThatBreaksIsNoticed(String field, String objection) {
    Schema changed = with(field);
    assertThat(Compatibility.objections(current("Statement"), changed))
        .anySatisfy(found -> assertThat(found).contains(objection));
  }

  @Test
  void aFieldThatGoesIsNoticed() {
    Schema without = without("earned");
    assertThat(Compatibility.objections(current("Statement"), without))
        .anySatisfy(found -> assertThat(found).contains("MISSING_DEFAULT"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "region", "type": ["null", "string"], "default": null}
          {"name": "revision", "type": "int", "doc": "Told better."}
          {"name": "closed", "type": "boolean", "default": false}
          """)
  void aChangeThatDoesNotBreakIsLetPass(String field) {
    assertThat(Compatibility.objections(current("Statement"), with(field))).isEmpty();
  }

  static List<String> index() throws IOException {
    return Files.readAllLines(INDEX, UTF_8);
  }

  private static Schema read(String name) throws IOException {
    return new Schema.Parser().parse(Files.readString(SNAPSHOTS.resolve(name), UTF_8));
  }

  private static Schema current(String name) {
    return WriterSchemas.current().stream()
        .filter(schema -> schema.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(Schema schema) {
    return VERSION + '/' + schema.getName() + ".avsc";
  }

  private static String text(Schema schema) {
    try {
      return JSON.writer(PRETTY).writeValueAsString(JSON.readTree(schema.toString())) + '\n';
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(schema.getName() + " is no JSON", e);
    }
  }

  /** The schema of statements, but for a field, which is changed or added. */
  private static Schema with(String field) {
    Schema.Field changed =
        new Schema.Parser()
            .parse("{\"type\": \"record\", \"name\": \"Fragment\", \"fields\": [" + field + "]}")
            .getFields()
            .get(0);
    List<Schema.Field> others = fieldsBut(changed.name());
    return statement(
        Stream.concat(others.stream(), Stream.of(new Schema.Field(changed, changed.schema())))
            .toList());
  }

  private static Schema without(String name) {
    return statement(fieldsBut(name));
  }

  private static List<Schema.Field> fieldsBut(String name) {
    return current("Statement").getFields().stream()
        .filter(field -> !field.name().equals(name))
        .map(field -> new Schema.Field(field, field.schema()))
        .toList();
  }

  private static Schema statement(List<Schema.Field> fields) {
    Schema statement = current("Statement");
    return Schema.createRecord(
        statement.getName(), statement.getDoc(), statement.getNamespace(), false, fields);
  }
}
