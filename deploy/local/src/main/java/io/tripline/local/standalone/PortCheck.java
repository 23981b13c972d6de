package io.tripline.local.standalone;

import io.tripline.local.broker.FreePorts;
import io.tripline.local.cluster.FlinkRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Who answers at a port of this machine. */
final class PortCheck {
  static final String LOOPBACK = "127.0.0.1";

  private static final int CONNECT_MILLIS = 2000;
  private static final int ANSWER_MILLIS = 10_000;

  /** Who it is. */
  enum Answer {
    /** What we started there: it says what no other could know. */
    OURS,
    /** Something that is not ours, or that does not say who it is. */
    ANOTHER,
    /** Nobody listens. */
    NOBODY
  }

  private PortCheck() {}

  /** {@code host:port}. */
  static String address(int port) {
    return LOOPBACK + ":" + port;
  }

  /** Where the web UI of a JobManager at that port is. */
  static URI web(int port) {
    return URI.create("http://" + address(port));
  }

  /** Asks a broker which cluster it is of. */
  static Answer broker(int port, String kafkaClusterId) throws InterruptedException {
    if (!listens(port)) {
      return Answer.NOBODY;
    }
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(port),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_MILLIS / 2,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      String answered =
          admin.describeCluster().clusterId().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      return kafkaClusterId.equals(answered) ? Answer.OURS : Answer.ANOTHER;
    } catch (ExecutionException | TimeoutException e) {
      return Answer.ANOTHER;
    }
  }

  /** Asks a JobManager for the mark that it was started with, which is in its configuration. */
  static Answer jobManager(int port, String mark) throws InterruptedException {
    if (!listens(port)) {
      return Answer.NOBODY;
    }
    try {
      String configuration = new FlinkRest(web(port)).text("/jobmanager/config");
      return configuration.contains(mark) ? Answer.OURS : Answer.ANOTHER;
    } catch (IOException e) {
      return Answer.ANOTHER;
    }
  }

  /** Whether anything takes connections there. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it could be listened on: somebody who listens on all interfaces takes it too. */
  private static boolean isFree(int port) {
    if (listens(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A port to start something on.
   *
   * @param wanted that it must be, or null for one that is free
   * @param what is to listen there, and {@code option} the option that names another, for the
   *     message
   * @throws ClusterException if the one that is wanted is not free
   */
  static int choose(Integer wanted, String what, String option)
      throws IOException, ClusterException {
    if (wanted == null) {
      return FreePorts.find(1).get(0);
    }
    if (!isFree(wanted)) {
      throw ClusterException.refused(
          "port %d, for %s, is taken: something that is not of this cluster listens there. End it, or name another with %s"
              .formatted(wanted, what, option));
    }
    return wanted;
  }
}
