package io.tripline.ledger.plan;

import io.tripline.ledger.fact.Feed;
import java.util.Set;

/** What can be measured of a service; the formulas are in the contract's reference. */
public enum Metric {
  REVENUE(Scale.MONEY, true, Feed.TICKET),
  COST(Scale.MONEY, true, Feed.COST, Feed.TICKET),
  MARGIN(Scale.MONEY, true, Feed.COST, Feed.TICKET),
  MARGIN_PCT(Scale.RATIO, true, Feed.COST, Feed.TICKET),
  UNITS(Scale.COUNT, true, Feed.TICKET),
  UNIT_MARGIN(Scale.MONEY, true, Feed.COST, Feed.TICKET),
  UNIT_COST(Scale.MONEY, true, Feed.COST, Feed.TICKET),
  UTILIZATION(Scale.RATIO, false, Feed.TICKET),
  DIVERSION(Scale.RATIO, false, Feed.TICKET),
  OVERTIME(Scale.RATIO, false, Feed.TICKET),
  HANDOFF_WAITING(Scale.COUNT, false, Feed.TICKET),
  DECLINE_RATE(Scale.RATIO, false, Feed.TICKET),
  LABOR_GAP(Scale.RATIO, false, Feed.COST),
  REPORTED_GAP(Scale.DURATION, false);

  /** What a value of the metric counts. */
  public enum Scale {
    /** Units of the currency. */
    MONEY,
    /** A fraction, 1 is all. */
    RATIO,
    /** A number of things. */
    COUNT,
    /** Milliseconds. */
    DURATION
  }

  private final String label = name().toLowerCase(java.util.Locale.ROOT);
  private final Scale scale;
  private final boolean planned;
  private final Set<Feed> needs;

  Metric(Scale scale, boolean planned, Feed... needs) {
    this.scale = scale;
    this.planned = planned;
    this.needs = Set.of(needs);
  }

  /** What a value counts. */
  public Scale scale() {
    return scale;
  }

  /** Whether the plan's baseline has a value of it, so that BASELINE and percentages make sense. */
  public boolean planned() {
    return planned;
  }

  /** The feeds it cannot be trusted without: while one is silent, it is frozen. */
  public Set<Feed> needs() {
    return needs;
  }

  /** Its name in plans and events: {@code margin_pct}. */
  public String label() {
    return label;
  }
}
