package io.tripline.backtest.trial;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;

/**
 * How a service stands, as a candidate sees it: the books of the trial, and the candidate's own
 * targets and rules where the books only know what they depend on.
 *
 * @param books the position by the trial's books
 * @param candidate the candidate's plan
 */
record CandidatePosition(Position books, Plan candidate) implements Position {
  @Override
  public String serviceId() {
    return books.serviceId();
  }

  @Override
  public long tick() {
    return books.tick();
  }

  @Override
  public LedgerSettings settings() {
    return books.settings();
  }

  @Override
  public Plan plan() {
    return books.plan() == null ? null : candidate;
  }

  @Override
  public boolean closed() {
    return books.closed();
  }

  @Override
  public Plan lastPlan() {
    return books.lastPlan() == null ? null : candidate;
  }

  @Override
  public Figures figures(Window window) {
    return books.figures(window);
  }

  @Override
  public Rational actual(Metric metric, Window window) {
    return books.actual(metric, window);
  }

  @Override
  public Rational planned(Metric metric, Window window) {
    return books.planned(metric, window);
  }

  @Override
  public Rational original(Metric metric, Window window) {
    return books.original(metric, window);
  }

  @Override
  public BilledLabor billedLabor(Window window) {
    return books.billedLabor(window);
  }

  @Override
  public Silence silence(Feed feed) {
    return books.silence(feed);
  }

  @Override
  public Unplanned unplanned() {
    return books.unplanned();
  }

  @Override
  public long retainer() {
    return books.retainer();
  }

  @Override
  public Long greenSince() {
    return books.greenSince();
  }

  @Override
  public boolean counts(During during) {
    return books.counts(during);
  }

  @Override
  public boolean frozen(Metric metric) {
    return books.frozen(metric);
  }
}
