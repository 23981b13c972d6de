package io.tripline.checks.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.kafka.admin.TopicSettings;
import io.tripline.kafka.admin.WantedTopic;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.schemas.FactType;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The AsyncAPI document of all topics, made of what the code says: payloads of the generated
 * classes, channels of the topics as they are made, operations of those who use them.
 */
final class AsyncApiDocument {
  private static final String BINDING = "0.5.0";
  private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
  private static final String CONTENT_TYPE = "application/avro";
  private static final String HEARTBEAT = "heartbeat";
  private static final String REDRIVEN = "redriven";

  /** As {@code tripline topics create} makes them, if it is not told otherwise. */
  private static final TopicSettings SETTINGS =
      new TopicSettings(3, 3, null, null, Duration.ofDays(400), Duration.ofDays(90));

  private static final JobConfiguration CONFIGURATION = JobConfiguration.defaults("localhost:9092");

  private final JsonMapper json = new JsonMapper();
  private final ObjectNode document = json.createObjectNode();
  private final Topics topics = CONFIGURATION.topics();

  private AsyncApiDocument() {}

  /**
   * Makes it.
   *
   * @param version of the contract
   */
  static ObjectNode of(String version) throws JsonProcessingException {
    AsyncApiDocument made = new AsyncApiDocument();
    made.head(version);
    made.channels();
    made.operations();
    made.components();
    return made.document;
  }

  private void head(String version) {
    document.put("asyncapi", "3.0.0");
    document.put("id", "urn:tripline:topics");
    ObjectNode info = document.putObject("info");
    info.put("title", "Tripline");
    info.put("version", version);
    info.put(
        "description",
        "Facts of services, and what Tripline says of them: variances with their reasons, kill"
            + " switches, hourly statements. What every field and transition means is in"
            + " schemas/README.md. Values are in Avro's single-object encoding; a topic that is"
            + " told to can have the Confluent wire format instead.");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    document.put("defaultContentType", CONTENT_TYPE);
    ObjectNode servers = document.putObject("servers");
    ObjectNode secured = server(servers, "production", "kafka-secure");
    secured.put(
        "description",
        "Brokers in TLS. Who asks may be known by SCRAM, by a certificate, or otherwise: everything"
            + " that Kafka's own clients can be configured for.");
    ArrayNode security = secured.putArray("security");
    for (String scheme : List.of("scramSha512", "scramSha256", "plain", "certificate")) {
      security.addObject().put("$ref", "#/components/securitySchemes/" + scheme);
    }
    server(servers, "local", "kafka")
        .put("description", "A broker on this machine, such as that of tripline cluster.");
  }

  private static ObjectNode server(ObjectNode servers, String name, String protocol) {
    ObjectNode server = servers.putObject(name);
    server.put("host", "{bootstrapServers}");
    server.put("protocol", protocol);
    server
        .putObject("variables")
        .putObject("bootstrapServers")
        .put("default", "localhost:9092")
        .put("description", "HOST:PORT of some brokers: bootstrap.servers of the configuration.");
    return server;
  }

  private void channels() {
    ObjectNode channels = document.putObject("channels");
    for (WantedTopic topic : WantedTopic.of(CONFIGURATION, SETTINGS)) {
      ObjectNode channel = channels.putObject(channelId(topic.name()));
      channel.put("address", topic.name());
      channel.put("title", topic.name());
      channel.put("description", description(topic.name()));
      ObjectNode messages = channel.putObject("messages");
      messagesOf(topic.name())
          .forEach(name -> reference(messages.putObject(name), "components/messages/" + name));
      channel.putObject("bindings").set("kafka", binding(topic));
    }
  }

  private static void reference(ObjectNode node, String path) {
    node.put("$ref", "#/" + path);
  }

  /** A channel's name has no dots. */
  private static String channelId(String topic) {
    String name = topic.substring(topic.indexOf('.') + 1);
    return name.equals("dead-letters") ? "deadLetters" : name;
  }

