package io.tripline.local.standalone;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that was started by this command or an earlier one, and how to know it again.
 *
 * @param name what it is, such as {@code taskmanager-1}
 * @param pid the system's number for it, which is another's one day
 * @param startedAt when the system says that it was started
 * @param mark that stands on its command line, and on no other's
 * @param ports that it listens on, by what for
 * @param log the file that it logs into
 * @param output the file that it prints into
 */
record DetachedProcess(
    String name,
    long pid,
    Instant startedAt,
    String mark,
    Map<String, Integer> ports,
    Path log,
    Path output) {

  /** Where its web UI and its REST endpoint are. */
  static final String REST = "rest";

  /** Where it can be scraped. */
  static final String METRICS = "metrics";

  /** A system tells the start of a process in terms of its own, and that may move by a second. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final Duration POLITELY = Duration.ofSeconds(20);
  private static final Duration BY_FORCE = Duration.ofSeconds(20);
  private static final String ZOMBIE = ") Z ";
  private static final int TOLD = 4000;

  DetachedProcess {
    ports = Map.copyOf(ports);
  }

  /** The process, if it has not ended, and is this one and not a later one of the same number. */
  private Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(this::isThis);
  }

  private boolean isThis(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean sameStart =
        info.startInstant()
            .map(start -> Duration.between(startedAt, start).abs().compareTo(SAME_START) <= 0)
            .orElse(false);
    return sameStart
        && info.commandLine()
            .map(line -> line.contains(mark))
            .orElseGet(() -> !isAwaitingBurial(process));
  }

  /**
   * One that is ending has no command line any more, but its ports until its last thread is gone;
   * one that has ended, and whose parent has not asked how, is only a line in the system's list.
   * Linux tells them apart.
   */
  private static boolean isAwaitingBurial(ProcessHandle process) {
    Path told = Path.of("/proc", Long.toString(process.pid()));
    try (Stream<Path> threads = Files.list(told.resolve("task"))) {
      return Files.readString(told.resolve("stat")).contains(ZOMBIE) && threads.count() == 1;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  @JsonIgnore
  boolean isAlive() {
    return find().isPresent();
  }

  /**
   * Ends it: is asked first (SIGTERM), and then made to (SIGKILL). One that has ended, or whose
   * number is another's now, is left alone.
   *
   * @return whether there was anything to end
   * @throws ClusterException if it does not end
   */
  boolean end() throws ClusterException, InterruptedException {
    Optional<ProcessHandle> process = find();
    if (process.isEmpty()) {
      return false;
    }
    process.get().destroy();
    if (!ends(process.get(), POLITELY)) {
      process.get().destroyForcibly();
      if (!ends(process.get(), BY_FORCE)) {
        throw ClusterException.failed(this + " does not end, not even when it is killed");
      }
    }
    return true;
  }

  private boolean ends(ProcessHandle process, Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (isThis(process)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        var unused = process.onExit().get(100, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // It takes its time.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  /** Waits for it to end by itself. */
  boolean endsWithin(Duration longest) throws InterruptedException {
    Optional<ProcessHandle> process = find();
    return process.isEmpty() || ends(process.get(), longest);
  }

  /** The end of what it printed and logged. */
  String lastWords() throws IOException {
    return end(output) + end(log);
  }

  private static String end(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - TOLD));
  }

  @Override
  public String toString() {
    return "%s (process %d)".formatted(name, pid);
  }
}
