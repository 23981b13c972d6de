package io.tripline.checks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import io.tripline.checks.Checkout;
import io.tripline.checks.DebianPrograms;
import io.tripline.local.Tripline;
import io.tripline.local.cluster.Patience;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of {@code schemas/examples} as a user runs them, on what {@code tripline demo
 * --keep} leaves in its topics.
 */
@Timeout(600)
class ExamplesIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(5));
  private static final Path EXAMPLES = Checkout.root().resolve("schemas").resolve("examples");
  private static final String TOPIC = "tripline.events";
  private static final Pattern BOOTSTRAP_SERVERS = Pattern.compile("bootstrap servers +(\\S+)");
  private static final int SCHEMA_ID = 7;

  @TempDir private static Path directory;
  private static Process demo;
  private static String bootstrapServers;
  private static HttpServer registry;

  private record Run(int exit, List<String> out, List<String> err) {}

  @BeforeAll
  static void tellTheStory() throws Exception {
    Path told = directory.resolve("demo.out");
    demo =
        new ProcessBuilder(
                java(
                    List.of("--add-opens=java.base/java.util=ALL-UNNAMED"),
                    System.getProperty("java.class.path"),
                    Tripline.class.getName(),
                    "demo",
                    "--keep",
                    "--speed=600h"))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    bootstrapServers = PATIENCE.await("end of the story", () -> bootstrapServers(told));
    registry = registry();
    send();
  }

  private static List<String> java(
      List<String> options, String classPath, String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, program));
    words.addAll(List.of(arguments));
    return words;
  }

  private static Optional<String> bootstrapServers(Path told) throws IOException {
    String said = Files.readString(told);
    if (!demo.isAlive()) {
      throw new IllegalStateException("the demo has ended:\n" + said);
    }
    Matcher matcher = BOOTSTRAP_SERVERS.matcher(said);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static HttpServer registry() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String answer =
        new JsonMapper()
            .writeValueAsString(Map.of("schema", ServiceEvent.getClassSchema().toString()));
    server.createContext(
        "/schemas/ids/" + SCHEMA_ID,
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Behind the story: one event again, one of another kind, a garbled one, one of a registry. */
  private static void send() throws Exception {
    ConsumerRecord<byte[], byte[]> first = events().get(0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record :
          List.of(
              copy(first, Map.of(), first.value()),
              copy(first, Map.of("ce_type", "io.tripline.forecast.made.v1"), new byte[] {1}),
              copy(first, Map.of("ce_id", "garbled"), Arrays.copyOf(first.value(), 20)),
              copy(first, Map.of("ce_id", "of-a-registry"), framed(first.value())))) {
        var unused = producer.send(record).get();
      }
    }
  }

  private static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, Map<String, String> others, byte[] value) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(TOPIC, record.partition(), record.key(), value, record.headers());
    others.forEach(
        (name, text) -> {
          copy.headers().remove(name);
          copy.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
        });
    return copy;
  }

  private static byte[] framed(byte[] singleObject) {
    byte[] data = Arrays.copyOfRange(singleObject, 10, singleObject.length);
    return ByteBuffer.allocate(5 + data.length).put((byte) 0).putInt(SCHEMA_ID).put(data).array();
  }

  private static List<ConsumerRecord<byte[], byte[]>> events() {
    return read(TOPIC);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (registry != null) {
      registry.stop(0);
    }
    demo.destroy();
    if (!demo.waitFor(1, TimeUnit.MINUTES)) {
      demo.destroyForcibly().waitFor();
    }
  }

  private static Run run(List<String> words) throws Exception {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("end of %s", words).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  private static Run python(String... more) throws Exception {
    String python = DebianPrograms.find("python3-avro").toString();
    assertThat(DebianPrograms.find("python3-confluent-kafka")).hasToString(python);
    List<String> words = new ArrayList<>();
    words.addAll(List.of(python, EXAMPLES.resolve("event_lines.py").toString()));
    words.addAll(List.of("--bootstrap-servers", bootstrapServers, "--once"));
    words.addAll(List.of(more));
    return run(words);
  }

  /** With no more on the class path than it says that it needs, and what that needs itself. */
  private static String consumersClassPath() {
    Pattern needed =
        Pattern.compile(
            ".*/(tripline-schemas|schemas/target|kafka-clients|avro|jackson|slf4j-api|lz4-java|zstd-jni|snappy-java).*");
    return Stream.of(
            System.getProperty("java.class.path")
                .split(Pattern.quote(java.io.File.pathSeparator), -1))
        .filter(entry -> needed.matcher(entry).matches())
        .reduce((some, more) -> some + java.io.File.pathSeparator + more)
        .orElseThrow();
  }

  private static Run java() throws Exception {
    return run(
        java(
            List.of("-Xmx256m"),
            consumersClassPath(),
            EXAMPLES.resolve("EventLines.java").toString(),
            bootstrapServers,
            "--once"));
  }

  @Test
  void bothPrintTheSameAndEachEventOnce() throws Exception {
    Run python = python("--registry=http://127.0.0.1:" + registry.getAddress().getPort());
    Run java = java();

    Set<String> ids = new TreeSet<>();
    events().forEach(event -> ids.add(header(event, "ce_id")));
    assertThat(python.exit()).as("%s", python.err()).isZero();
    assertThat(java.exit()).as("%s", java.err()).isZero();
    // All but the garbled one; and the registry's, which stands last, in Python alone.
    assertThat(python.out()).hasSize(ids.size() - 1);
    assertThat(java.out()).isEqualTo(python.out().subList(0, python.out().size() - 1));
    assertThat(python.out().get(python.out().size() - 1)).isEqualTo(python.out().get(0));
    assertThat(java.out())
        .anyMatch(
            line ->
                line.startsWith(
                    "2026-01-21T16:00:00Z cloud-migration kill-switch TRIPPED DEFUND zombie: Kill"
                        + " switch zombie of cloud-migration tripped"));
    assertThat(python.err())
        .hasSize(2)
        .anyMatch(line -> line.contains("passed over: io.tripline.forecast.made.v1"))
        .anyMatch(line -> line.contains("passed over: it is garbled"));
    assertThat(java.err())
        .anyMatch(line -> line.contains("passed over: io.tripline.forecast.made.v1"))
        .anyMatch(line -> line.contains("passed over: schema 7 is a registry's"))
        .filteredOn(line -> line.contains("passed over"))
        .hasSize(3);
  }

  @Test
  void whatIsRememberedIsWhereItHasCome() throws Exception {
    assertThat(python("--group=twice").out()).isNotEmpty();
    assertThat(python("--group=twice").out()).isEmpty();
  }

  @Test
  void headersAreThoseOfTheAsyncApiDocument() throws Exception {
    JsonNode document = new YAMLMapper().readTree(EXAMPLES.resolve("../asyncapi.yaml").toFile());
    Map<String, String> messages = new HashMap<>();
    messages.put(TOPIC, "serviceEvent");
    messages.put("tripline.statements", "statement");
    messages.put("tripline.state", "serviceState");
    messages.forEach(
        (topic, message) -> {
          JsonNode headers = document.at("/components/messages/" + message + "/headers");
          List<String> declared = new ArrayList<>();
          headers.path("properties").fieldNames().forEachRemaining(declared::add);
          List<String> required = new ArrayList<>();
          headers.path("required").forEach(name -> required.add(name.asText()));
          List<ConsumerRecord<byte[], byte[]>> records = read(topic);
          assertThat(records).as(topic).isNotEmpty();
          for (ConsumerRecord<byte[], byte[]> record : records) {
            List<String> names = Stream.of(record.headers().toArray()).map(Header::key).toList();
            assertThat(declared).as("%s@%d", topic, record.offset()).containsAll(names);
            assertThat(names).as("%s@%d", topic, record.offset()).containsAll(required);
          }
        });
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
