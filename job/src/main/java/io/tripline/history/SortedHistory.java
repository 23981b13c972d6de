package io.tripline.history;

import io.tripline.intake.Intake;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.KnownTimeWatermarks;
import io.tripline.pipeline.RecordTypes;
import io.tripline.replay.EmbeddedRun;
import io.tripline.replay.ReplaySummary.FeedSummary;
import io.tripline.replay.ReplaySummary.PlanVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A history that was read from end to end, with its facts in the order in which they became known,
 * in a file of its own that is read as often as needed.
 */
public final class SortedHistory {
  private final HistoryDirectory directory;
  private final HistoryReader reader;
  private final Path file;
  private final long size;

  private SortedHistory(HistoryDirectory directory, HistoryReader reader, Path file, long size) {
    this.directory = directory;
    this.reader = reader;
    this.file = file;
    this.size = size;
  }

  /**
   * Reads a history.
   *
   * @param currency the one currency, as a code of ISO 4217
   * @param scratch a directory for the sorted facts, which need about as much room as the history
   * @param factsRead told now and then how many facts were read
   */
  public static SortedHistory read(
      HistoryDirectory directory, String currency, Path scratch, LongConsumer factsRead)
      throws IOException {
    try (FactSpool spool = new FactSpool(scratch)) {
      Intake intake = new Intake(currency, directory.calendars());
      HistoryReader reader = new HistoryReader(intake, spool, factsRead);
      reader.read(directory);
      return new SortedHistory(directory, reader, spool.sorted(), spool.size());
    }
  }

  /** The calendars defined in the history, beside the standard ones. */
  public Calendars calendars() {
    return directory.calendars();
  }

  /** How many facts can be used. */
  public long size() {
    return size;
  }

  /** Whether there is any fact at all that can be used. */
  public boolean anything() {
    return reader.anything();
  }

  /** When the first usable fact was recorded, in milliseconds since the epoch. */
  public long first() {
    return reader.first();
  }

  /** When the last usable fact was recorded, in milliseconds since the epoch. */
  public long last() {
    return reader.last();
  }

  /** The usable plans, by service and version. */
  public List<PlanVersion> plans() {
    return reader.plans().stream()
        .map(PlanVersion::of)
        .distinct()
        .sorted(PlanVersion.ORDER)
        .toList();
  }

  /** What could not be read as a fact, in the order of reading. */
  List<Rejection> rejections() {
    return reader.rejections();
  }

  /** Goes through all usable facts, in the order of {@code recordedAt}. */
  public void forEach(Consumer<Fact> action) throws IOException {
    try (SpooledFacts.Facts facts = new SpooledFacts(file, Long.MAX_VALUE).open()) {
      while (facts.hasNext()) {
        action.accept(facts.next().fact());
      }
    }
  }

  /** All usable facts as a source of a job, with their times and watermarks. */
  public DataStream<Admissible> facts(StreamExecutionEnvironment environment, Slices slices) {
    return factsBefore(Long.MAX_VALUE, environment, slices);
  }

  /**
   * As {@link #facts}, from a history that ends before a known time: the file is read no further.
   *
   * @param end in milliseconds since the epoch, exclusive
   */
  public DataStream<Admissible> factsBefore(
      long end, StreamExecutionEnvironment environment, Slices slices) {
    DataStream<Admissible> facts =
        environment
            .fromSource(
                new SpooledFacts(file, end),
                KnownTimeWatermarks.inOrder(slices),
                "History",
                RecordTypes.of(Admissible.class))
            .setParallelism(1)
            .uid("history");
    return EmbeddedRun.paced(facts).setParallelism(1);
  }

  /**
   * What became of the facts of each feed in a run over all of them.
   *
   * @param accumulators of the run
   * @throws IllegalStateException if they do not add up
   */
  public Map<Feed, FeedSummary> feeds(Map<String, Object> accumulators) {
    Map<Feed, FeedSummary> feeds = new EnumMap<>(Feed.class);
    reader
        .tallies()
        .forEach(
            (feed, tally) ->
                feeds.put(
                    feed,
                    FeedSummary.of(
                        feed, tally.read(), tally.refused(), tally.unknownFields(), accumulators)));
    return feeds;
  }
}
