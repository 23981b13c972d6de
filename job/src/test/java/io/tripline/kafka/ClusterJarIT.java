package io.tripline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that a cluster is given, as it was packaged. */
class ClusterJarIT {
  /** Flink but for its Kafka connector, the broker, logging, and libraries that Flink may bring. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "^(org/apache/flink/(?!connector/kafka/|streaming/connectors/kafka/|streaming/util/)|kafka/|scala/|org/slf4j/"
              + "|org/apache/logging/|com/fasterxml/)");

  @Test
  void holdsNothingThatAClusterOrABrokerBrings() throws IOException {
    List<String> classes;
    try (JarFile jar = new JarFile(jar().toFile())) {
      classes = jar.stream().map(JarEntry::getName).filter(n -> n.endsWith(".class")).toList();
    }

    assertThat(classes).isNotEmpty();
    assertThat(classes.stream().filter(FOREIGN.asPredicate())).isEmpty();
  }

  /** Kafka finds its codecs when it meets a record packed with one, and not before. */
  @Test
  void holdsWhatKafkaPacksWithAndTheCloudEventsLibrary() throws IOException {
    List<String> wanted =
        List.of(
            "net/jpountz/lz4/LZ4Factory.class",
            "net/jpountz/xxhash/XXHashFactory.class",
            "com/github/luben/zstd/ZstdOutputStreamNoFinalizer.class",
            "linux/amd64/libzstd-jni",
            "org/xerial/snappy/Snappy.class",
            "io/cloudevents/kafka/KafkaMessageFactory.class");
    try (JarFile jar = new JarFile(jar().toFile())) {
      List<String> names = jar.stream().map(JarEntry::getName).toList();

      assertThat(wanted)
          .allSatisfy(prefix -> assertThat(names).anyMatch(name -> name.startsWith(prefix)));
    }
  }

  /** A megabyte of scripts for reports that no cluster writes. */
  @Test
  void holdsNoChartLibrary() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(jar.stream().map(JarEntry::getName)).noneMatch(name -> name.contains("webjars"));
    }
  }

  @Test
  void laysTheJobOutFromItsOwnClasses(@TempDir Path folder) throws Exception {
    Path config = folder.resolve("tripline.yaml");
    Files.writeString(config, "bootstrap.servers: localhost:1\ncheckpoint.interval: PT7S\n");
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar().toFile())
            .setArguments("--config", config.toString())
            .setConfiguration(connectorFromTheJar())
            .build()) {
      JobGraph graph = PackagedProgramUtils.createJobGraph(program, new Configuration(), 2, false);

      assertThat(program.getMainClassName()).isEqualTo(ClusterJob.class.getName());
      assertThat(graph.getUserJars()).hasSize(1);
      assertThat(graph.getVertices())
          .extracting(vertex -> vertex.getName())
          .anyMatch(name -> name.contains("Ledger"))
          .anyMatch(name -> name.contains("Timesheet"));
      assertThat(graph.getCheckpointingSettings().getCheckpointCoordinatorConfiguration())
          .satisfies(
              checkpoints -> assertThat(checkpoints.getCheckpointInterval()).isEqualTo(7_000));
    }
  }

  /**
   * On a cluster the connector is in the jar and nowhere else. Here it is on the class path of the
   * test as well, whose classes would come first, as those of Flink do.
   */
  private static Configuration connectorFromTheJar() {
    List<String> parentFirst =
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS.defaultValue().stream()
            .filter(pattern -> !pattern.equals("org.apache.flink."))
            .toList();
    return new Configuration().set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS, parentFirst);
  }

  @Test
  void findsSecretsWithItsOwnClasses(@TempDir Path folder) throws Exception {
    Path secrets = Files.writeString(folder.resolve("secrets.properties"), "key=s3cr3t\n");
    Path config =
        Files.writeString(
            folder.resolve("tripline.yaml"),
            "bootstrap.servers: localhost:1\nkafka.ssl.key.password: ${file:"
                + secrets
                + ":key}\n");

    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar().toFile())
            .setArguments("--config", config.toString())
            .build()) {
      Object client = adminClientConfig(config, program.getUserCodeClassLoader());

      assertThat(client.getClass().getProtectionDomain().getCodeSource().getLocation())
          .isEqualTo(jar().toUri().toURL());
      Object password =
          client
              .getClass()
              .getMethod("getPassword", String.class)
              .invoke(client, "ssl.key.password");
      assertThat(password.getClass().getMethod("value").invoke(password)).isEqualTo("s3cr3t");
    }
  }

  /** Made of the jar's classes, as a task does it, of which the test's own know nothing. */
  private static Object adminClientConfig(Path config, ClassLoader ofJar) throws Exception {
    Class<?> file = ofJar.loadClass(ConfigurationFile.class.getName());
    Object configuration = file.getMethod("read", Path.class).invoke(null, config);
    Object connection = configuration.getClass().getMethod("connection").invoke(configuration);
    Object properties = connection.getClass().getMethod("adminProperties").invoke(connection);
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(ofJar)) {
      return ofJar
          .loadClass(AdminClientConfig.class.getName())
          .getConstructor(Map.class)
          .newInstance(properties);
    }
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-cluster.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the jar is made by: mvnw package"));
    }
  }
}
