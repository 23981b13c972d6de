package io.tripline.checks.monitoring;

import io.tripline.checks.DebianPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program of Debian's said of what it was given.
 *
 * @param status it ended with; 0 if nothing was wrong
 * @param output of both kinds
 */
record Tool(int status, String output) {
  /** Runs it in a folder, and waits for its end. */
  static Tool run(Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(DebianPrograms.find(program).toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Tool(process.waitFor(), output);
  }
}
