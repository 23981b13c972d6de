package io.tripline.ledger.person;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One person's time, advanced tick by tick. Each slice is posted when it closes, by what is known
 * then. A fact that comes later and is about a slice of the last eight days posts the difference,
 * so that at every tick these slices stand as if computed from all that is known.
 */
public final class Timesheet {
  private static final Comparator<LaborPosting> BY_SERVICE_AND_SLICE =
      Comparator.comparing(LaborPosting::serviceId).thenComparingLong(LaborPosting::slice);

  /**
   * What is remembered between ticks: nothing that was over eight days ago.
   *
   * @param tick the last one; all slices that ended by then are posted
   * @param facts all that is known and can still matter
   * @param stretch what the slices after the last tick post if no fact comes, or null
   */
  public record State(long tick, PersonFacts facts, Stretch stretch) {}

  private final LedgerSettings settings;
  private final String personId;
  private State state;

  /** Takes up where {@code state} left off; null starts anew. */
  public Timesheet(LedgerSettings settings, String personId, State state) {
    this.settings = settings;
    this.personId = personId;
    this.state = state;
  }

  /**
   * Takes in what became known at a tick and posts all slices that closed since the last one, and
   * the differences that the facts make to slices of the last eight days.
   *
   * @param tick not before the last one
   * @param facts work and allocations of this person, admitted, in known order
   * @return by service, then slice; nothing that is zero throughout
   * @throws IllegalArgumentException if a fact says nothing of a person's time, or ticks go back
   */
  public List<LaborPosting> tick(long tick, List<Fact> facts) {
    State before = state == null ? new State(tick, PersonFacts.NONE, null) : state;
    if (tick < before.tick()) {
      throw new IllegalArgumentException("tick " + tick + " is before " + before.tick());
    }
    List<LaborPosting> postings = new ArrayList<>();
    state =
        facts.isEmpty() ? advance(before, tick, postings) : revise(before, tick, facts, postings);
    postings.sort(BY_SERVICE_AND_SLICE);
    return postings;
  }

  /**
   * The next tick after this one at which something is to be posted, or all that is remembered to
   * be forgotten, if no fact comes before; {@link Long#MAX_VALUE} if there is none.
   *
   * @param tick the last one
   */
  public long nextTick(long tick) {
    if (state == null) {
      return Long.MAX_VALUE;
    }
    long next = tick + slices().length();
    if (state.stretch() != null && !state.stretch().postings().isEmpty()) {
      return next;
    }
    long flow = timeline(state.facts()).nextFlow(tick);
    if (flow != Long.MAX_VALUE) {
      return slices().floor(flow) + slices().length();
    }
    long end = state.facts().lastEnd();
    return end == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.max(next, slices().ceil(end + Slices.HORIZON));
  }

  /** What to remember; null if that is nothing. */
  public State state() {
    return state;
  }

  /** Posts what closed, by what is known already. */
  private State advance(State before, long tick, List<LaborPosting> postings) {
    Sweep sweep = sweep(before.facts(), before.stretch());
    post(sweep, before.tick(), tick, postings);
    return remember(tick, before.facts(), sweep);
  }

  /** Posts what closed and what changed, by what is known now. */
  private State revise(State before, long tick, List<Fact> facts, List<LaborPosting> postings) {
    long horizon = tick - Slices.HORIZON;
    Revision revision = new Revision(before.facts(), slices(), horizon, tick);
    facts.forEach(revision::apply);
    if (!revision.changesAnything()) {
      return advance(before, tick, postings);
    }
    Sweep old = sweep(before.facts(), null);
    post(old, before.tick(), horizon, postings);
    Sweep revised = sweep(revision.revised(), null);
    postDifferences(revision, old, revised, before.tick(), postings);
    post(revised, Math.max(before.tick(), horizon), tick, postings);
    return remember(tick, revision.revised(), revised);
  }

  /** Posts the slices of {@code [from, to)} whole. */
  private void post(Sweep sweep, long from, long to, List<LaborPosting> postings) {
    long slice = from;
    while (slice < to) {
      Stretch stretch = sweep.at(slice);
      if (stretch.postings().isEmpty()) {
        slice = stretch.until();
      } else {
        postings.addAll(stretch.postingsOf(slice));
        slice += slices().length();
      }
    }
  }

  private void postDifferences(
      Revision revision, Sweep old, Sweep revised, long postedUntil, List<LaborPosting> postings) {
    long slice = revision.firstTouched();
    while (slice < postedUntil) {
      postings.addAll(
          Differences.between(
              old.at(slice).postingsOf(slice), revised.at(slice).postingsOf(slice)));
      slice = revision.touchedAfter(slice);
    }
  }

  private State remember(long tick, PersonFacts facts, Sweep sweep) {
    PersonFacts remembered = facts.since(tick - Slices.HORIZON);
    if (remembered.isEmpty()) {
      return null;
    }
    Stretch stretch = sweep.current();
    return new State(tick, remembered, stretch != null && stretch.holds(tick) ? stretch : null);
  }

  private Sweep sweep(PersonFacts facts, Stretch known) {
    return new Sweep(timeline(facts), slices(), personId, known);
  }

  private Timeline timeline(PersonFacts facts) {
    return new Timeline(facts, settings.calendars());
  }

  private Slices slices() {
    return settings.slices();
  }
}
