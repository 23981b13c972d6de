package io.tripline.backtest.report;

import io.tripline.backtest.trial.Trial;
import io.tripline.ledger.event.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The days of a trial's books, and whose books they are. */
public final class TrialBooks {
  private final Trial trial;
  private final TreeMap<LocalDate, Day> days = new TreeMap<>();
  private final Diversions diversions = new Diversions();

  public TrialBooks(Trial trial) {
    this.trial = trial;
  }

  /**
   * Takes in the next hour.
   *
   * @param told the same, with people named as they may be told
   */
  public void take(Statement hour, Statement told) {
    Day.add(hour, days);
    diversions.take(hour, told);
  }

  Trial trial() {
    return trial;
  }

  Collection<Day> days() {
    return days.values();
  }

  Diversions diversions() {
    return diversions;
  }

  List<Integer> candidates() {
    return trial.entrants().stream().map(Trial.Entrant::candidate).toList();
  }
}
