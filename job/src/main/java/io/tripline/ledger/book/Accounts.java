package io.tripline.ledger.book;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Shelf;
import io.tripline.ledger.Slices;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.LaborPosting;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a service's ledger adds up: takes in what became known at a tick, posts it, and shows
 * how the service stands.
 */
public final class Accounts {
  /** What is remembered between ticks, besides the shelves. */
  public record State(
      PlanTimeline.State plans,
      Books.State books,
      LaborReconciliation.State labor,
      Charges.State charges,
      Tickets.State tickets,
      Unplanned.State unplanned,
      Heard heard) {
    static final State EMPTY =
        new State(
            PlanTimeline.State.EMPTY,
            Books.State.EMPTY,
            LaborReconciliation.State.EMPTY,
            Charges.State.EMPTY,
            Tickets.State.EMPTY,
            Unplanned.State.EMPTY,
            Heard.NOTHING);
  }

  /**
   * Where things are kept that are seldom needed.
   *
   * @param hours books of the last eight days, by start of the hour
   * @param tickets by ticket id
   * @param labor what is not billed of older hours, by start of the hour
   */
  public record Shelves(
      Shelf<Long, HourBook> hours,
      Shelf<String, TicketHistory> tickets,
      Shelf<Long, LaborHour> labor) {}

  private final LedgerSettings settings;
  private final String serviceId;
  private final Shelves shelves;
  private State state;

  /** The tick that is being booked, or null. */
  private Page page;

  /** Takes up where {@code state} left off; null starts anew. */
  public Accounts(LedgerSettings settings, String serviceId, State state, Shelves shelves) {
    this.settings = settings;
    this.serviceId = serviceId;
    this.shelves = shelves;
    this.state = state == null ? State.EMPTY : state;
  }

  /**
   * What a tick came to.
   *
   * @param position how the service stands
   * @param statements by hour
   */
  public record Settled(Position position, List<Statement> statements) {}

  /**
   * Books what became known at a tick. To be followed by {@link #turn}.
   *
   * @param facts of this service, in known order
   * @param observer is told of everything that is posted
   */
  public Settled book(
      long tick, List<Fact> facts, List<LaborPosting> postings, PostingObserver observer) {
    page = new Page(tick, observer);
    return page.book(facts, postings);
  }

  /**
   * Turns to the slice that starts at the tick: plans that became known at it come into force.
   * Nothing may be asked of the tick's position any more.
   *
   * @param facts those that were booked
   */
  public void turn(List<Fact> facts) {
    state = page.turn(facts);
    page = null;
  }

  /** What to remember. */
  public State state() {
    return state;
  }

  /** Everything that works on the sums of one tick. */
  private final class Page {
    final long tick;
    final PlanTimeline plans;
    final LaborReconciliation labor;
    final Unplanned unplanned;
    final Books books;
    final Charges charges;
    final Tickets tickets;
    Heard heard;

    Page(long tick, PostingObserver observer) {
      this.tick = tick;
      Slices slices = settings.slices();
      plans = new PlanTimeline(slices, settings.calendars(), state.plans());
      long lifeStart = plans.lifeStart();
      labor =
          new LaborReconciliation(
              slices, state.labor(), shelves.hours(), shelves.labor(), lifeStart, tick);
      unplanned =
          new Unplanned(slices, state.unplanned(), plans.plan() == null, plans.lastEnd(), tick);
      books =
          new Books(
              slices, state.books(), shelves.hours(), labor, unplanned, observer, lifeStart, tick);
      charges = new Charges(state.charges());
      tickets = new Tickets(slices, state.tickets(), shelves.tickets(), plans, books, tick);
      heard = state.heard();
    }

    Settled book(List<Fact> facts, List<LaborPosting> postings) {
      List<CostRecorded> costs = only(CostRecorded.class, facts);
      Statements statements = new Statements(serviceId, tick, plans, shelves.hours());
      books.advance();
      labor.advance();
      charges.noteBills(costs, labor);
      postings.forEach(books::post);
      charges.post(costs, tick - settings.slices().length(), tick, books);
      tickets.post(only(TicketChanged.class, facts));
      books.settle(statements);
      plans.settle(tick);
      facts.forEach(fact -> heard = heard.plus(fact));
      return new Settled(position(), statements.made());
    }

    State turn(List<Fact> facts) {
      for (Fact fact : facts) {
        if (fact instanceof PlanPublished published) {
          plans.publish(published.plan(), tick);
        } else if (fact instanceof PlanClosed) {
          plans.close(tick);
        }
      }
      if (plans.enter(tick)) {
        books.beginLife();
        labor.beginLife();
      }
      return new State(
          plans.state(),
          books.state(),
          labor.state(),
          charges.state(),
          tickets.state(),
          unplanned.state(),
          heard);
    }

    private Position position() {
      return new TickPosition(
          settings, serviceId, tick, plans, books, labor, charges, unplanned, heard);
    }
  }

  private static <T extends Fact> List<T> only(Class<T> type, List<Fact> facts) {
    List<T> found = new ArrayList<>();
    for (Fact fact : facts) {
      if (type.isInstance(fact)) {
        found.add(type.cast(fact));
      }
    }
    return found;
  }
}