  private String description(String topic) {
    return Map.of(
            topics.cost().name(),
            "Charges and credits. Any key; in the order of recordedAt if possible.",
            topics.ticket().name(),
            "What happens to tickets, and work on them. Any key; in the order of recordedAt if"
                + " possible.",
            topics.allocation().name(),
            "Who is allocated to which service, at what cost. Any key; in the order of recordedAt"
                + " if possible.",
            topics.governance().name(),
            "Plans, reported status, orders to kill switches.",
            topics.events().name(),
            "Variances that open, worsen and resolve, and kill switches that move. Keyed by"
                + " serviceId.",
            topics.statements().name(),
            "Every revision of every hour's statement. Keyed by serviceId.",
            topics.state().name(),
            "The latest state of every target and rule. Keyed by serviceId, and compacted.",
            topics.deadLetters().name(),
            "What was refused, whole, with the reason. The key is that of the refused record. A"
                + " record without a value is a mark that a letter was sent again.")
        .get(topic);
  }

  private ObjectNode binding(WantedTopic topic) {
    ObjectNode binding = json.createObjectNode();
    binding.put("topic", topic.name());
    binding.put("partitions", topic.partitions());
    ObjectNode settings = binding.putObject("topicConfiguration");
    topic
        .settings()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "cleanup.policy" -> settings.putArray(name).add(value);
                case "message.timestamp.type" -> settings.put(name, value);
                default -> settings.put(name, Long.parseLong(value));
              }
            });
    binding.put("bindingVersion", BINDING);
    return binding;
  }

  private List<String> messagesOf(String topic) {
    for (Feed feed : Feed.values()) {
      if (topicOf(feed).name().equals(topic)) {
        List<String> names =
            new java.util.ArrayList<>(
                FactType.carriedBy(feed).stream().map(type -> lower(type.typeName())).toList());
        names.add(HEARTBEAT);
        return names;
      }
    }
    if (topic.equals(topics.events().name())) {
      return List.of("serviceEvent");
    }
    if (topic.equals(topics.statements().name())) {
      return List.of("statement");
    }
    return topic.equals(topics.state().name())
        ? List.of("serviceState")
        : List.of("deadLetter", REDRIVEN);
  }

  private Topic topicOf(Feed feed) {
    return topics.of(io.tripline.ledger.fact.Feed.valueOf(feed.name()));
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private void operations() {
    ObjectNode operations = document.putObject("operations");
    for (Feed feed : Feed.values()) {
      String channel = channelId(topicOf(feed).name());
      ObjectNode operation =
          operation(
              operations,
              "jobReads" + upper(channel),
              "receive",
              channel,
              "job",
              "The job reads facts, from where its consumer group has come to.");
      ObjectNode kafka = operation.putObject("bindings").putObject("kafka");
      kafka
          .putObject("groupId")
          .put("type", "string")
          .put("default", CONFIGURATION.input().groupId())
          .put("description", "group.id of the configuration.");
      kafka.put("bindingVersion", BINDING);
    }
    for (String channel : List.of("events", "statements", "state", "deadLetters")) {
      operation(
          operations,
          "jobWrites" + upper(channel),
          "send",
          channel,
          "job",
          "The job says it, exactly once if so configured: read with"
              + " isolation.level=read_committed.");
    }
    commandLine(operations);
  }

  private void commandLine(ObjectNode operations) {
    String commands = "command-line";
    only(
        operation(
            operations, "publishPlan", "send", "governance", commands, "tripline plan publish."),
        "planPublished");
    only(
        operation(
            operations,
            "orderKillSwitch",
            "send",
            "governance",
            commands,
            "tripline command override, confirm and rearm."),
        "killSwitchCommand");
    operation(
        operations, "followEvents", "receive", "events", commands, "tripline events --follow.");
    operation(
        operations,
        "showDeadLetters",
        "receive",
        "deadLetters",
        commands,
        "tripline dead-letters list and show.");
    only(
        operation(
            operations,
            "markRedriven",
            "send",
            "deadLetters",
            commands,
            "tripline dead-letters redrive: in one transaction with the fact that is sent again,"
                + " into the topic that it was refused from."),
        REDRIVEN);
  }

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private ObjectNode operation(
      ObjectNode operations, String id, String action, String channel, String by, String summary) {
    ObjectNode operation = operations.putObject(id);
    operation.put("action", action);
    reference(operation.putObject("channel"), "channels/" + channel);
    operation.put("summary", summary);
    operation.putArray("tags").addObject().put("name", by);
    return operation;
  }

  /** The one message of its channel that an operation is about. */
  private static void only(ObjectNode operation, String message) {
    String channel = operation.path("channel").path("$ref").asText();
    operation.putArray("messages").addObject().put("$ref", channel + "/messages/" + message);
  }

  private void components() throws JsonProcessingException {
    ObjectNode components = document.putObject("components");
    ObjectNode messages = components.putObject("messages");
    ObjectNode schemas = components.putObject("schemas");
    for (FactType type : FactType.values()) {
      Schema schema = SpecificData.get().getSchema(type.recordClass());
      payload(schemas, schema);
      ObjectNode message = message(messages, schema, "Any key, or none.");
      headers(message, redriven(), List.of());
    }
    heartbeat(messages);
    result(messages, schemas, ServiceEvent.getClassSchema(), true);
    result(messages, schemas, Statement.getClassSchema(), false);
    result(messages, schemas, ServiceState.getClassSchema(), false);
    result(messages, schemas, DeadLetter.getClassSchema(), false);
    mark(messages);
    securitySchemes(components.putObject("securitySchemes"));
  }

  private void payload(ObjectNode schemas, Schema schema) throws JsonProcessingException {
    ObjectNode payload = schemas.putObject(schema.getName());
    payload.put("schemaFormat", AVRO);
    payload.set("schema", withoutJava(json.readTree(schema.toString())));
  }

  /** Without what only Avro's generator for Java reads. */
  private static JsonNode withoutJava(JsonNode schema) {
    if (schema.isObject()) {
      ((ObjectNode) schema).remove("avro.java.string");
    }
    schema.forEach(AsyncApiDocument::withoutJava);
    return schema;
  }

  private static ObjectNode message(ObjectNode messages, Schema schema, String key) {
    ObjectNode message = messages.putObject(lower(schema.getName()));
    message.put("name", schema.getFullName());
    message.put("title", schema.getName());
    message.put("summary", schema.getDoc());
    message.put("contentType", CONTENT_TYPE);
    reference(message.putObject("payload"), "components/schemas/" + schema.getName());
    key(message, key);
    return message;
  }

  private static void key(ObjectNode message, String description) {
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", description);
    kafka.put("bindingVersion", BINDING);
  }

  private static void headers(
      ObjectNode message, Map<String, String> described, List<String> required) {
    ObjectNode headers = message.putObject("headers");
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    described.forEach(
        (name, description) ->
            properties.putObject(name).put("type", "string").put("description", description));
    if (!required.isEmpty()) {
      required.forEach(headers.putArray("required")::add);
    }
  }

  private static Map<String, String> redriven() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "tripline-redriven-from",
        "Where the dead letter stands that this was sent again from, as topic-partition@offset.");
    headers.put("tripline-redriven-count", "How often it has been sent again.");
    return headers;
  }

  private void heartbeat(ObjectNode messages) {
    ObjectNode message = messages.putObject(HEARTBEAT);
    message.put("title", "Heartbeat");
    message.put(
        "summary",
        "A record with neither key nor value: nothing that follows in its partition was recorded"
            + " before the time that it says.");
    headers(
        message,
        Map.of(
            "tripline-heartbeat",
            "That time, in milliseconds since the epoch; where it is empty, the record's"
                + " timestamp."),
        List.of("tripline-heartbeat"));
  }

  private static void mark(ObjectNode messages) {
    ObjectNode message = messages.putObject(REDRIVEN);
    message.put("title", "Mark of a redrive");
    message.put(
        "summary", "A record without a value: a letter was sent again. It is no dead letter.");
    headers(
        message,
        Map.of("tripline-redriven", "Where that letter stands, as topic-partition@offset."),
        List.of("tripline-redriven"));
  }

  private void result(ObjectNode messages, ObjectNode schemas, Schema schema, boolean correlated)
      throws JsonProcessingException {
    payload(schemas, schema);
    boolean letter = schema.getName().equals("DeadLetter");
    ObjectNode message =
        message(
            messages,
            schema,
            letter ? "That of the record that was refused." : "The serviceId, in UTF-8.");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "Of CloudEvents: 1.0.");
    headers.put("ce_id", "The same whenever the same is said: drop what you know already.");
    headers.put(
        "ce_source",
        "/tripline/<deployment>/live of the live job, /tripline/<deployment>/replay/<run> of a"
            + " replay.");
    headers.put("ce_type", "What kind of thing it is, with its transition: " + types(schema) + ".");
    headers.put("ce_subject", "What it is about: " + subject(schema) + ".");
    headers.put("ce_dataschema", "The schema that the value was written with.");
    headers.put("content-type", CONTENT_TYPE);
    List<String> required = new java.util.ArrayList<>(headers.keySet());
    headers.put(
        "ce_partitionkey",
        letter ? "The fact's serviceId, if it could be read." : "The serviceId.");
    if (!letter) {
      headers.put("ce_time", "The tick that it was said at, asOf.");
      required.addAll(List.of("ce_partitionkey", "ce_time"));
      headers.put(
          "tripline-source-lag-ms", "Live only: from the tick to its evaluation, in milliseconds.");
      headers.put(
          "tripline-dwell-ms", "Live only: from there to Kafka's producer, in milliseconds.");
    }
    if (correlated) {
      headers.put("ce_correlationid", "The incidentId; of a kill switch, the switch's id.");
      required.add("ce_correlationid");
      headers.put(
          "tripline-detection-ms", "Live only: from since to Kafka's producer, in milliseconds.");
      message
          .putObject("correlationId")
          .put("location", "$message.header#/ce_correlationid")
          .put("description", "What belongs to one incident, or to one switch.");
    }
    headers(message, headers, required);
  }

  private static String types(Schema schema) {
    return switch (schema.getName()) {
      case "ServiceEvent" ->
          "io.tripline.variance.<transition>.v1 or io.tripline.killswitch.<transition>.v1";
      case "Statement" -> "io.tripline.statement.v1";
      case "ServiceState" -> "io.tripline.state.v1";
      default -> "io.tripline.deadletter.v1";
    };
  }

  private static String subject(Schema schema) {
    return switch (schema.getName()) {
      case "ServiceEvent" -> "serviceId/targetId or serviceId/ruleId";
      case "Statement" -> "serviceId/hour";
      case "ServiceState" -> "serviceId";
      default -> "topic/partition/offset";
    };
  }

  private static void securitySchemes(ObjectNode schemes) {
    scheme(schemes, "scramSha512", "scramSha512", "SASL_SSL with SCRAM-SHA-512.");
    scheme(schemes, "scramSha256", "scramSha256", "SASL_SSL with SCRAM-SHA-256.");
    scheme(schemes, "plain", "plain", "SASL_SSL with PLAIN.");
    scheme(schemes, "certificate", "X509", "TLS with a client's certificate.");
  }

  private static void scheme(ObjectNode schemes, String name, String type, String description) {
    schemes.putObject(name).put("type", type).put("description", description);
  }
}
