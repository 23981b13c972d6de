package io.tripline.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of this machine that nobody listened on a moment ago. Somebody may before they are used, so
 * whoever binds one has to be ready to ask for another.
 */
public final class FreePorts {
  private FreePorts() {}

  /**
   * Finds some, all different.
   *
   * @throws IOException if the machine has none left
   */
  public static List<Integer> find(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName(Listener.LOOPBACK)));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
