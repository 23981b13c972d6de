package io.tripline.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One of the JSON Schemas that ship for editors, with a validator to try it on. */
final class EditorSchema {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig POINTERS =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

  private final JsonNode tree;

  private EditorSchema(JsonNode tree) {
    this.tree = tree;
  }

  static EditorSchema named(String name) {
    try (InputStream file = WriterSchemas.class.getResourceAsStream(name + ".schema.json")) {
      return new EditorSchema(YAML.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no YAML: " + text, e);
    }
  }

  JsonNode tree() {
    return tree;
  }

  /** What is wrong with a document: the pointer to the place and the keyword that objects. */
  Set<String> faults(JsonNode document) {
    return shown(FACTORY.getSchema(tree, POINTERS).validate(document));
  }

  /** What is wrong with the schema, by the schema of schemas. */
  Set<String> faultsOfItsOwn() {
    SchemaLocation schemas = SchemaLocation.of(SchemaId.V202012);
    return shown(FACTORY.getSchema(schemas, POINTERS).validate(tree));
  }

  /** Pointers to the keys that an editor could say nothing of. */
  List<String> keysWithoutDescription() {
    return keysWithoutDescription(tree);
  }

  static List<String> keysWithoutDescription(JsonNode schema) {
    List<String> keys = new ArrayList<>();
    collect(schema, "", keys);
    return keys;
  }

  /** Inside allOf, if and the like, keys are only narrowed down: they are described elsewhere. */
  private static void collect(JsonNode schema, String pointer, Collection<String> keys) {
    schema
        .path("properties")
        .properties()
        .forEach(
            key -> {
              String at = pointer + "/properties/" + key.getKey();
              if (key.getValue().path("description").asText().isBlank()) {
                keys.add(at);
              }
              collect(key.getValue(), at, keys);
            });
    schema.path("$defs").properties().stream()
        .filter(definition -> definition.getValue().has("additionalProperties"))
        .forEach(
            definition ->
                collect(definition.getValue(), pointer + "/$defs/" + definition.getKey(), keys));
    for (String inside : List.of("items", "additionalProperties")) {
      if (schema.has(inside)) {
        collect(schema.get(inside), pointer + '/' + inside, keys);
      }
    }
  }

  private static Set<String> shown(Set<ValidationMessage> messages) {
    Set<String> shown = new TreeSet<>();
    for (ValidationMessage message : messages) {
      String pointer = message.getInstanceLocation().toString();
      shown.add((pointer.isEmpty() ? "/" : pointer) + ' ' + message.getType());
    }
    return shown;
  }
}
