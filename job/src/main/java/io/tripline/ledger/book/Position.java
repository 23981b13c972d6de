package io.tripline.ledger.book;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;

/** How a service stands at a tick: all that verdicts on it may look at. */
public interface Position {
  /** The service. */
  String serviceId();

  /** The tick. */
  long tick();

  /** The grid of time and the calendars. */
  LedgerSettings settings();

  /** The plan in force for the slice that ends at the tick, or null. */
  Plan plan();

  /**
   * Whether a plan that judged the last tick has been closed since: none is in force, or this is
   * the first slice of another life.
   */
  default boolean closed() {
    return plan() == null;
  }

  /** The plan in force, or else the last one that was; null if there never was one. */
  Plan lastPlan();

  /** What a window that ends at the tick holds; null while it is not full, or without a plan. */
  Figures figures(Window window);

  /** What a metric comes to over a window; see {@link Metrics#actual}. */
  default Rational actual(Metric metric, Window window) {
    return Metrics.actual(metric, window, this);
  }

  /**
   * What the plans in force expected of a metric over a window; null if they expected nothing of
   * it, or the window is not full.
   */
  default Rational planned(Metric metric, Window window) {
    Figures figures = figures(window);
    return figures == null ? null : Metrics.planned(metric, figures);
  }

  /** As {@link #planned}, by the first plan. */
  default Rational original(Metric metric, Window window) {
    Figures figures = figures(window);
    return figures == null ? null : Metrics.original(metric, figures);
  }

  /** Labor of the part of the window that finance has billed; null if there is no such part. */
  BilledLabor billedLabor(Window window);

  /** How long a feed has been silent; null if the plan does not say when it is. */
  Silence silence(Feed feed);

  /** What was posted of late without a plan in force; null with one. */
  Unplanned unplanned();

  /**
   * Micros of retainer that accrue in the slice that ends at the tick; nothing without a plan in
   * force.
   */
  long retainer();

  /** When the first GREEN of an unbroken run of GREEN reports was recorded, or null. */
  Long greenSince();

  /**
   * Labor as finance has it, and as it was allocated, in micros.
   *
   * @param finance what finance billed
   * @param allocated cost of the capacity
   */
  record BilledLabor(long finance, long allocated) {}

  /**
   * Silence of a feed, in milliseconds of working time.
   *
   * @param lasted since the newest fact, or the plan's start
   * @param allowed what the plan bears
   */
  record Silence(long lasted, long allowed) {
    /** Whether it has lasted longer than allowed. */
    public boolean tooLong() {
      return lasted > allowed;
    }
  }

  /**
   * Postings of the last 24 hours, as far as no plan was in force.
   *
   * @param start start of that stretch
   * @param cost micros of labor and spend
   * @param work milliseconds of own and visiting work
   */
  record Unplanned(long start, long cost, long work) {
    /** Whether there is anything. */
    public boolean any() {
      return cost != 0 || work != 0;
    }
  }

  /** Start of the slice that ends at the tick. */
  default long slice() {
    return tick() - settings().slices().length();
  }

  /** Whether this tick is one at which something {@code during} that time is evaluated. */
  default boolean counts(During during) {
    return during == During.ALWAYS
        || (plan() != null
            && settings().calendars().calendar(plan().calendar()).covers(slice(), tick()));
  }

  /** Whether a feed that a metric needs is silent. */
  default boolean frozen(Metric metric) {
    for (Feed feed : metric.needs()) {
      Silence silence = silence(feed);
      if (silence != null && silence.tooLong()) {
        return true;
      }
    }
    return false;
  }
}
