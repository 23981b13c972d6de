package io.tripline.ledger.book;

import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which version of the plan is in force when, and what that adds up to. A <i>life</i> is a stretch
 * without a gap in which some version is in force: it begins with a first plan and ends when the
 * plan is closed. No plan counts retroactively, so that what was in force for a slice never
 * changes.
 */
public final class PlanTimeline {
  /**
   * How long a term is remembered after it ended. A ticket is remembered for 90 days after its last
   * change, and of that change all counts that happened in the 90 days before.
   */
  private static final long REMEMBERED = 180 * Slices.DAY;

  /** How often what builds up over a life is summed up, so that nobody has to go back further. */
  private static final long SETTLED_EVERY = Slices.DAY;

  /**
   * What is remembered between ticks.
   *
   * @param plan in force for the slice that starts at the tick, or null
   * @param lastPlan the same, or else the last that was in force, or null
   * @param waiting versions that are to come into force
   * @param terms of the versions in force, in order, the last 180 days
   * @param originals the first term of each life, as if it lasted as long as the life, in order
   * @param settledUntil how far the present life is summed up
   * @param settled what was expected in the present life until then
   * @param settledOriginally what the first version expected until then
   */
  public record State(
      Plan plan,
      Plan lastPlan,
      List<Waiting> waiting,
      List<Term> terms,
      List<Term> originals,
      long settledUntil,
      Statement.Planned settled,
      Statement.Planned settledOriginally) {
    static final State EMPTY =
        new State(null, null, List.of(), List.of(), List.of(), 0, Planned.NOTHING, Planned.NOTHING);
  }

  /** A version that is to come into force at a slice, unless a higher one is by then. */
  public record Waiting(long start, Plan plan) {}

  private final Slices slices;
  private final Calendars calendars;
  private final Map<Term, Accrual> accruals = new HashMap<>();
  private List<Waiting> waiting;
  private List<Term> terms;
  private List<Term> originals;
  private Plan plan;
  private Plan lastPlan;
  private long settledUntil;
  private Statement.Planned settled;
  private Statement.Planned settledOriginally;

  PlanTimeline(Slices slices, Calendars calendars, State state) {
    State before = state == null ? State.EMPTY : state;
    this.slices = slices;
    this.calendars = calendars;
    this.waiting = before.waiting();
    this.terms = before.terms();
    this.originals = before.originals();
    this.plan = before.plan();
    this.lastPlan = before.lastPlan();
    this.settledUntil = before.settledUntil();
    this.settled = before.settled();
    this.settledOriginally = before.settledOriginally();
  }

  /** A version becomes known at a tick. */
  void publish(Plan version, long tick) {
    long start =
        version.effectiveFrom() == null
            ? tick
            : Math.max(tick, slices.ceil(version.effectiveFrom()));
    waiting = plus(waiting, new Waiting(start, version));
  }

  /** At a tick it becomes known that the plan is over, and all versions yet to come. */
  void close(long tick) {
    waiting = List.of();
    if (plan != null) {
      terms = endLast(terms, tick);
      originals = endLast(originals, tick);
      plan = null;
    }
  }

  /**
   * Brings into force what is to be from the slice that starts at the tick on.
   *
   * @return whether a life begins
   */
  boolean enter(long tick) {
    Plan next = plan;
    for (Waiting version : waiting) {
      if (version.start() <= tick && (next == null || version.plan().version() > next.version())) {
        next = version.plan();
      }
    }
    Plan entering = next;
    if (!waiting.isEmpty()) {
      waiting =
          waiting.stream()
              .filter(w -> w.start() > tick && w.plan().version() > versionOf(entering))
              .toList();
    }
    boolean begins = plan == null && next != null;
    if (begins) {
      originals = plus(originals, Term.of(next, tick));
      settledUntil = tick;
      settled = Planned.NOTHING;
      settledOriginally = Planned.NOTHING;
    }
    if (!Objects.equals(plan, next)) {
      terms = plus(begins ? terms : endLast(terms, tick), Term.of(next, tick));
      plan = next;
      lastPlan = next;
    }
    return begins;
  }

