package io.tripline.local.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts processes and sees to it that none outlives this JVM. A {@link Reaper}, itself a process,
 * holds the other end of a pipe: when the pipe breaks, because this was closed, or because this JVM
 * was killed with no time to tidy up, it kills whoever is left, paused ones too.
 */
public final class ChildProcesses implements AutoCloseable {
  private static final String LOGGING = "log4j2.properties";

  private final Path directory;
  private final Process reaper;
  private final Writer toReaper;
  private final List<ChildProcess> children = new ArrayList<>();
  private final Map<String, Integer> started = new HashMap<>();

  private ChildProcesses(Path directory, Process reaper) {
    this.directory = directory;
    this.reaper = reaper;
    this.toReaper = reaper.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * None yet.
   *
   * @param directory for what they print; made if it is not there
   */
  public static ChildProcesses in(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (InputStream logging = ChildProcesses.class.getResourceAsStream(LOGGING)) {
      Files.copy(logging, directory.resolve(LOGGING), StandardCopyOption.REPLACE_EXISTING);
    }
    JavaCommand command =
        new JavaCommand(
            Reaper.class.getName(),
            List.of(Reaper.home().toString()),
            List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"),
            List.of(),
            Map.of());
    Process reaper =
        new ProcessBuilder(command.words())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("reaper.out").toFile())
            .start();
    return new ChildProcesses(directory, reaper);
  }

  /** Where what they print is. */
  public Path directory() {
    return directory;
  }

  /**
   * Starts a program. What it prints goes into {@code <name>.out}, what it logs with Log4j into
   * {@code <name>.log}; the second of a kind is named {@code <kind>-2}, and so on.
   *
   * @throws IOException if there is no such program
   */
  public synchronized ChildProcess start(String kind, JavaCommand command) throws IOException {
    int number = started.merge(kind, 1, Integer::sum);
    String name = number == 1 ? kind : kind + "-" + number;
    Path output = directory.resolve(name + ".out");
    Path log = directory.resolve(name + ".log");
    JavaCommand logging =
        command.withOptions(
            "-Dlog4j2.configurationFile=" + directory.resolve(LOGGING).toUri(),
            "-Dlog.file=" + log);
    ProcessBuilder builder =
        new ProcessBuilder(logging.words())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(command.environment());
    Process process = builder.start();
    ChildProcess child = new ChildProcess(name, process, output, log);
    try {
      toReaper.write(Reaper.line(process.toHandle()));
      toReaper.flush();
    } catch (IOException e) {
      child.close();
      throw new IOException("the reaper of processes has ended; see " + directory, e);
    }
    children.add(child);
    return child;
  }

  /** Kills all that are left, the youngest first, and returns when they are gone. */
  @Override
  public synchronized void close() {
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
    try {
      toReaper.close();
      reaper.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("the reaper of processes had ended before", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
