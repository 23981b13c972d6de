package io.tripline.backtest.hindsight;

import io.tripline.history.FactCollector;
import io.tripline.history.SortedHistory;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.KnownOrder;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.pipeline.Admissible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes out of a history the one that would be there had everything been known at the time that it
 * is about, with what is known in the end. Governance keeps its time: it decides, and observes
 * nothing.
 */
public final class Hindsight {
  private final SortedHistory history;
  private final Slices slices;
  private final Map<Feed, FeedHindsight> feeds = new EnumMap<>(Feed.class);

  private Hindsight(SortedHistory history, Slices slices) {
    this.history = history;
    this.slices = slices;
    for (Feed feed : List.of(Feed.COST, Feed.TICKET, Feed.ALLOCATION)) {
      feeds.put(feed, FeedHindsight.NOTHING);
    }
  }

  /**
   * What came of it.
   *
   * @param feeds of each feed but governance
   */
  public record Seen(SortedHistory history, Map<Feed, FeedHindsight> feeds) {}

  /**
   * Makes it.
   *
   * @param scratch a directory for the facts, which need about as much room as the history
   */
  public static Seen of(SortedHistory history, Slices slices, Path scratch) throws IOException {
    return new Hindsight(history, slices).seen(scratch);
  }

  private Seen seen(Path scratch) throws IOException {
    BitSet standing = standing();
    try (FactCollector facts = new FactCollector(scratch)) {
      int[] number = {0};
      inKnownOrder(
          admissible -> {
            if (standing.get(number[0]++) && !isWithdrawn(admissible.fact())) {
              facts.countRead(admissible.fact().feed());
              facts.take(
                  new Admissible(
                      timed(admissible.fact()), admissible.origin(), admissible.original()));
            }
          });
      return new Seen(facts.sorted(history.calendars()), feeds);
    }
  }

  private BitSet standing() throws IOException {
    Standing standing =
        new Standing(
            slices,
            this::knownNow,
            new Standing.Taker() {
              @Override
              public void replaced(Fact by) {
                feeds.computeIfPresent(by.feed(), (feed, tally) -> tally.plusReplaced());
              }

              @Override
              public void tooOld(Fact fact) {
                feeds.computeIfPresent(fact.feed(), (feed, tally) -> tally.plusTooOld());
              }
            });
    inKnownOrder(admissible -> standing.take(admissible.fact()));
    return standing.end();
  }

  /** The history is in the order of known time; what is known at once is put in order here. */
  private void inKnownOrder(SortedHistory.Taker taker) throws IOException {
    List<Admissible> atOnce = new ArrayList<>();
    history.forEachAdmissible(
        admissible -> {
          if (!atOnce.isEmpty()
              && atOnce.get(0).fact().recordedAt() != admissible.fact().recordedAt()) {
            flush(atOnce, taker);
          }
          atOnce.add(admissible);
        });
    flush(atOnce, taker);
  }

  private static void flush(List<Admissible> atOnce, SortedHistory.Taker taker) throws IOException {
    atOnce.sort(Comparator.comparing(Admissible::fact, KnownOrder.INSTANCE));
    for (Admissible admissible : atOnce) {
      taker.take(admissible);
    }
    atOnce.clear();
  }

  /** Never later than it was recorded, and not before the history begins. */
  private long knownNow(Fact fact) {
    long happened = happened(fact);
    return Math.max(Math.min(happened, fact.recordedAt()), history.first());
  }

  /** The time that a fact is about, where it begins; of governance, when it was recorded. */
  static long happened(Fact fact) {
    if (fact instanceof CostRecorded cost) {
      return cost.chargePeriodStart();
    }
    if (fact instanceof TicketChanged ticket) {
      Work work = ticket.work();
      return work == null ? ticket.occurredAt() : work.start();
    }
    return fact instanceof AllocationChanged allocation ? allocation.start() : fact.recordedAt();
  }

  private static boolean isWithdrawn(Fact fact) {
    if (fact instanceof TicketChanged ticket) {
      return ticket.work() != null && ticket.work().withdrawn();
    }
    return fact instanceof AllocationChanged allocation && allocation.withdrawn();
  }

  private Fact timed(Fact fact) {
    FeedHindsight tally = feeds.get(fact.feed());
    if (tally == null) {
      return fact;
    }
    long known = knownNow(fact);
    feeds.put(fact.feed(), tally.plus(fact.recordedAt() - known));
    return named(fact, known);
  }

  /**
   * The fact, known then. Its id begins with when it was recorded: what was told apart, and in
   * order, by known time, stays so where known times have become the same.
   */
  private static Fact named(Fact fact, long known) {
    FactId id =
        new FactId(
            fact.id().source(),
            String.format(Locale.ROOT, "%015d@%s", fact.recordedAt(), fact.id().eventId()));
    if (fact instanceof CostRecorded c) {
      return new CostRecorded(
          id,
          known,
          c.serviceId(),
          c.category(),
          c.amount(),
          c.chargePeriodStart(),
          c.chargePeriodEnd(),
          c.description());
    }
    if (fact instanceof TicketChanged t) {
      return new TicketChanged(
          id,
          known,
          t.occurredAt(),
          t.serviceId(),
          t.ticketId(),
          t.ticketType(),
          t.change(),
          t.billed(),
          t.decision(),
          t.fromTeam(),
          t.toTeam(),
          t.work());
    }
    AllocationChanged a = (AllocationChanged) fact;
    return new AllocationChanged(
        id,
        known,
        a.allocationId(),
        a.personId(),
        a.role(),
        a.serviceId(),
        a.fraction(),
        a.hourlyCost(),
        a.calendar(),
        a.start(),
        a.end(),
        a.withdrawn());
  }
}
