package io.tripline.backtest;

import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplaySummary.Written;
import io.tripline.replay.ScratchDirectory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a backtest, and the one hash of all of them. They grow in a directory beside where
 * they belong, and are put there when all is done: a run that fails leaves the results of the one
 * before as they were.
 */
final class ResultDirectory implements AutoCloseable {
  /** The file by which the results of a backtest are known. */
  static final String REPORT = "report.json";

  /** The points of a sweep. */
  static final String SWEEP = "sweep.csv";

  /** What is different as known now. */
  static final String KNOWN_NOW = "as-known-now.csv";

  /** The directory of candidates' events. */
  static final String EVENTS = "events";

  /** The directory of candidates' events, as known now. */
  static final String EVENTS_KNOWN_NOW = "events-as-known-now";

  /** The directory of books. */
  static final String BOOKS = "books";

  /** What files of lines end in. */
  static final String LINES = ".jsonl";

  private final Path target;
  private final ScratchDirectory growing;
  private final TreeMap<String, Path> files = new TreeMap<>();

  private ResultDirectory(Path target, ScratchDirectory growing) {
    this.target = target;
    this.growing = growing;
  }

  /**
   * One that is to stand there; made if it is not.
   *
   * @throws BadReplayException if there is something else of its name
   */
  static ResultDirectory in(Path target) throws BadReplayException, IOException {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new BadReplayException(target + " is no directory; name one to write into");
    }
    Files.createDirectories(target);
    return new ResultDirectory(target, ScratchDirectory.in(target, ".backtest-"));
  }

  /** For whatever is needed on the way. */
  Path scratch() {
    return growing.path();
  }

  /** A file to be written, its directory made if need be. */
  Path file(String name) throws IOException {
    Path file = growing.path().resolve(name);
    Files.createDirectories(file.getParent());
    files.put(name, file);
    return file;
  }

  /** A file to write text into, from its beginning. */
  BufferedWriter writer(String name) throws IOException {
    return Files.newBufferedWriter(file(name), StandardCharsets.UTF_8);
  }

  /**
   * SHA-256 of the hashes and names of all files there are so far, a line each, and of one more
   * text.
   */
  String hash(String text) throws IOException {
    MessageDigest digest = digest();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String line = Written.of(file.getValue()).sha256() + "  " + file.getKey() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Puts the files where they belong, in place of whatever was there under the same names. */
  void finish() throws IOException {
    if (Files.exists(target.resolve(REPORT))) {
      deleteWhatIsNoMore();
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path place = target.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.move(file.getValue(), place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Where a backtest wrote before, what it had and this one hasn't is to go. */
  private void deleteWhatIsNoMore() throws IOException {
    for (String name : List.of(SWEEP, KNOWN_NOW)) {
      Files.deleteIfExists(target.resolve(name));
    }
    for (String name : List.of(EVENTS, EVENTS_KNOWN_NOW, BOOKS)) {
      Path directory = target.resolve(name);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> inside = Files.list(directory)) {
          for (Path file : inside.filter(f -> f.toString().endsWith(LINES)).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  /** Takes away what is not needed any more. */
  @Override
  public void close() throws IOException {
    growing.close();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
