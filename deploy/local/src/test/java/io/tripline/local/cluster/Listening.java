package io.tripline.local.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that listens on a port of its own, which it prints, until it is ended. */
final class Listening {
  private Listening() {}

  static JavaCommand command() {
    return program(Listening.class, List.of());
  }

  static JavaCommand program(Class<?> program, List<String> arguments) {
    return new JavaCommand(
        program.getName(),
        List.of(System.getProperty("java.class.path")),
        List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        arguments,
        Map.of());
  }

  public static void main(String[] arguments) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("port " + socket.getLocalPort() + ".");
      while (true) {
        socket.accept().close();
      }
    }
  }

  /** A program that starts the other one and waits to be ended. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      ChildProcesses children = ChildProcesses.in(Path.of(arguments[0]));
      ChildProcess child = children.start("child", command());
      if (arguments[1].equals("pause")) {
        new Patience(java.time.Duration.ofMinutes(1))
            .until("port", () -> child.lastWords().contains("port"));
        child.pause();
        System.out.println("paused");
      }
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }
}
