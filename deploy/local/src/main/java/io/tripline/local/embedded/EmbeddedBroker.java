package io.tripline.local.embedded;

import io.tripline.local.broker.FreePorts;
import io.tripline.local.broker.Listener;
import io.tripline.local.broker.SingleNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker in this JVM: one node that is its own KRaft controller, reachable from this
 * machine only, on ports that were free when it started. Its data live in a temporary directory
 * that is deleted when it closes.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** Somebody else may take a port between our finding it free and the broker's binding it. */
  private static final int START_ATTEMPTS = 5;

  private final KafkaRaftServer server;
  private final Path directory;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, Path directory, String bootstrapServers) {
    this.server = server;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @throws IOException if its directory cannot be written, or no free port can be had
   */
  public static EmbeddedBroker start() throws IOException {
    return start(Map.of());
  }

  /**
   * As {@link #start()}, with settings that come before its own.
   *
   * @param settings by their names in Kafka
   */
  public static EmbeddedBroker start(Map<String, String> settings) throws IOException {
    return start(Path.of(System.getProperty("java.io.tmpdir")), settings);
  }

  /** As {@link #start()}, with the broker's directory in another one. */
  static EmbeddedBroker start(Path parent) throws IOException {
    return start(parent, Map.of());
  }

  private static EmbeddedBroker start(Path parent, Map<String, String> settings)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnFreePorts(parent, settings);
      } catch (RuntimeException e) {
        if (attempt == START_ATTEMPTS || !lostRaceForPort(e)) {
          throw e;
        }
      }
    }
  }

  /** {@code host:port} that clients connect to. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates topics of one replica each and returns when they exist. */
  public void createTopics(Collection<NewTopic> topics) throws InterruptedException {
    Map<String, Object> config =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the broker did not create its topics: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Stops the broker and deletes what it kept. */
  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      delete(directory);
    }
  }

  private static EmbeddedBroker startOnFreePorts(Path parent, Map<String, String> settings)
      throws IOException {
    Path directory = Files.createTempDirectory(parent, "tripline-broker-");
    KafkaRaftServer server = null;
    try {
      List<Integer> ports = FreePorts.find(2);
      Listener listener = new Listener(SecurityProtocol.PLAINTEXT, ports.get(0));
      SingleNode node = new SingleNode(directory, ports.get(1), List.of(listener));
      node.format(Uuid.randomUuid().toString());
      Properties properties = node.properties();
      properties.putAll(settings);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, directory, listener.address());
    } catch (IOException | RuntimeException e) {
      if (server != null) {
        server.shutdown();
      }
      delete(directory);
      throw e;
    }
  }

  private static boolean lostRaceForPort(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the broker's directory " + directory + " could not be deleted", e);
    }
  }
}
