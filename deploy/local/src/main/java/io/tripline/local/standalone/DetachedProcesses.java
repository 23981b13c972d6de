package io.tripline.local.standalone;

import io.tripline.local.cluster.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Starts processes that outlive this one: a terminal that is closed does not end them, and nothing
 * of theirs holds it.
 *
 * @param logs the directory for what they log and print
 * @param home the directory that they are started in
 */
record DetachedProcesses(Path logs, Path home) {
  private static final String LOGGING = "log4j2.properties";
  private static final String MARK = "-Dtripline.process=";
  private static final File NOTHING = new File("/dev/null");

  /** A mark for a process that is to be started. */
  static String newMark() {
    return UUID.randomUUID().toString();
  }

  /**
   * Starts a program.
   *
   * @param name what its files are called; those of an earlier one of the name are kept once
   * @param mark that it is known by
   * @param ports that it is told to listen on
   * @throws IOException if there is no such program
   */
  DetachedProcess start(String name, String mark, Map<String, Integer> ports, JavaCommand command)
      throws IOException {
    Path log = logs.resolve(name + ".log");
    Path output = logs.resolve(name + ".out");
    keep(log);
    keep(output);
    JavaCommand marked =
        command
            .withOptions("-Dlog4j2.configurationFile=" + logging().toUri(), "-Dlog.file=" + log)
            .markedFirst(MARK + mark);
    ProcessBuilder builder =
        new ProcessBuilder()
            .directory(home.toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.command().add("nohup");
    builder.command().addAll(marked.words());
    builder.environment().putAll(command.environment());
    ProcessHandle process = builder.start().toHandle();
    Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
    return new DetachedProcess(name, process.pid(), startedAt, mark, ports, log, output);
  }

  private static void keep(Path file) throws IOException {
    if (Files.exists(file)) {
      Path before = file.resolveSibling("previous-" + file.getFileName());
      Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path logging() throws IOException {
    Path file = logs.resolve(LOGGING);
    try (InputStream resource = DetachedProcesses.class.getResourceAsStream(LOGGING)) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
