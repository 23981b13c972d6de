package io.tripline.ledger.book;

import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.TicketChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tickets of a service. Of a ticket that something is heard of, the difference between what its
 * history came to and what it comes to now is posted; the others only go on waiting.
 */
public final class Tickets {
  /** How long a ticket is remembered after its last change, in known time. */
  private static final long REMEMBERED = 90 * Slices.DAY;

  /**
   * What is remembered between ticks, besides the shelf of histories.
   *
   * @param due by tick: the tickets of which something that is known already happens then
   * @param waiting by ticket: the tick at which something was heard last of a ticket that waits now
   */
  public record State(Map<Long, List<String>> due, Map<String, Long> waiting) {
    static final State EMPTY = new State(Map.of(), Map.of());
  }

  private final Slices grid;
  private final Shelf<String, TicketHistory> histories;
  private final PlanTimeline plans;
  private final Books books;
  private final long tick;
  private State state;

  Tickets(
      Slices grid,
      State state,
      Shelf<String, TicketHistory> histories,
      PlanTimeline plans,
      Books books,
      long tick) {
    this.grid = grid;
    this.state = state == null ? State.EMPTY : state;
    this.histories = histories;
    this.plans = plans;
    this.books = books;
    this.tick = tick;
  }

  /** Posts what the slice that ends at the tick brings, and what becomes known at it. */
  void post(List<TicketChanged> facts) {
    Map<String, List<TicketChanged>> byTicket = new TreeMap<>();
    for (String ticketId : state.due().getOrDefault(tick, List.of())) {
      byTicket.put(ticketId, new ArrayList<>());
    }
    for (TicketChanged fact : facts) {
      byTicket.computeIfAbsent(fact.ticketId(), id -> new ArrayList<>()).add(fact);
    }
    forget();
    postWaiting(byTicket);
    if (!byTicket.isEmpty()) {
      Changes changes = new Changes();
      byTicket.forEach(changes::take);
      changes.finish();
    }
  }

  State state() {
    return state;
  }

  /** Tickets of which nothing was heard for too long stop waiting, and leave the shelf by day. */
  private void forget() {
    long oldest = tick - REMEMBERED;
    if (state.waiting().values().stream().anyMatch(lastKnown -> lastKnown < oldest)) {
      Map<String, Long> waiting = new HashMap<>(state.waiting());
      waiting.values().removeIf(lastKnown -> lastKnown < oldest);
      state = new State(state.due(), Map.copyOf(waiting));
    }
    if (tick % Slices.DAY == 0) {
      for (String ticketId : histories.keys()) {
        if (histories.get(ticketId).lastKnown() < oldest) {
          histories.remove(ticketId);
        }
      }
    }
  }

  /** A slice for every ticket that waited all through it; of the others, the difference tells. */
  private void postWaiting(Map<String, List<TicketChanged>> others) {
    long waiting = state.waiting().size();
    for (String ticketId : others.keySet()) {
      waiting -= state.waiting().containsKey(ticketId) ? 1 : 0;
    }
    if (waiting > 0) {
      postWaited(tick - grid.length(), Math.multiplyExact(waiting, grid.length()));
    }
  }

  private void postWaited(long slice, long millis) {
    books.post(slice, new TallyBuilder().add(Measure.HANDOFF_WAITING, millis).build());
  }

  /** What one tick changes. */
  private final class Changes {
    final Map<Long, List<String>> due = new HashMap<>(state.due());
    final Map<String, Long> waiting = new HashMap<>(state.waiting());
    final long horizon = tick - Slices.HORIZON;

    Changes() {
      due.remove(tick);
    }

    void take(String ticketId, List<TicketChanged> facts) {
      TicketHistory known = known(ticketId);
      if (known == null && facts.isEmpty()) {
        return;
      }
      TicketHistory old = known == null ? TicketHistory.unheardOf() : known;
      TicketHistory revised = old.plus(facts, tick);
      TicketPostings before = new TicketPostings(old, grid, plans);
      TicketPostings after = new TicketPostings(revised, grid, plans);
      postSlices(before, after);
      postWaits(before.waits(), after.waits());
      histories.put(ticketId, withoutSettled(revised));
      expect(ticketId, revised);
      remember(ticketId, revised, after.waits());
    }

