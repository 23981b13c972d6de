package io.tripline.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.local.cluster.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for texts where anybody might see them. */
final class Leaks {
  private Leaks() {}

  /** The files under a directory that have a text in them. */
  static List<String> files(Path directory, String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (contains(file, text)) {
          found.add(file.toString());
        }
      }
    } catch (UncheckedIOException e) {
      // What is deleted while we look was looked at before, or is not kept.
      return found;
    }
    return found;
  }

  private static boolean contains(Path file, String text) throws IOException {
    try {
      return Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1)
              .contains(
                  new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Those answers of a JobManager that have a text in them. */
  static List<String> answers(List<String> answers, String text) {
    return answers.stream().filter(answer -> answer.contains(text)).toList();
  }

  /** All that a JobManager has to say about itself, its TaskManagers and a job. */
  static List<String> ask(FlinkRest rest, String job) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/overview",
                "/jobs/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/log",
                "/jobmanager/stdout",
                "/jobmanager/thread-dump",
                "/taskmanagers"));
    for (String of :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/checkpoints",
            "/checkpoints/config",
            "/accumulators",
            "/jobmanager/config",
            "/jobmanager/environment")) {
      paths.add("/jobs/" + job + of);
    }
    for (JsonNode taskManager : rest.json("/taskmanagers").path("taskmanagers")) {
      String at = "/taskmanagers/" + taskManager.path("id").asText();
      paths.addAll(List.of(at, at + "/log", at + "/stdout", at + "/thread-dump"));
    }
    for (JsonNode vertex : rest.json("/jobs/" + job).path("vertices")) {
      paths.add("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
    }
    List<String> answers = new ArrayList<>();
    for (String path : paths) {
      answers.add(path + "\n" + rest.text(path));
    }
    return answers;
  }
}
