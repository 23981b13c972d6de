package io.tripline.ledger.variance;

import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.ServiceState.TargetState;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes a service from tick to tick. Nothing is carried from one to the next but the state, so that
 * what is not in it is lost at once.
 */
final class Run {
  final Situation situation = new Situation();
  final List<VarianceEvent> events = new ArrayList<>();
  private Incidents incidents;
  private boolean started;

  Run(Plan plan) {
    situation.plan = plan;
    incidents = new Incidents(Situation.SERVICE, null);
  }

  /** The next tick, at which the last day has so many units. */
  List<VarianceEvent> units(long units) {
    advance();
    return look(units);
  }

  /** The next tick, at which the window has no data. */
  List<VarianceEvent> noData() {
    advance();
    return look(Map.of());
  }

  /** The next tick as it was told. */
  List<VarianceEvent> tick() {
    advance();
    return look();
  }

  /** Lets time pass, and then, after so many minutes, looks. */
  List<VarianceEvent> unitsAfter(long minutes, long units) {
    situation.tick += minutes * 60_000L;
    started = true;
    return look(units);
  }

  TargetState target(String id) {
    return incidents.states().stream()
        .filter(target -> target.targetId().equals(id))
        .findFirst()
        .orElse(null);
  }

  TargetPhase phase(String id) {
    return target(id).phase();
  }

  Map<String, Level> levels() {
    return incidents.levels();
  }

  Incidents incidents() {
    return incidents;
  }

  private void advance() {
    if (started) {
      situation.tick += Situation.SLICE;
    }
    started = true;
  }

  private List<VarianceEvent> look(long units) {
    return look(
        Map.of(
            Window.DAY, new Sketch().with(Measure.UNITS, units).over(Window.DAY, situation.tick)));
  }

  private List<VarianceEvent> look(Map<Window, Figures> figures) {
    situation.figures.clear();
    situation.figures.putAll(figures);
    return look();
  }

  private List<VarianceEvent> look() {
    incidents = new Incidents(Situation.SERVICE, incidents.state());
    List<VarianceEvent> said = incidents.evaluate(situation);
    events.addAll(said);
    return said;
  }
}
