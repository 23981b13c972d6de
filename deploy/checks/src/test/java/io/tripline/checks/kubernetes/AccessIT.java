package io.tripline.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.checks.Checkout;
import io.tripline.cli.Tripline;
import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.local.cluster.Patience;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.pipeline.TriplinePipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * Kafka's users may do what they are for, and no more: on a broker that refuses what no rule
 * allows, with the rules of {@code users.yaml} and the job's own configuration.
 */
class AccessIT {
  private static final String OVERLAY = "overlays/dev";
  private static final String ADMIN = "admin";
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    List<JsonNode> users =
        Rendering.of(OVERLAY).stream()
            .filter(object -> object.path("kind").asText().equals("KafkaUser"))
            .toList();
    List<String> names =
        users.stream().map(user -> user.at("/metadata/name").asText()).collect(Collectors.toList());
    names.add(ADMIN);
    broker = EmbeddedBroker.start(settings(names));
    for (String name : names) {
      Path folder = Files.createDirectory(directory.resolve(name));
      Files.writeString(folder.resolve("sasl.jaas.config"), login(name, ""));
    }
    admin = Admin.create(client(ADMIN));
    assertThat(tripline(ADMIN, "topics", "create").code()).isZero();
    admin.createAcls(users.stream().flatMap(AccessIT::rules).toList()).all().get();
  }

  @AfterAll
  static void stop() {
    if (admin != null) {
      admin.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  /** The one listener, with names and passwords. */
  private static Map<String, String> settings(List<String> names) {
    String known =
        names.stream()
            .map(name -> " user_" + name + "=\"" + name + "\"")
            .collect(Collectors.joining());
    Map<String, String> settings = new HashMap<>();
    settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.plaintext.sasl.enabled.mechanisms", "PLAIN");
    settings.put("listener.name.plaintext.plain.sasl.jaas.config", login(ADMIN, known));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The broker is its own controller, which it speaks to without a name.
    settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    return settings;
  }

  private static String login(String name, String others) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"%s\" password=\"%s\"%s;".formatted(name, name, others);
  }

  private static Stream<AclBinding> rules(JsonNode user) {
    String principal = "User:" + user.at("/metadata/name").asText();
    List<AclBinding> rules = new ArrayList<>();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      JsonNode resource = rule.path("resource");
      ResourcePattern pattern =
          new ResourcePattern(
              ResourceType.fromString(
                  resource
                      .path("type")
                      .asText()
                      .replaceAll("([a-z])([A-Z])", "$1_$2")
                      .toUpperCase(Locale.ROOT)),
              resource.path("name").asText(),
              resource.path("patternType").asText().equals("prefix")
                  ? PatternType.PREFIXED
                  : PatternType.LITERAL);
      for (JsonNode operation : rule.path("operations")) {
        rules.add(
            new AclBinding(
                pattern,
                new AccessControlEntry(
                    principal,
                    "*",
                    AclOperation.fromString(
                        operation
                            .asText()
                            .replaceAll("([a-z])([A-Z])", "$1_$2")
                            .toUpperCase(Locale.ROOT)),
                    AclPermissionType.ALLOW)));
      }
    }
    return rules.stream();
  }

  private static Map<String, Object> client(String user) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config", Files.readString(directory.resolve(user).resolve("sasl.jaas.config")));
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    return settings;
  }

  /** The overlay's own, but for how this broker is reached. */
  private static Path configuration(String user) throws IOException {
    String deployed = Files.readString(Rendering.FOLDER.resolve(OVERLAY).resolve("tripline.yaml"));
    String here =
        deployed
            .replaceAll("(?m)^kafka\\.ssl\\..*\\R", "")
            .replaceAll(
                "(?m)^bootstrap.servers:.*$", "bootstrap.servers: " + broker.bootstrapServers())
            .replace("SASL_SSL", "SASL_PLAINTEXT")
            .replace("SCRAM-SHA-512", "PLAIN")
            .replace("/etc/tripline/kafka-user", directory.resolve(user).toString());
    return Files.writeString(directory.resolve(user).resolve("tripline.yaml"), here);
  }

  private record Said(int code, String text) {}

  private static Said tripline(String user, String... words) throws IOException {
    StringWriter said = new StringWriter();
    CommandLine command = Tripline.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(said, true));
    int code =
        command.execute(
            Stream.concat(Stream.of(words), Stream.of("--config", configuration(user).toString()))
                .toArray(String[]::new));
    return new Said(code, said.toString());
  }

  private static void send(String user, String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(client(user))) {
      var unused = producer.send(new ProducerRecord<>(topic, new byte[] {1, 2, 3})).get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void read(String user, String group, String topic) throws Exception {
    Map<String, Object> settings = client(user);
    settings.put("group.id", group);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      PATIENCE.until(
          "share of " + topic,
          () -> {
            var unused = consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
          });
      consumer.commitSync();
    }
  }

  /** What cannot be a fact goes through the job, and is sent once more: all of its rights. */
  @Test
  void everybodyCanDoTheirWork() throws Exception {
    try (LocalFlink flink = LocalFlink.start(directory)) {
      Configuration settings = TriplinePipeline.configuration();
      settings.addAll(LocalFlink.jobConfiguration(directory));
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
      StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
      LiveJob.connect(environment, ConfigurationFile.read(configuration("tripline-job")));
      LocalFlink.Running job = flink.submit(environment, "access");
      send("tripline-cost", "tripline.cost");
      send("tripline-ticket", "tripline.ticket");
      send("tripline-allocation", "tripline.allocation");
      send("tripline-status", "tripline.governance");
      PATIENCE.until(
          "dead letter of each feed",
          () -> {
            job.check();
            Said letters = tripline("tripline-operator", "dead-letters", "list", "--json");
            assertThat(letters.code()).as(letters.text()).isZero();
            return letters.text().lines().count() == 4;
          });
      PATIENCE.until(
          "offset of the job's group",
          () -> {
            job.check();
            return !admin
                .listConsumerGroupOffsets("tripline-job")
                .partitionsToOffsetAndMetadata()
                .get()
                .isEmpty();
          });
      job.cancel();
    }
    assertGood(tripline("tripline-operator", "dead-letters", "redrive", "--yes"));
    assertGood(tripline("tripline-job", "topics", "check"));
    assertGood(tripline("tripline-plans", "plan", "publish", plan()));
    assertGood(tripline("tripline-reader", "events"));
    read("tripline-reader", "tripline-reader-mine", "tripline.state");
    read("tripline-notify", "tripline-notify-alertmanager", "tripline.events");
  }

  private static String plan() {
    return Checkout.root()
        .resolve(
            "deploy/local/src/main/resources/io/tripline/local/story/plans/cloud-migration.yaml")
        .toString();
  }

  private static void assertGood(Said said) {
    assertThat(said.code()).as(said.text()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "tripline-cost, tripline.ticket",
    "tripline-ticket, tripline.governance",
    "tripline-plans, tripline.cost",
    "tripline-commands, tripline.events",
    "tripline-reader, tripline.events",
    "tripline-notify, tripline.events",
    "tripline-job, tripline.governance",
    "tripline-operator, tripline.events"
  })
  void nobodyWritesWhatIsNotTheirs(String user, String topic) {
    assertThatThrownBy(() -> send(user, topic))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(AuthorizationException.class);
  }

  @ParameterizedTest
  @CsvSource({"tripline-plans, tripline.events", "tripline-notify, tripline.statements"})
  void nobodyReadsWhatIsNotTheirs(String user, String topic) {
    assertThatThrownBy(() -> read(user, user + "-x", topic))
        .isInstanceOfAny(TopicAuthorizationException.class, GroupAuthorizationException.class);
  }

  @Test
  void nobodyTakesPartInTheJobsGroupOrEndsItsTransactions() throws Exception {
    assertThatThrownBy(() -> read("tripline-reader", "tripline-job", "tripline.events"))
        .isInstanceOf(GroupAuthorizationException.class);
    Map<String, Object> settings = client("tripline-operator");
    settings.put("transactional.id", "tripline-job-events-0");
    try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }
}
