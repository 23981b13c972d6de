package io.tripline.local.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where tests leave what they wrote, for whoever wants to know why one failed. */
final class Scratch {
  private Scratch() {}

  /** A directory under {@code target} with nothing in it. */
  static Path empty(String name) throws IOException {
    Path directory = Path.of("target", name).toAbsolutePath();
    delete(directory);
    return Files.createDirectories(directory);
  }

  /** Deletes a directory, if it is there, with all that is in it. */
  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      }
    }
  }
}
