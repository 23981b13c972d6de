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
import java.util.ArrayList;
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
  private final Calendars calendars;
  private final FactCollector collected;
  private final Path file;
  private final long size;

  SortedHistory(Calendars calendars, FactCollector collected, Path file, long size) {
    this.calendars = calendars;
    this.collected = collected;
    this.file = file;
    this.size = size;
  }

  /**
   * Reads a history on disk.
   *
   * @param currency the one currency, as a code of ISO 4217
   * @param scratch a directory for the sorted facts, which need about as much room as the history
   * @param factsRead told now and then how many facts were read
   */
  public static SortedHistory read(
      HistoryDirectory directory, String currency, Path scratch, LongConsumer factsRead)
      throws IOException {
    return read(directory, currency, scratch, factsRead, new ArrayList<>());
  }

  /**
   * As above.
   *
   * @param rejections takes what could not be read as a fact, in the order of reading
   */
  static SortedHistory read(
      HistoryDirectory directory,
      String currency,
      Path scratch,
      LongConsumer factsRead,
      List<Rejection> rejections)
      throws IOException {
    try (FactCollector facts = new FactCollector(scratch)) {
      Intake intake = new Intake(currency, directory.calendars());
      HistoryReader reader = new HistoryReader(intake, facts, factsRead);
      reader.read(directory);
      rejections.addAll(reader.rejections());
      return facts.sorted(directory.calendars());
    }
  }

  /** The calendars defined for the history, beside the standard ones. */
  public Calendars calendars() {
    return calendars;
  }

  /** How many facts can be used. */
  public long size() {
    return size;
  }

  /** Whether there is any fact at all that can be used. */
  public boolean anything() {
    return collected.first() <= collected.last();
  }

  /** When the first usable fact was recorded, in milliseconds since the epoch. */
  public long first() {
    return collected.first();
  }

  /** When the last usable fact was recorded, in milliseconds since the epoch. */
  public long last() {
    return collected.last();
  }

  /** The usable plans, by service and version. */
  public List<PlanVersion> plans() {
    return collected.plans().stream()
        .map(PlanVersion::of)
        .distinct()
        .sorted(PlanVersion.ORDER)
        .toList();
  }

  /** Goes through all usable facts, in the order of {@code recordedAt}. */
  public void forEach(Consumer<Fact> action) throws IOException {
    forEachAdmissible(admissible -> action.accept(admissible.fact()));
  }

  /** Is told of a fact. */
  public interface Taker {
    /** Takes it in. */
    void take(Admissible admissible) throws IOException;
  }

  /** As {@link #forEach}, with where each was read. */
  public void forEachAdmissible(Taker taker) throws IOException {
    try (SpooledFacts.Facts facts = new SpooledFacts(file, Long.MAX_VALUE).open()) {
      while (facts.hasNext()) {
        taker.take(facts.next());
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
    collected
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
