package io.tripline.local.standalone;

import io.tripline.local.broker.Listener;
import io.tripline.local.broker.SingleNode;
import io.tripline.local.cluster.JavaCommand;
import io.tripline.local.cluster.Patience;
import io.tripline.local.standalone.ClusterState.Broker;
import io.tripline.local.standalone.PortCheck.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** Starts the broker of a cluster: one node that is its own KRaft controller. */
final class LocalBroker {
  private static final String NAME = "broker";
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final ClusterDirectory directory;
  private final Installation installation;

  LocalBroker(ClusterDirectory directory, Installation installation) {
    this.directory = directory;
    this.installation = installation;
  }

  /**
   * Starts a broker, on the data of the last one if there was one; it does not answer yet.
   *
   * @param last null if there was none
   * @param port for clients; null for that of the last one or, if there was none, a free one
   */
  Broker start(Broker last, Integer port) throws IOException, ClusterException {
    Integer wanted = port == null && last != null ? Integer.valueOf(last.port()) : port;
    int clients = PortCheck.choose(wanted, "the broker", "--broker-port");
    int controller = PortCheck.choose(null, "the controller", "");
    Path data = directory.kafka().resolve("data");
    SingleNode node =
        new SingleNode(
            data, controller, List.of(new Listener(SecurityProtocol.PLAINTEXT, clients)));
    String id = last == null ? format(node, data) : last.kafkaClusterId();
    DetachedProcess process =
        new DetachedProcesses(directory.logs(), directory.root())
            .start(NAME, DetachedProcesses.newMark(), Map.of(NAME, clients), command(node));
    return new Broker(id, clients, controller, process);
  }

  /**
   * A directory that was made by a command that was killed before it could say so is begun anew.
   */
  private static String format(SingleNode node, Path data) throws IOException {
    if (Files.exists(data)) {
      Files.move(data, data.resolveSibling("data-left-" + Uuid.randomUuid()));
    }
    Files.createDirectories(data);
    String id = Uuid.randomUuid().toString();
    node.format(id);
    return id;
  }

  private JavaCommand command(SingleNode node) throws IOException {
    Properties properties = node.properties();
    Path file = directory.kafka().resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return new JavaCommand(
        "kafka.Kafka", installation.brokerClassPath(), OPTIONS, List.of(file.toString()), Map.of());
  }

  /**
   * Returns when it takes requests.
   *
   * @throws ClusterException if it ends, or something else answers in its place
   */
  static void await(Broker broker) throws Exception {
    PATIENCE.until("answer of " + broker.process(), () -> answers(broker));
  }

  private static boolean answers(Broker broker) throws Exception {
    boolean alive = broker.process().isAlive();
    Answer answer = PortCheck.broker(broker.port(), broker.kafkaClusterId());
    if (!alive) {
      throw ClusterException.failed(
          "%s has ended%s; its log is %s, and ends with:%n%s"
              .formatted(
                  broker.process(),
                  answer == Answer.NOBODY ? "" : ", and something else answers at its port",
                  broker.process().log(),
                  broker.process().lastWords()));
    }
    return answer == Answer.OURS;
  }
}
