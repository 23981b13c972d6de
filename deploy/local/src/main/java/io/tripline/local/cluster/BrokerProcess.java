package io.tripline.local.cluster;

import io.tripline.local.broker.FreePorts;
import io.tripline.local.broker.Listener;
import io.tripline.local.broker.SingleNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * A Kafka broker as a process: one node that is its own KRaft controller. It can be ended and
 * started again at the same address with what it had written.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Somebody else may take a port between our finding it free and the broker's binding it. */
  private static final int START_ATTEMPTS = 5;

  private static final String PORT_TAKEN = "BindException";

  private final ChildProcesses processes;
  private final JavaCommand command;
  private final String clusterId;
  private final List<Listener> listeners;
  private ChildProcess process;

  private BrokerProcess(
      ChildProcesses processes, JavaCommand command, String clusterId, List<Listener> listeners)
      throws IOException {
    this.processes = processes;
    this.command = command;
    this.clusterId = clusterId;
    this.listeners = listeners;
    this.process = processes.start("broker", command);
  }

  /**
   * What a broker is started with.
   *
   * @param classPath Kafka's jars, and a logger's
   * @param jvmOptions of the virtual machine
   * @param directory for all that it keeps; made if it is not there
   * @param protocols how clients may speak beside {@code PLAINTEXT}
   * @param others what {@code server.properties} is to say beside what every single node's does
   */
  public record Settings(
      List<String> classPath,
      List<String> jvmOptions,
      Path directory,
      List<SecurityProtocol> protocols,
      Map<String, String> others) {
    public Settings {
      classPath = List.copyOf(classPath);
      jvmOptions = List.copyOf(jvmOptions);
      protocols = List.copyOf(protocols);
      others = Map.copyOf(others);
    }
  }

  /** Starts a broker and returns when it takes requests. */
  public static BrokerProcess start(ChildProcesses processes, Settings settings) throws Exception {
    for (int attempt = 1; ; attempt++) {
      BrokerProcess broker = startOnFreePorts(processes, settings, attempt);
      try {
        broker.awaitAnswer();
        return broker;
      } catch (IllegalStateException e) {
        boolean lostRace = broker.process.lastWords().contains(PORT_TAKEN);
        broker.close();
        if (attempt == START_ATTEMPTS || !lostRace) {
          throw e;
        }
      }
    }
  }

  private static BrokerProcess startOnFreePorts(
      ChildProcesses processes, Settings settings, int attempt) throws IOException {
    List<Integer> ports = FreePorts.find(settings.protocols().size() + 2);
    List<Listener> listeners =
        IntStream.range(0, settings.protocols().size() + 1)
            .mapToObj(
                i ->
                    new Listener(
                        i == 0 ? SecurityProtocol.PLAINTEXT : settings.protocols().get(i - 1),
                        ports.get(i + 1)))
            .toList();
    Path home = Files.createDirectories(settings.directory().resolve("broker-" + attempt));
    SingleNode node =
        new SingleNode(Files.createDirectory(home.resolve("data")), ports.get(0), listeners);
    String clusterId = Uuid.randomUuid().toString();
    node.format(clusterId);
    Properties properties = node.properties();
    properties.putAll(settings.others());
    Path file = home.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    JavaCommand command =
        new JavaCommand(
            "kafka.Kafka",
            settings.classPath(),
            settings.jvmOptions(),
            List.of(file.toString()),
            Map.of());
    return new BrokerProcess(processes, command, clusterId, listeners);
  }

  /** {@code host:port} for clients that speak openly. */
  public String bootstrapServers() {
    return bootstrapServers(SecurityProtocol.PLAINTEXT);
  }

  /** {@code host:port} for clients that speak so. */
  public String bootstrapServers(SecurityProtocol protocol) {
    return listeners.stream()
        .filter(listener -> listener.protocol() == protocol)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the broker does not speak " + protocol))
        .address();
  }

  /** The process as it is now; another one after {@link #restart}. */
  public ChildProcess process() {
    return process;
  }

  /**
   * Starts it again after it was killed, at the same ports and with the same data; returns when it
   * takes requests.
   */
  public void restart() throws Exception {
    process.close();
    process = processes.start("broker", command);
    awaitAnswer();
  }

  /** Whoever answers must be the cluster whose directory we formatted. */
  private void awaitAnswer() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers()))) {
      PATIENCE.until("answer of " + process, () -> answers(admin));
    }
  }

  private boolean answers(Admin admin) throws Exception {
    if (!process.isAlive()) {
      throw new IllegalStateException(process + " has ended:\n" + process.lastWords());
    }
    try {
      String answered =
          admin.describeCluster().clusterId().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (!clusterId.equals(answered)) {
        throw new IllegalStateException(
            bootstrapServers() + " is the broker of cluster " + answered + ", not ours");
      }
      return true;
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    process.close();
  }
}
