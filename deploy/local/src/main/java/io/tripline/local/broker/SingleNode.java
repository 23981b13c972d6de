package io.tripline.local.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker that is its own KRaft controller, reachable from this machine only.
 *
 * @param data the directory that it keeps everything in
 * @param controllerPort where it speaks with itself
 * @param listeners where it takes clients; the first is the one that it would take other brokers at
 */
public record SingleNode(Path data, int controllerPort, List<Listener> listeners) {
  private static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  public SingleNode {
    listeners = List.copyOf(listeners);
  }

  /** What {@code server.properties} says. */
  public Properties properties() {
    String controller = Listener.LOOPBACK + ":" + controllerPort;
    String clients = listeners.stream().map(Listener::endpoint).collect(Collectors.joining(","));
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    properties.setProperty("controller.listener.names", CONTROLLER);
    properties.setProperty("listeners", clients + "," + CONTROLLER + "://" + controller);
    properties.setProperty("advertised.listeners", clients);
    properties.setProperty("inter.broker.listener.name", listeners.get(0).protocol().name());
    properties.setProperty("listener.security.protocol.map", protocols());
    properties.setProperty("log.dirs", data.toString());
    singleNode(properties);
    small(properties);
    return properties;
  }

  private String protocols() {
    return listeners.stream()
        .map(listener -> listener.protocol().name())
        .map(name -> name + ":" + name)
        .collect(Collectors.joining(",", "", "," + CONTROLLER + ":PLAINTEXT"));
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

  /**
   * Prepares the data directory, which must be empty.
   *
   * @param clusterId that the broker will be known by
   * @throws IOException if it cannot be written
   */
  public void format(String clusterId) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
          .setClusterId(clusterId)
          .setNodeId(NODE_ID)
          .setControllerListenerName(CONTROLLER)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the broker's directory " + data + " cannot be formatted", e);
    }
  }
}
