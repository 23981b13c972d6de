package io.tripline.history;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.pipeline.Admissible;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes in the facts of a history in any order, wherever they come from, and remembers of them what
 * has to be known before they are replayed: how many there are, when the first and the last were
 * recorded.
 */
public final class FactCollector implements Closeable {
  private final FactSpool spool;
  private final Map<Feed, FeedTally> tallies = new EnumMap<>(Feed.class);
  private final List<PlanPublished> plans = new ArrayList<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * @param scratch a directory for the facts, which need there about as much room as they do in
   *     their history
   */
  public FactCollector(Path scratch) throws IOException {
    spool = new FactSpool(scratch);
    for (Feed feed : Feed.values()) {
      tallies.put(feed, new FeedTally());
    }
  }

  /** Something was read, fact or not. */
  public void countRead(Feed feed) {
    tallies.get(feed).countRead();
  }

  /** Something that was read cannot be used. */
  public void countRefused(Feed feed) {
    tallies.get(feed).countRefused();
  }

  /** A fact has a field that the contract does not know. */
  void countUnknown(Feed feed, String field) {
    tallies.get(feed).countUnknown(field);
  }

  /** Takes in a fact that can be used, and was counted as read. */
  public void take(Admissible admissible) throws IOException {
    spool.add(admissible);
    Fact fact = admissible.fact();
    first = Math.min(first, fact.recordedAt());
    last = Math.max(last, fact.recordedAt());
    if (fact instanceof PlanPublished plan) {
      plans.add(plan);
    }
  }

  /**
   * Ends the taking in.
   *
   * @param calendars those of the history
   */
  public SortedHistory sorted(Calendars calendars) throws IOException {
    return new SortedHistory(calendars, this, spool.sorted(), spool.size());
  }

  Map<Feed, FeedTally> tallies() {
    return tallies;
  }

  List<PlanPublished> plans() {
    return plans;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
