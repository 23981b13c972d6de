package io.tripline.ledger.variance;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A position that says what it is told to say. Starts on a Monday, at the first tick of work. */
final class Situation implements Position {
  static final String SERVICE = "cloud-migration";
  static final long SLICE = Slices.FIVE_MINUTES.length();
  static final LedgerSettings SETTINGS =
      new LedgerSettings(Slices.FIVE_MINUTES, Calendars.standard());

  long tick = at("2026-01-05T09:05:00Z");
  Plan plan;
  boolean anotherLife;
  Unplanned unplanned;
  Long greenSince;
  BilledLabor billedLabor;
  final Map<Window, Figures> figures = new EnumMap<>(Window.class);
  final Map<Feed, Silence> silences = new EnumMap<>(Feed.class);

  static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Override
  public String serviceId() {
    return SERVICE;
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public LedgerSettings settings() {
    return SETTINGS;
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public boolean closed() {
    return plan == null || anotherLife;
  }

  @Override
  public Plan lastPlan() {
    return plan;
  }

  @Override
  public Figures figures(Window window) {
    return figures.get(window);
  }

  @Override
  public BilledLabor billedLabor(Window window) {
    return billedLabor;
  }

  @Override
  public Silence silence(Feed feed) {
    return silences.get(feed);
  }

  @Override
  public Unplanned unplanned() {
    return unplanned;
  }

  @Override
  public long retainer() {
    return 0;
  }

  @Override
  public Long greenSince() {
    return greenSince;
  }
}
