package io.tripline.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ChildProcessesIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));
  private static final Pattern PORT = Pattern.compile("port ([0-9]+)\\.");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"run", "pause"})
  void noneOutlivesAParentThatIsKilled(String childIs) throws Exception {
    Path output = directory.resolve("parent.out");
    Process parent =
        new ProcessBuilder(
                Listening.program(
                        Listening.Parent.class,
                        List.of(directory.resolve("logs").toString(), childIs))
                    .words())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      int port = PATIENCE.await("port", () -> port(directory.resolve("logs/child.out")));
      if (childIs.equals("pause")) {
        PATIENCE.until("pause", () -> Files.readString(output).contains("paused"));
      }
      assertThat(listens(port)).isTrue();

      parent.destroyForcibly().waitFor();

      PATIENCE.until("end of the child", () -> !listens(port));
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void noneOutlivesItsClosing() throws Exception {
    ChildProcess child;
    int port;
    try (ChildProcesses children = ChildProcesses.in(directory)) {
      child = children.start("child", Listening.command());
      port = PATIENCE.await("port", () -> port(child.output()));
      child.pause();
    }

    assertThat(child.isAlive()).isFalse();
    assertThat(listens(port)).isFalse();
  }

  @Test
  void eachStartHasItsOwnFiles() throws Exception {
    try (ChildProcesses children = ChildProcesses.in(directory)) {
      ChildProcess first = children.start("child", Listening.command());
      ChildProcess second = children.start("child", Listening.command());
      int one = PATIENCE.await("port", () -> port(first.output()));
      int other = PATIENCE.await("port", () -> port(second.output()));

      assertThat(second.output()).isNotEqualTo(first.output());
      assertThat(other).isNotEqualTo(one);
      first.kill();
      assertThat(first.isAlive()).isFalse();
      assertThat(second.isAlive()).isTrue();
    }
  }

  @Test
  void whoWaitsForOneThatHasEndedIsToldWhatItSaid() throws Exception {
    try (ChildProcesses children = ChildProcesses.in(directory)) {
      ChildProcess child =
          children.start("child", Listening.program(NoSuchProgram.class, List.of()));

      assertThatThrownBy(() -> child.awaitLog(Pattern.compile("never"), PATIENCE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("child (process " + child.pid() + ") has ended")
          .hasMessageContaining("main");
    }
  }

  /** Has no main method. */
  private static final class NoSuchProgram {}

  private static Optional<Integer> port(Path output) throws IOException {
    if (!Files.exists(output)) {
      return Optional.empty();
    }
    Matcher matcher = PORT.matcher(Files.readString(output));
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
