package io.tripline.checks.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tripline.checks.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code schemas/asyncapi.yaml} says what the code does, and is AsyncAPI. With {@code
 * -Dtripline.asyncapi.write=true} it is written anew.
 */
class AsyncApiIT {
  private static final NpmPackage SPECIFICATION =
      new NpmPackage(
          "@asyncapi/specs",
          "6.11.1",
          "A3WBLqAKGoJ2+6FWFtpjBlCQ1oFCcs4GxF7zsIGvNqp/klGUHjlA3aAcZ9XMMpLGE8zPeYDz2x9FmO6DSuKraQ==");
  private static final Path FILE = Checkout.root().resolve("schemas").resolve("asyncapi.yaml");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  @TempDir private static Path directory;
  private static JsonSchema asyncApi;
  private static JsonNode written;

  @BeforeAll
  static void read() throws Exception {
    ObjectNode made = AsyncApiDocument.of(System.getProperty("tripline.version"));
    if (Boolean.getBoolean("tripline.asyncapi.write")) {
      Files.writeString(
          FILE,
          "# All topics of Tripline, as AsyncAPI 3. Made of the code by AsyncApiIT of"
              + " deploy/checks, which fails where the two differ;\n"
              + "# -Dtripline.asyncapi.write=true makes it anew. The reference is README.md.\n"
              + YAML.writeValueAsString(made));
    }
    written = YAML.readTree(FILE.toFile());
    Path file = SPECIFICATION.unpack(directory).resolve("schemas/3.0.0.json");
    asyncApi =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(new JsonMapper().readTree(file.toFile()));
  }

  @Test
  void itSaysWhatTheCodeDoes() throws Exception {
    ObjectNode made = AsyncApiDocument.of(System.getProperty("tripline.version"));

    // Through text, for numbers to be of one kind.
    assertThat(written).isEqualTo(YAML.readTree(YAML.writeValueAsString(made)));
  }

  @Test
  void itIsAsyncApi() {
    assertThat(asyncApi.validate(written)).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("a key of an operation", d -> at(d, "/operations/jobReadsCost").put("chanel", "")),
        mistake("a key of a channel", d -> at(d, "/channels/events").put("adress", "x")),
        mistake("an action", d -> at(d, "/operations/jobWritesEvents").put("action", "writes")),
        mistake(
            "a setting of a topic",
            d ->
                at(d, "/channels/cost/bindings/kafka/topicConfiguration")
                    .putArray("cleanup.policy")
                    .add("compcat")),
        mistake("a binding", d -> at(d, "/channels/cost/bindings/kafka").put("partition", 3)),
        mistake(
            "a field of Avro",
            d -> at(d, "/components/schemas/CostRecorded/schema/fields/0").remove("name")),
        mistake(
            "a security scheme",
            d -> at(d, "/components/securitySchemes/plain").put("type", "plian")));
  }

  private static Arguments mistake(String name, Consumer<ObjectNode> made) {
    return Arguments.of(name, made);
  }

  private static ObjectNode at(ObjectNode document, String pointer) {
    JsonNode node = document.at(pointer);
    assertThat(node.isObject()).as(pointer).isTrue();
    return (ObjectNode) node;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsFound(String name, Consumer<ObjectNode> make) {
    ObjectNode document = written.deepCopy();

    make.accept(document);

    Set<ValidationMessage> problems = asyncApi.validate(document);
    assertThat(problems).as(name).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> lost = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    written
        .findValuesAsText("$ref")
        .forEach(
            reference -> {
              seen.add(reference);
              if (written.at(reference.substring(1)).isMissingNode()) {
                lost.add(reference);
              }
            });

    assertThat(lost).isEmpty();
    assertThat(seen).hasSizeGreaterThan(20);
  }

  @Test
  void everyPayloadIsASchemaThatAvroReads() {
    JsonNode schemas = written.at("/components/schemas");
    schemas
        .properties()
        .forEach(
            schema ->
                assertThat(
                        new Schema.Parser()
                            .parse(schema.getValue().path("schema").toString())
                            .getName())
                    .isEqualTo(schema.getKey()));
    assertThat(schemas).hasSize(11);
  }
}