  /** Forgets what nobody can ask for any more, and sums up what is to be summed up. */
  void settle(long tick) {
    if (plan != null && tick - settledUntil >= SETTLED_EVERY) {
      settled = Planned.sum(settled, planned(settledUntil, tick));
      settledOriginally = Planned.sum(settledOriginally, original(settledUntil, tick));
      settledUntil = tick;
    }
    if (!terms.isEmpty() && terms.get(0).end() < tick - REMEMBERED) {
      terms = terms.stream().filter(term -> term.end() >= tick - REMEMBERED).toList();
    }
    if (!originals.isEmpty() && originals.get(0).end() < tick - REMEMBERED) {
      originals = originals.stream().filter(term -> term.end() >= tick - REMEMBERED).toList();
    }
  }

  /** The plan in force from the last tick on, or null. */
  Plan plan() {
    return plan;
  }

  /** The plan in force, or the last that was, or null. */
  Plan lastPlan() {
    return lastPlan;
  }

  /** Where the present life began; {@link Long#MAX_VALUE} if there is no plan in force. */
  long lifeStart() {
    return plan == null ? Long.MAX_VALUE : originals.get(originals.size() - 1).start();
  }

  /** Where the last life ended; {@link Long#MIN_VALUE} if there was none. */
  long lastEnd() {
    return terms.isEmpty() ? Long.MIN_VALUE : terms.get(terms.size() - 1).end();
  }

  /** The term in force for the slice that holds an instant, or null. */
  Term termAt(long instant) {
    long slice = slices.floor(instant);
    for (int i = terms.size() - 1; i >= 0; i--) {
      if (terms.get(i).covers(slice)) {
        return terms.get(i);
      }
    }
    return null;
  }

  /** What the plans in force expected of a stretch. */
  Statement.Planned planned(long from, long to) {
    return sum(terms, from, to);
  }

  /** What the first plan of each life expected of a stretch. */
  Statement.Planned original(long from, long to) {
    return sum(originals, from, to);
  }

  /** What the plans in force expected of the present life. */
  Statement.Planned plannedOfLife(long to) {
    return Planned.sum(settled, planned(settledUntil, to));
  }

  /** What the first plan expected of the present life. */
  Statement.Planned originalOfLife(long to) {
    return Planned.sum(settledOriginally, original(settledUntil, to));
  }

  /** What the plans in force expected to be spent on a category in a stretch, in micros. */
  long plannedSpend(CostCategory category, long from, long to) {
    long sum = 0;
    for (Term term : terms) {
      if (term.end() > from && term.start() < to) {
        sum = Math.addExact(sum, accrual(term).spend(category, from, to));
      }
    }
    return sum;
  }

  /** Micros of retainer that accrue in a stretch. */
  long retainer(long from, long to) {
    long sum = 0;
    for (Term term : terms) {
      if (term.end() > from && term.start() < to) {
        sum = Math.addExact(sum, accrual(term).retainer(from, to));
      }
    }
    return sum;
  }

  State state() {
    return new State(
        plan, lastPlan, waiting, terms, originals, settledUntil, settled, settledOriginally);
  }

  private Statement.Planned sum(List<Term> parts, long from, long to) {
    Statement.Planned sum = Planned.NOTHING;
    for (Term term : parts) {
      if (term.end() > from && term.start() < to) {
        sum = Planned.sum(sum, accrual(term).between(from, to));
      }
    }
    return sum;
  }

  private Accrual accrual(Term term) {
    return accruals.computeIfAbsent(term, key -> new Accrual(key, calendars));
  }

  private static int versionOf(Plan plan) {
    return plan == null ? 0 : plan.version();
  }

  private static List<Term> endLast(List<Term> terms, long slice) {
    List<Term> ended = new ArrayList<>(terms);
    Term last = ended.remove(ended.size() - 1);
    if (last.start() < slice) {
      ended.add(last.until(slice));
    }
    return List.copyOf(ended);
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