    void finish() {
      state = new State(Map.copyOf(due), Map.copyOf(waiting));
    }

    private TicketHistory known(String ticketId) {
      TicketHistory history = histories.get(ticketId);
      return history == null || history.lastKnown() < tick - REMEMBERED ? null : history;
    }

    private void postSlices(TicketPostings before, TicketPostings after) {
      TreeMap<Long, TallyBuilder> difference = new TreeMap<>();
      after
          .slicesBefore(tick)
          .forEach((slice, tally) -> difference(difference, slice).add(tally.build()));
      before
          .slicesBefore(tick - grid.length())
          .forEach((slice, tally) -> difference(difference, slice).subtract(tally.build()));
      difference.forEach(
          (slice, tally) -> {
            Tally amounts = tally.build();
            if (!amounts.isNothing()) {
              books.post(slice, slice < horizon ? withoutHandoffs(amounts) : amounts);
            }
          });
    }

    /** Posts by how much more, or less, the ticket has waited in each slice than was posted. */
    private void postWaits(List<TicketPostings.Wait> before, List<TicketPostings.Wait> after) {
      TreeMap<Long, Integer> steps = new TreeMap<>();
      before.forEach(wait -> step(steps, wait, tick - grid.length(), -1));
      after.forEach(wait -> step(steps, wait, tick, 1));
      int height = 0;
      long from = 0;
      for (Map.Entry<Long, Integer> step : steps.entrySet()) {
        if (height != 0) {
          postWaited(from, step.getKey(), height);
        }
        from = step.getKey();
        height += step.getValue();
      }
    }

    private void step(Map<Long, Integer> steps, TicketPostings.Wait wait, long until, int height) {
      long start = Math.max(wait.start(), horizon);
      long end = Math.min(wait.end(), until);
      if (start < end) {
        steps.merge(start, height, Integer::sum);
        steps.merge(end, -height, Integer::sum);
      }
    }

    private void postWaited(long from, long to, int height) {
      for (long slice = grid.floor(from); slice < to; slice += grid.length()) {
        long millis = Math.min(to, slice + grid.length()) - Math.max(from, slice);
        Tickets.this.postWaited(slice, height * millis);
      }
    }

    /** Changes that happen only later count when their slice has ended. */
    private void expect(String ticketId, TicketHistory history) {
      for (TicketHistory.Change change : history.changes()) {
        if (change.at() >= tick) {
          List<String> ids =
              new ArrayList<>(due.getOrDefault(grid.tickKnowing(change.at()), List.of()));
          if (!ids.contains(ticketId)) {
            ids.add(ticketId);
            due.put(grid.tickKnowing(change.at()), List.copyOf(ids));
          }
        }
      }
    }

    private void remember(String ticketId, TicketHistory history, List<TicketPostings.Wait> waits) {
      boolean waitsNow = waits.stream().anyMatch(wait -> wait.start() < tick && wait.end() > tick);
      if (waitsNow) {
        waiting.put(ticketId, history.lastKnown());
      } else {
        waiting.remove(ticketId);
      }
    }

    /** Sums up changes from so long ago that nothing is heard of them any more. */
    private TicketHistory withoutSettled(TicketHistory history) {
      long oldest = tick - REMEMBERED;
      int settled = 0;
      while (settled < history.changes().size() && history.changes().get(settled).at() < oldest) {
        settled++;
      }
      if (settled == 0) {
        return history;
      }
      TicketHistory past =
          new TicketHistory(
              history.before(), history.changes().subList(0, settled), history.lastKnown());
      return new TicketHistory(
          new TicketPostings(past, grid, plans).standing(),
          List.copyOf(history.changes().subList(settled, history.changes().size())),
          history.lastKnown());
    }
  }

  private static TallyBuilder difference(Map<Long, TallyBuilder> difference, long slice) {
    return difference.computeIfAbsent(slice, start -> new TallyBuilder());
  }

  private static Tally withoutHandoffs(Tally amounts) {
    return new TallyBuilder(amounts).add(Measure.HANDOFFS, -amounts.of(Measure.HANDOFFS)).build();
  }
}
