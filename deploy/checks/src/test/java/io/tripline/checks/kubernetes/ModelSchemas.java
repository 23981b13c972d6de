package io.tripline.checks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.google.gson.annotations.SerializedName;
import java.util.Map;
import java.util.Set;

/** Generates JSON Schemas from classes that others publish for their objects of Kubernetes. */
final class ModelSchemas {
  /** Where these classes keep what they do not know. */
  private static final String UNKNOWN = "additionalProperties";

  /** Types that stand for several of JSON's, or are written as another. */
  private static final Map<String, String[]> WRITTEN_AS =
      Map.of(
          "IntOrString", new String[] {"integer", "string"},
          "Quantity", new String[] {"string", "number"},
          "OffsetDateTime", new String[] {"string"});

  private ModelSchemas() {}

  /** Of a class that is written by Jackson. */
  static ObjectNode ofJackson(Class<?> model) {
    SchemaGeneratorConfigBuilder builder = builder();
    builder.with(
        new JacksonModule(
            JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
            JacksonOption.RESPECT_JSONPROPERTY_REQUIRED));
    builder.forFields().withIgnoreCheck(field -> field.getDeclaredName().equals(UNKNOWN));
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(model);
    closeAroundSubtypes(schema, schema);
    return schema;
  }

  /**
   * A subtype is what its own class holds and the {@code type} that says which it is: two schemas,
   * neither of which may refuse what is in the other.
   */
  private static void closeAroundSubtypes(JsonNode schema, ObjectNode root) {
    if (schema.has("$ref") && schema.path("properties").isObject()) {
      ((ObjectNode) root.at(schema.get("$ref").asText().substring(1))).remove(UNKNOWN);
      ((ObjectNode) schema).remove(UNKNOWN);
      ((ObjectNode) schema).put("unevaluatedProperties", false);
    }
    schema.forEach(inner -> closeAroundSubtypes(inner, root));
  }

  /** Of a class of Kubernetes' own client. */
  static ObjectNode ofKubernetes(Class<?> model) {
    SchemaGeneratorConfigBuilder builder = builder();
    builder
        .forFields()
        .withPropertyNameOverrideResolver(ModelSchemas::name)
        .withRequiredCheck(field -> required(field).contains(name(field)));
    return new SchemaGenerator(builder.build()).generateSchema(model);
  }

  /** A schema of objects that may hold nothing that is not named. */
  static ObjectNode object() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "object")
        .put("additionalProperties", false);
  }

  private static SchemaGeneratorConfigBuilder builder() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
                new ObjectMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.DEFINITIONS_FOR_ALL_OBJECTS);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) -> writtenAs(type.getErasedType(), context));
    return builder;
  }

  private static CustomDefinition writtenAs(Class<?> type, SchemaGenerationContext context) {
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    if (type == Object.class) {
      return new CustomDefinition(schema, true);
    }
    String[] types = WRITTEN_AS.get(type.getSimpleName());
    if (types == null) {
      return null;
    }
    for (String one : types) {
      schema.withArray("type").add(one);
    }
    return new CustomDefinition(schema, true);
  }

  private static String name(FieldScope field) {
    return field.getAnnotation(SerializedName.class).value();
  }

  @SuppressWarnings("unchecked")
  private static Set<String> required(FieldScope field) {
    try {
      Class<?> model = field.getMember().getDeclaringType().getErasedType();
      return (Set<String>) model.getField("openapiRequiredFields").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the client of Kubernetes says in another way which fields must be given", e);
    }
  }
}
