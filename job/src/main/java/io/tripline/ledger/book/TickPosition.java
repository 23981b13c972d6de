package io.tripline.ledger.book;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * How a service stands at a tick, computed where it is asked for, and then remembered: several
 * targets and rules ask for the same, and so do the candidates of a backtest. To be asked before
 * what became known at the tick brings another plan into force: that one is for the slices to come.
 */
final class TickPosition implements Position {
  private static final int METRICS = Metric.values().length;
  private static final int WINDOWS = Window.values().length;

  private final LedgerSettings settings;
  private final String serviceId;
  private final long tick;
  private final PlanTimeline plans;
  private final Books books;
  private final LaborReconciliation labor;
  private final Charges charges;
  private final io.tripline.ledger.book.Unplanned unplanned;
  private final Heard heard;
  private final Plan plan;
  private final Plan lastPlan;
  private final long lifeStart;
  private final Map<Window, Figures> figures = new EnumMap<>(Window.class);
  private final Map<Feed, Silence> silences = new EnumMap<>(Feed.class);
  private final Values actual = new Values();
  private final Values planned = new Values();
  private final Values original = new Values();
  private final Boolean[] frozen = new Boolean[METRICS];
  private Boolean working;

  /** Values of metrics over windows, as far as they were asked for. */
  private static final class Values {
    private final Rational[] values = new Rational[METRICS * WINDOWS];
    private final boolean[] known = new boolean[METRICS * WINDOWS];

    Rational of(Metric metric, Window window, BiFunction<Metric, Window, Rational> formula) {
      int place = metric.ordinal() * WINDOWS + window.ordinal();
      if (!known[place]) {
        values[place] = formula.apply(metric, window);
        known[place] = true;
      }
      return values[place];
    }
  }

  TickPosition(
      LedgerSettings settings,
      String serviceId,
      long tick,
      PlanTimeline plans,
      Books books,
      LaborReconciliation labor,
      Charges charges,
      io.tripline.ledger.book.Unplanned unplanned,
      Heard heard) {
    this.settings = settings;
    this.serviceId = serviceId;
    this.tick = tick;
    this.plans = plans;
    this.books = books;
    this.labor = labor;
    this.charges = charges;
    this.unplanned = unplanned;
    this.heard = heard;
    this.plan = plans.plan();
    this.lastPlan = plans.lastPlan();
    this.lifeStart = plans.lifeStart();
  }

  @Override
  public String serviceId() {
    return serviceId;
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public LedgerSettings settings() {
    return settings;
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public boolean closed() {
    return plan == null || slice() == lifeStart;
  }

  @Override
  public Plan lastPlan() {
    return lastPlan;
  }

  @Override
  public Figures figures(Window window) {
    return isFull(window) ? figures.computeIfAbsent(window, this::compute) : null;
  }

  @Override
  public BilledLabor billedLabor(Window window) {
    if (!isFull(window)) {
      return null;
    }
    return window == Window.PLAN ? labor.ofLife() : labor.since(start(window));
  }

  @Override
  public Rational actual(Metric metric, Window window) {
    return actual.of(metric, window, Position.super::actual);
  }

  @Override
  public Rational planned(Metric metric, Window window) {
    return planned.of(metric, window, Position.super::planned);
  }

  @Override
  public Rational original(Metric metric, Window window) {
    return original.of(metric, window, Position.super::original);
  }

  @Override
  public boolean counts(During during) {
    if (during == During.ALWAYS) {
      return true;
    }
    if (working == null) {
      working = Position.super.counts(during);
    }
    return working;
  }

  @Override
  public boolean frozen(Metric metric) {
    int place = metric.ordinal();
    if (frozen[place] == null) {
      frozen[place] = Position.super.frozen(metric);
    }
    return frozen[place];
  }

  @Override
  public Silence silence(Feed feed) {
    return plan == null || !plan.feedSilence().containsKey(feed)
        ? null
        : silences.computeIfAbsent(feed, this::computeSilence);
  }

  private Silence computeSilence(Feed feed) {
    long allowed = plan.feedSilence().get(feed);
    Long newest = heard.newest(feed);
    long since = newest == null ? lifeStart : Math.max(newest, lifeStart);
    return new Silence(
        settings.calendars().calendar(plan.calendar()).workingTime(since, tick), allowed);
  }

  @Override
  public Position.Unplanned unplanned() {
    return unplanned.sum();
  }

  @Override
  public long retainer() {
    return plans.retainer(slice(), tick);
  }

  @Override
  public Long greenSince() {
    return heard.greenSince();
  }

  private boolean isFull(Window window) {
    if (plan == null) {
      return false;
    }
    return window == Window.PLAN ? tick - lifeStart >= Slices.DAY : start(window) >= lifeStart;
  }

  private long start(Window window) {
    return switch (window) {
      case HOUR -> tick - Slices.HOUR;
      case DAY -> Slices.hourOf(tick) - Slices.DAY;
      case WEEK -> Slices.hourOf(tick) - 7 * Slices.DAY;
      case PLAN -> lifeStart;
    };
  }

  private Figures compute(Window window) {
    long start = start(window);
    Statement.Planned planned =
        window == Window.PLAN ? plans.plannedOfLife(tick) : plans.planned(start, tick);
    Statement.Planned original =
        window == Window.PLAN ? plans.originalOfLife(tick) : plans.original(start, tick);
    return new Figures(
        window,
        start,
        tick,
        books.sum(window),
        planned.retainer(),
        planned,
        original,
        accrued(planned.spend(), start));
  }

  /** Planned spend of the whole slices after the last bill. */
  private Map<CostCategory, Long> accrued(Map<CostCategory, Long> planned, long start) {
    Map<CostCategory, Long> accrued = new HashMap<>();
    for (CostCategory category : planned.keySet()) {
      Long billedUntil = charges.billedUntil(category);
      long amount =
          billedUntil == null || billedUntil <= start
              ? planned.get(category)
              : plans.plannedSpend(category, settings.slices().ceil(billedUntil), tick);
      if (amount != 0) {
        accrued.put(category, amount);
      }
    }
    return accrued;
  }
}
