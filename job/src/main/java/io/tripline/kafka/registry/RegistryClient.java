package io.tripline.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tripline.kafka.registry.RegistryException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** What Tripline asks of a registry, in the words of Confluent's API. Each request is made once. */
final class RegistryClient {
  private static final String AVRO = "AVRO";
  private static final int MOST_REFERENCES = 100;

  private final RegistryHttp http;

  RegistryClient(RegistryHttp http) {
    this.http = http;
  }

  /** The schema with that id. */
  Schema schema(int id) throws RegistryException, InterruptedException {
    String what = "the schema with the id " + id;
    JsonNode registered = http.get("/schemas/ids/" + id);
    try {
      // Somebody else's: what is wrong in it and does no harm in reading is let pass.
      Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
      parser.setValidateDefaults(false);
      parseReferences(registered, parser, what, new HashSet<>());
      return parser.parse(text(registered, what));
    } catch (RuntimeException e) {
      throw new RegistryException(Kind.UNUSABLE, what + " is no Avro schema: " + e.getMessage(), e);
    }
  }

  /** Registers a schema, if it is not, and says its id. */
  int register(String subject, Schema schema) throws RegistryException, InterruptedException {
    JsonNode registered =
        http.post(
            "/subjects/" + encoded(subject) + "/versions",
            JsonNodeFactory.instance.objectNode().put("schema", schema.toString()));
    JsonNode id = registered.path("id");
    if (!id.canConvertToInt() || !id.isIntegralNumber()) {
      throw unanswered("the id of what was registered under " + subject);
    }
    return id.intValue();
  }

  /** Parses the types that a schema takes from others, and what those take from others first. */
  private void parseReferences(
      JsonNode registered, Schema.Parser parser, String what, Set<String> parsed)
      throws RegistryException, InterruptedException {
    for (JsonNode reference : registered.path("references")) {
      String path =
          "/subjects/"
              + encoded(reference.path("subject").asText())
              + "/versions/"
              + reference.path("version").asInt();
      if (parsed.add(path)) {
        if (parsed.size() > MOST_REFERENCES) {
          throw new RegistryException(
              Kind.UNUSABLE, what + " refers to more than " + MOST_REFERENCES + " others");
        }
        JsonNode other = http.get(path);
        parseReferences(other, parser, what, parsed);
        parser.parse(text(other, what));
      }
    }
  }

  private static String text(JsonNode registered, String what) throws RegistryException {
    String type = registered.path("schemaType").asText(AVRO);
    if (!type.equals(AVRO)) {
      throw new RegistryException(
          Kind.UNUSABLE, what + " is of type " + type + "; only " + AVRO + " is read");
    }
    if (!registered.path("schema").isTextual()) {
      throw unanswered(what);
    }
    return registered.path("schema").textValue();
  }

  private static RegistryException unanswered(String what) {
    return new RegistryException(
        Kind.UNREACHABLE,
        "the schema registry answers without saying " + what + "; does it speak Confluent's API?");
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
