package io.tripline.local.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line, {@code flink}, each command a process as from a shell. */
public final class FlinkCommandLine {
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Pattern SUBMITTED = Pattern.compile("with JobID ([0-9a-f]{32})");
  private static final Pattern SAVED = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final ChildProcesses processes;
  private final FlinkPrograms programs;

  FlinkCommandLine(ChildProcesses processes, FlinkPrograms programs) {
    this.processes = processes;
    this.programs = programs;
  }

  /** A command that has failed, with what it printed. */
  public static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  /**
   * Submits a job: {@code flink run --detached}.
   *
   * @param savepoint to go on from, or null for none
   * @return the job's id
   */
  public String run(Path jar, int parallelism, String savepoint, List<String> arguments)
      throws IOException, InterruptedException, FailedException {
    List<String> words = new ArrayList<>(List.of("run", "--detached"));
    words.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    if (savepoint != null) {
      words.addAll(List.of("--fromSavepoint", savepoint));
    }
    words.add(jar.toString());
    words.addAll(arguments);
    return said(SUBMITTED, words);
  }

  /**
   * Stops a job: {@code flink stop --savepointPath}.
   *
   * @param directory for the savepoint, as a URI
   * @return the savepoint
   */
  public String stop(String job, String directory)
      throws IOException, InterruptedException, FailedException {
    return said(SAVED, List.of("stop", "--savepointPath", directory, job));
  }

  private String said(Pattern pattern, List<String> words)
      throws IOException, InterruptedException, FailedException {
    String printed = execute(words);
    Matcher matcher = pattern.matcher(printed);
    if (!matcher.find()) {
      throw new FailedException("flink " + words + " printed\n" + printed);
    }
    return matcher.group(1);
  }

  private String execute(List<String> words)
      throws IOException, InterruptedException, FailedException {
    try (ChildProcess flink = processes.start("flink", programs.commandLine(words))) {
      int status = flink.awaitExit(LONGEST);
      String printed = Files.readString(flink.output(), StandardCharsets.UTF_8);
      if (status != 0) {
        throw new FailedException("flink " + words + " ended with " + status + ":\n" + printed);
      }
      return printed;
    }
  }
}
