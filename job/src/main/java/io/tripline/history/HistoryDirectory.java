package io.tripline.history;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Feed;
import io.tripline.plan.CalendarsFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history on disk: a file of lines per feed, packed or not, plan files and calendars.
 *
 * @param root the directory
 * @param feeds the files of facts, feed by feed
 * @param plans the plan files, by name
 * @param calendars the calendars defined there, beside the standard ones
 */
public record HistoryDirectory(
    Path root, List<FeedFile> feeds, List<Path> plans, Calendars calendars) {
  private static final String CALENDARS = "calendars.yaml";
  private static final String PLANS = "plans";

  /**
   * A file with one fact a line.
   *
   * @param name relative to the directory
   */
  public record FeedFile(Feed feed, String name, Path path) {
    /** Whether it is packed with gzip. */
    public boolean packed() {
      return name.endsWith(".gz");
    }
  }

  /**
   * Looks at a directory.
   *
   * @throws BadHistoryException if there is nothing to replay, or its calendars cannot be read
   */
  public static HistoryDirectory open(Path root) throws BadHistoryException, IOException {
    if (!Files.isDirectory(root)) {
      throw new BadHistoryException(
          root + " is no directory; name the one that holds cost.jsonl, ticket.jsonl and so on");
    }
    List<FeedFile> feeds = new ArrayList<>();
    for (Feed feed : Feed.values()) {
      String name = feed.name().toLowerCase(Locale.ROOT) + ".jsonl";
      addIfThere(root, feed, name, feeds);
      addIfThere(root, feed, name + ".gz", feeds);
    }
    List<Path> plans = plans(root.resolve(PLANS));
    if (feeds.isEmpty() && plans.isEmpty()) {
      throw new BadHistoryException(
          root
              + " holds no history: none of cost.jsonl, ticket.jsonl, allocation.jsonl,"
              + " governance.jsonl (or .jsonl.gz) and no plans/*.yaml is there");
    }
    return new HistoryDirectory(root, List.copyOf(feeds), plans, calendars(root));
  }

  /** Every file that a run reads: of facts, plans and calendars. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    feeds.forEach(feed -> files.add(feed.path()));
    files.addAll(plans);
    Path calendarsFile = root.resolve(CALENDARS);
    if (Files.exists(calendarsFile)) {
      files.add(calendarsFile);
    }
    return List.copyOf(files);
  }

  /** The name of a plan file, relative to the directory. */
  public static String planName(Path plan) {
    return PLANS + '/' + plan.getFileName();
  }

  private static void addIfThere(Path root, Feed feed, String name, List<FeedFile> feeds) {
    Path path = root.resolve(name);
    if (Files.isRegularFile(path)) {
      feeds.add(new FeedFile(feed, name, path));
    }
  }

  private static List<Path> plans(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted((one, other) -> planName(one).compareTo(planName(other)))
          .toList();
    }
  }

  private static Calendars calendars(Path root) throws BadHistoryException, IOException {
    Path file = root.resolve(CALENDARS);
    return Files.exists(file) ? readCalendars(file) : Calendars.standard();
  }

  /**
   * Reads a calendars file.
   *
   * @throws BadHistoryException with every problem on a line, if there are any
   */
  public static Calendars readCalendars(Path file) throws BadHistoryException, IOException {
    CalendarsFile.Reading reading = CalendarsFile.read(text(file));
    if (reading.calendars() == null) {
      throw new BadHistoryException(
          reading.problems().stream()
              .map(problem -> problem.in(file.toString()))
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return reading.calendars();
  }

  private static String text(Path file) throws BadHistoryException, IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new BadHistoryException(file + ": this is no text in UTF-8; save it as UTF-8");
    }
  }
}
