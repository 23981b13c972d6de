package io.tripline.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that this JVM started. */
public final class ChildProcess implements AutoCloseable {
  private static final int TOLD = 4000;

  private final String name;
  private final Process process;
  private final Path output;
  private final Path log;

  ChildProcess(String name, Process process, Path output, Path log) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.log = log;
  }

  /** What it was called by whoever started it. */
  public String name() {
    return name;
  }

  /** The system's number for it. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended; a paused one has not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file that it prints into. */
  public Path output() {
    return output;
  }

  /** The file that it logs into. */
  public Path log() {
    return log;
  }

  /** Ends it where it stands (SIGKILL), and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it stand still (SIGSTOP): it keeps its connections and answers nobody. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a paused one go on (SIGCONT), as if no time had passed. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-s", signal, Long.toString(pid()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("SIG" + signal + " did not reach " + this);
    }
  }

  /**
   * Waits for it to end by itself.
   *
   * @return its exit status
   * @throws IllegalStateException if it does not
   */
  public int awaitExit(Duration longest) throws InterruptedException {
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(this + " has not ended in " + longest);
    }
    return process.exitValue();
  }

  /**
   * Waits for it to log something.
   *
   * @throws IllegalStateException if it ends before, or never does
   */
  public MatchResult awaitLog(Pattern pattern, Patience patience) throws Exception {
    return patience.await(
        "\"" + pattern + "\" of " + this + " in " + log,
        () -> {
          boolean alive = isAlive();
          Optional<MatchResult> said = find(log, pattern);
          if (said.isEmpty() && !alive) {
            throw new IllegalStateException(this + " has ended:\n" + lastWords());
          }
          return said;
        });
  }

  private static Optional<MatchResult> find(Path file, Pattern pattern) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(text(file));
    return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  /** The end of what it printed and logged. */
  public String lastWords() {
    return end(output) + end(log);
  }

  private static String end(Path file) {
    try {
      String text = text(file);
      return text.substring(Math.max(0, text.length() - TOLD));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** A file that is being written may end within a character. */
  private static String text(Path file) throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /** Ends it, paused or not. */
  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "%s (process %d)".formatted(name, pid());
  }
}
