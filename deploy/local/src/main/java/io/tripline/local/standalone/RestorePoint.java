package io.tripline.local.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a job can go on from.
 *
 * @param location a savepoint or a checkpoint that was completed, as a URI
 * @param completedAt when
 */
record RestorePoint(String location, FileTime completedAt) {
  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";

  /** The newest savepoint or checkpoint of a job; empty if there is none. */
  static Optional<RestorePoint> newest(ClusterState.Job job, ClusterDirectory directory)
      throws IOException {
    List<RestorePoint> points = new ArrayList<>();
    Path checkpoints = directory.checkpoints().resolve(job.id());
    if (Files.isDirectory(checkpoints)) {
      try (Stream<Path> files = Files.list(checkpoints)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (file.getFileName().toString().startsWith(CHECKPOINT)) {
            at(file).ifPresent(points::add);
          }
        }
      }
    }
    for (String location : new String[] {job.savepoint(), job.startedFrom()}) {
      if (location != null) {
        at(Path.of(URI.create(location))).ifPresent(points::add);
      }
    }
    return points.stream().max(Comparator.comparing(RestorePoint::completedAt));
  }

  /** One that is named; empty if it is none. */
  static Optional<RestorePoint> at(Path folder) throws IOException {
    Path metadata = folder.resolve(METADATA);
    return Files.exists(metadata)
        ? Optional.of(
            new RestorePoint(folder.toUri().toString(), Files.getLastModifiedTime(metadata)))
        : Optional.empty();
  }
}
