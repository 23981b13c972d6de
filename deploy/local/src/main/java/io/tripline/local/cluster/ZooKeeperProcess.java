package io.tripline.local.cluster;

import io.tripline.local.broker.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A ZooKeeper of one node, which Flink brings, as a process: where a JobManager keeps what its
 * successor must know.
 */
final class ZooKeeperProcess implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final int START_ATTEMPTS = 5;
  private static final int ANSWER_MILLIS = 5000;
  private static final String PORT_TAKEN = "BindException";
  private static final String PEER = "1";

  /** Sessions may be as short as two of these, and as long as twenty. */
  private static final String TICK_MILLIS = "500";

  private final ChildProcess process;
  private final Path data;
  private final int port;

  private ZooKeeperProcess(ChildProcess process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /** Starts one and returns when it answers. */
  static ZooKeeperProcess start(
      ChildProcesses processes, List<String> classPath, List<String> jvmOptions, Path directory)
      throws Exception {
    for (int attempt = 1; ; attempt++) {
      ZooKeeperProcess zooKeeper =
          startOnFreePort(
              processes, classPath, jvmOptions, directory.resolve("zookeeper-" + attempt));
      try {
        PATIENCE.until("answer of " + zooKeeper.process, zooKeeper::answers);
        return zooKeeper;
      } catch (IllegalStateException e) {
        boolean lostRace = zooKeeper.process.lastWords().contains(PORT_TAKEN);
        zooKeeper.close();
        if (attempt == START_ATTEMPTS || !lostRace) {
          throw e;
        }
      }
    }
  }

  private static ZooKeeperProcess startOnFreePort(
      ChildProcesses processes, List<String> classPath, List<String> jvmOptions, Path home)
      throws IOException {
    int port = FreePorts.find(1).get(0);
    Path data = Files.createDirectories(home.resolve("data"));
    Properties properties = new Properties();
    properties.setProperty("clientPort", Integer.toString(port));
    properties.setProperty("clientPortAddress", LOOPBACK);
    properties.setProperty("dataDir", data.toString());
    properties.setProperty("tickTime", TICK_MILLIS);
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("4lw.commands.whitelist", "conf");
    Path file = home.resolve("zoo.cfg");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    JavaCommand command =
        new JavaCommand(
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
            classPath,
            jvmOptions,
            List.of("--zkConfigFile", file.toString(), "--peerId", PEER),
            Map.of());
    return new ZooKeeperProcess(processes.start("zookeeper", command), data, port);
  }

  /** {@code host:port} for Flink. */
  String quorum() {
    return LOOPBACK + ":" + port;
  }

  /** Whoever answers must keep its data where we said. */
  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(process + " has ended:\n" + process.lastWords());
    }
    String configuration;
    try (Socket socket = new Socket(InetAddress.getByName(LOOPBACK), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("conf".getBytes(StandardCharsets.US_ASCII));
      configuration = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return false;
    }
    if (!configuration.contains("clientPort=")) {
      return false;
    }
    if (!configuration.contains(data.toString())) {
      throw new IllegalStateException(quorum() + " is not ours:\n" + configuration);
    }
    return true;
  }

  @Override
  public void close() {
    process.close();
  }
}
