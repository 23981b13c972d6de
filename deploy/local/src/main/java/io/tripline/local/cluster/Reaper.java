package io.tripline.local.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program that is told, a line each, of processes, and kills those that are left when its input
 * ends or it is asked to end itself. Its own class is all it needs.
 */
final class Reaper {
  private static final String NO_START = "";

  private Reaper() {}

  /** The directory or jar that the program is in. */
  static Path home() {
    try {
      return Path.of(Reaper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this class is in no file", e);
    }
  }

  /** How it is told of a process: its number, which may be another's later on, and its start. */
  static String line(ProcessHandle process) {
    return process.pid() + " " + start(process) + "\n";
  }

  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse(NO_START);
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    Map<Long, String> starts = new ConcurrentHashMap<>();
    // A terminal's Ctrl-C reaches this process too.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> starts.forEach(Reaper::kill)));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      starts.put(Long.valueOf(words[0]), words[1]);
    }
  }

  private static void kill(long pid, String start) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent() && start(process.get()).equals(start)) {
      process.get().destroyForcibly();
    }
  }
}
