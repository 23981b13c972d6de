package io.tripline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.pipeline.TriplinePipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets reach the clients that need them, and nothing that is shipped, logged or shown. */
class SecretsStayOutTest {
  private static final String SECRET = "s3cr3t-of-nobody";
  private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    Path secrets = folder.resolve("secrets.properties");
    Files.writeString(secrets, "kafka=" + SECRET + "\n");
    Files.writeString(folder.resolve("key"), SECRET);
    file = folder.resolve("tripline.yaml");
    Files.writeString(
        file,
        """
        bootstrap.servers: 127.0.0.1:1
        kafka:
          security.protocol: SASL_PLAINTEXT
          sasl.mechanism: PLAIN
          sasl.jaas.config: %s required username="tripline" password="${file:%s:kafka}";
          ssl.key.password: ${dir:%s:key}
          ssl.keystore.password: ${env:%s}
        """
            .formatted(MODULE, secrets, folder, variable().getKey()));
  }

  @Test
  void everyClientFindsThem() throws Exception {
    JobConfiguration configuration = ConfigurationFile.read(file);

    List<AbstractConfig> clients =
        List.of(
            new ConsumerConfig(consumer(configuration)),
            new ProducerConfig(producer(configuration)),
            new AdminClientConfig(configuration.connection().adminProperties()));

    assertThat(clients)
        .allSatisfy(
            client -> {
              assertThat(client.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value())
                  .isEqualTo(
                      MODULE + " required username=\"tripline\" password=\"" + SECRET + "\";");
              assertThat(client.getPassword(SslConfigs.SSL_KEY_PASSWORD_CONFIG).value())
                  .isEqualTo(SECRET);
              assertThat(client.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG).value())
                  .isEqualTo(variable().getValue().strip());
            });
  }

  @Test
  void nothingThatIsShippedOrShownHoldsThem() throws Exception {
    ConfigurationReading reading = ConfigurationFile.read(file, Map.of());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(TriplinePipeline.configuration());
    LiveJob.connect(environment, reading.usable());
    String plan = environment.getExecutionPlan();
    JobGraph graph = environment.getStreamGraph().getJobGraph();

    assertThat(shipped(reading.usable())).contains("${file:").doesNotContain(SECRET);
    assertThat(shipped(graph)).contains("${file:").doesNotContain(SECRET);
    assertThat(reading.effective().toString()).contains("${file:").doesNotContain(SECRET);
    assertThat(reading.usable().toString()).contains("${file:").doesNotContain(SECRET);
    assertThat(plan).contains("kafka-facts").doesNotContain(SECRET);
  }

  @Test
  void nothingThatIsLoggedHoldsThem() throws Exception {
    JobConfiguration configuration = ConfigurationFile.read(file);

    List<String> logged =
        logged(
            () -> {
              ClusterJob.configuration("--config", file.toString());
              new KafkaConsumer<>(consumer(configuration)).close();
              new KafkaProducer<>(producer(configuration)).close();
              Admin.create(configuration.connection().adminProperties()).close();
            });

    assertThat(logged)
        .anySatisfy(line -> assertThat(line).contains("kafka.sasl.jaas.config: " + MODULE))
        .anySatisfy(line -> assertThat(line).contains("sasl.jaas.config = [hidden]"))
        .noneSatisfy(line -> assertThat(line).contains(SECRET));
  }

  @Test
  void aClientSaysWhichOneItDoesNotFind() throws Exception {
    Files.writeString(
        file, "bootstrap.servers: 127.0.0.1:1\nkafka.ssl.key.password: ${env:NOBODY_SETS_THIS}\n");
    Properties properties = consumer(ConfigurationFile.read(file));

    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> new KafkaConsumer<>(properties))
        .isInstanceOf(ConfigException.class)
        .withMessageContaining("no environment variable NOBODY_SETS_THIS");
  }

  private static Properties consumer(JobConfiguration configuration) {
    Properties properties = configuration.connection().consumerProperties();
    String bytes = ByteArrayDeserializer.class.getName();
    properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    return properties;
  }

  private static Properties producer(JobConfiguration configuration) {
    Properties properties = configuration.connection().producerProperties();
    String bytes = ByteArraySerializer.class.getName();
    properties.setProperty(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, bytes);
    properties.setProperty(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, bytes);
    return properties;
  }

  /** Some variable that this process has: none can be added to it. */
  private static Map.Entry<String, String> variable() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().matches("\\w+") && !variable.getValue().isBlank())
        .findFirst()
        .orElseThrow();
  }

  private static String shipped(Object object) throws IOException {
    return new String(InstantiationUtil.serializeObject(object), StandardCharsets.ISO_8859_1);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static List<String> logged(Step step) throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Appender appender =
        new AbstractAppender("kept", null, null, false, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage() + ' ' + event.getThrown());
          }
        };
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    var root = context.getConfiguration().getRootLogger();
    Level before = root.getLevel();
    Map<String, Appender> others = root.getAppenders();
    others.keySet().forEach(root::removeAppender);
    appender.start();
    root.addAppender(appender, Level.ALL, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
    try {
      step.run();
    } finally {
      root.removeAppender("kept");
      others.values().forEach(other -> root.addAppender(other, null, null));
      root.setLevel(before);
      context.updateLoggers();
    }
    return List.copyOf(lines);
  }
}
