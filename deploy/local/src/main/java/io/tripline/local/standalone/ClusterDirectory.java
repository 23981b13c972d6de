package io.tripline.local.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a cluster keeps everything.
 *
 * <pre>
 *   cluster.json    what there is: {@link ClusterState}
 *   tripline.yaml   the job's configuration, unless another was named
 *   logs/           a .log and a .out of each process
 *   kafka/          the broker's
 *   flink/          conf/ and tmp/ of Flink's processes, jars/ that were submitted
 *   checkpoints/  savepoints/
 * </pre>
 */
record ClusterDirectory(Path root) {
  private static final String STATE = "cluster.json";
  private static final String LOCK = "cluster.lock";

  ClusterDirectory {
    root = root.toAbsolutePath().normalize();
  }

  Path configuration() {
    return root.resolve("tripline.yaml");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path flink() {
    return root.resolve("flink");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path savepoints() {
    return root.resolve("savepoints");
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build();
  }

  /** Whether a cluster was ever there. */
  boolean isUsed() {
    return Files.exists(root.resolve(STATE));
  }

  /**
   * What there is of the cluster, as the last command has left it.
   *
   * @throws ClusterException if it cannot be read
   */
  ClusterState read() throws IOException, ClusterException {
    Path file = root.resolve(STATE);
    if (!Files.exists(file)) {
      return ClusterState.NOTHING;
    }
    try {
      return mapper().readValue(file.toFile(), ClusterState.class);
    } catch (JsonProcessingException e) {
      throw ClusterException.failed(
          "%s cannot be read: %s. Mend it; without it nobody knows which processes are the cluster's"
              .formatted(file, e.getOriginalMessage()));
    }
  }

  /** Keeps it: whole or, if this is interrupted, not at all. */
  void write(ClusterState state) throws IOException {
    Path aside = root.resolve(STATE + ".new");
    mapper().writeValue(aside.toFile(), state);
    Files.move(
        aside,
        root.resolve(STATE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** One command at a time. */
  static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Makes the directory if it is not there, and keeps other commands out of it until closed.
   *
   * @throws ClusterException if another is at work
   */
  Lock lock() throws IOException, ClusterException {
    Files.createDirectories(root);
    Files.createDirectories(logs());
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very JVM: as taken as by another.
    }
    if (lock == null) {
      channel.close();
      throw ClusterException.refused(
          "another command is at work on the cluster in " + root + "; wait for it to end");
    }
    return new Lock(channel);
  }

  /** Deletes all that the cluster has written; what others have put there stays. */
  void delete() throws IOException {
    for (Path part :
        new Path[] {
          logs(),
          kafka(),
          flink(),
          checkpoints(),
          savepoints(),
          configuration(),
          root.resolve(STATE)
        }) {
      deleteTree(part);
    }
    Files.deleteIfExists(root.resolve(LOCK));
  }

  private static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }
}
