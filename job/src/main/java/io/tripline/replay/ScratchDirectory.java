package io.tripline.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

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

  /** Flink may still be taking away what it had there itself, which its own deleting bears. */
  private void delete() throws IOException {
    FileUtils.deleteDirectory(path.toFile());
  }

  /** While the program ends, others may still write: what they leave is left. */
  private void deleteAsFarAsPossible() {
    try {
      delete();
    } catch (IOException e) {
      // Nobody is there any more to be told.
    }
  }
}
