package io.tripline.local.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
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
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker in this JVM: one node that is its own KRaft controller, reachable from this
 * machine only, on ports that were free when it started. Its data live in a temporary directory
 * that is deleted when it closes.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Somebody else may take a port between our finding it free and the broker's binding it. */
  private static final int START_ATTEMPTS = 5;

  private final KafkaRaftServer server;
  private final Path directory;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, Path directory, int port) {
    this.server = server;
    this.directory = directory;
    this.bootstrapServers = LOOPBACK + ":" + port;
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
      int[] ports = freePorts();
      Properties properties = properties(directory, ports[0], ports[1]);
      properties.putAll(settings);
      format(directory);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, directory, ports[0]);
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

  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getByName(LOOPBACK);
    try (ServerSocket broker = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new int[] {broker.getLocalPort(), controller.getLocalPort()};
    }
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    String brokerAddress = "PLAINTEXT://" + LOOPBACK + ":" + port;
    String controllerAddress = CONTROLLER_LISTENER + "://" + LOOPBACK + ":" + controllerPort;
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty(
        "controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + controllerPort);
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty("listeners", brokerAddress + "," + controllerAddress);
    properties.setProperty("advertised.listeners", brokerAddress);
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("log.dirs", directory.toString());
    singleNode(properties);
    small(properties);
    return properties;
  }

  /** Internal topics ask for three replicas by default, which one node can never give. */
  private static void singleNode(Properties properties) {
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("auto.create.topics.enable", "false");
  }

  /**
   * Defaults are made for machines of a data centre; these start at once and stay out of the way.
   */
  private static void small(Properties properties) {
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("controlled.shutdown.enable", "false");
  }

  private static void format(Path directory) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName(CONTROLLER_LISTENER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the broker's directory " + directory + " cannot be formatted", e);
    }
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
