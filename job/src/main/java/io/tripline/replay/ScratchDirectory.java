package io.tripline.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is gone with all that is in it when it is closed, or the program ends. */
public final class ScratchDirectory implements AutoCloseable {
  private final Path path;
  private final Thread onInterrupt = new Thread(this::deleteAsFarAsPossible);

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /** A new one, where temporary files belong. */
  public static ScratchDirectory create(String prefix) throws IOException {
    return of(Files.createTempDirectory(prefix));
  }

  /** A new one within another directory. */
  public static ScratchDirectory in(Path parent, String prefix) throws IOException {
    return of(Files.createTempDirectory(parent, prefix));
  }

  private static ScratchDirectory of(Path path) {
    ScratchDirectory directory = new ScratchDirectory(path);
    Runtime.getRuntime().addShutdownHook(directory.onInterrupt);
    return directory;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(onInterrupt);
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** While the program ends, others may still write: what they leave is left. */
  private void deleteAsFarAsPossible() {
    try {
      delete();
    } catch (IOException | UncheckedIOException e) {
      // Nobody is there any more to be told.
    }
  }
}
