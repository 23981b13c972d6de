package io.tripline.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files of a replay. They grow in a directory beside where they belong, and are put there when
 * all is done: a replay that fails leaves the results of the one before as they were. One that is
 * interrupted takes away what it had begun.
 */
public final class OutputFiles implements AutoCloseable {
  private static final String EVENTS = "events.jsonl";
  private static final String STATEMENTS = "statements.jsonl";
  private static final String REJECTED = "rejected.jsonl";
  private static final String SUMMARY = "summary.json";

  private final Path target;
  private final ScratchDirectory growing;

  private OutputFiles(Path target, ScratchDirectory growing) {
    this.target = target;
    this.growing = growing;
  }

  /**
   * Files that are to stand in a directory, which is made if it is not there.
   *
   * @throws BadReplayException if there is something else of its name
   */
  public static OutputFiles in(Path target) throws BadReplayException, IOException {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new BadReplayException(target + " is no directory; name one to write into");
    }
    Files.createDirectories(target);
    return new OutputFiles(target, ScratchDirectory.in(target, ".replay-"));
  }

  /** For whatever is needed on the way. */
  public Path scratch() {
    return growing.path();
  }

  /** What was said of targets and rules. */
  public Path events() {
    return growing.path().resolve(EVENTS);
  }

  /** Every revision of every hour's statement. */
  public Path statements() {
    return growing.path().resolve(STATEMENTS);
  }

  /** What the pipeline refused, on the way to {@link #rejected}. */
  public Path refusals() {
    return growing.path().resolve("refusals");
  }

  /** What could not be used, whole. */
  public Path rejected() {
    return growing.path().resolve(REJECTED);
  }

  /** What the replay did. */
  public Path summary() {
    return growing.path().resolve(SUMMARY);
  }

  /** Puts them where they belong. */
  public void finish() throws IOException {
    for (String name : List.of(EVENTS, STATEMENTS, REJECTED, SUMMARY)) {
      Files.move(
          growing.path().resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Takes away what is not needed any more. */
  @Override
  public void close() throws IOException {
    growing.close();
  }
}
