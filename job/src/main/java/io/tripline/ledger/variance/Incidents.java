package io.tripline.ledger.variance;

import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.event.VarianceEvent.Reason;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What has become of all targets of one service: those of the plan in force, and the built-in ones
 * {@code silence-cost}, {@code silence-ticket} and {@code unplanned}. Moved tick by tick; see
 * {@link Incident} for the moves.
 */
public final class Incidents {
  private static final int DECIMALS = 6;

  /**
   * What is remembered between ticks.
   *
   * @param targets all targets there are, by id, in order
   * @param criticalSince the first tick of the present unbroken run of ticks with a critical
   *     incident, one on {@code reported_gap} not counted; or null
   */
  public record State(List<Incident> targets, Long criticalSince) {}

  private final String serviceId;
  private final TreeMap<String, Incident> targets = new TreeMap<>();
  private final Map<String, Level> levels = new HashMap<>();
  private Long criticalSince;

  /** What the targets of the plan that was seen last are measured by; see {@link #adopt}. */
  private Plan gaugedPlan;

  private List<Gauge> onFigures;
  private List<Gauge> onOthers;

  /**
   * Takes up where it left off.
   *
   * @param state null for a service of which nothing is known yet
   */
  public Incidents(String serviceId, State state) {
    this.serviceId = serviceId;
    if (state != null) {
      state.targets().forEach(target -> targets.put(target.targetId(), target));
      criticalSince = state.criticalSince();
    }
  }

  /**
   * Moves all targets by one tick. To be called for each tick that is evaluated, in order.
   *
   * @return what is to be announced: by target id, then as it happened
   */
  public List<VarianceEvent> evaluate(Position position) {
    List<VarianceEvent> events = new ArrayList<>();
    levels.clear();
    adopt(position, events);
    for (Gauge gauge : onFigures) {
      advance(gauge, position, events);
    }
    noteWhetherCritical(position.tick());
    for (Gauge gauge : onOthers) {
      advance(gauge, position, events);
    }
    events.sort(Comparator.comparing(VarianceEvent::targetId));
    return events;
  }

  /**
   * Levels at the tick evaluated last, by target id. A target that was not evaluated then, because
   * the tick is outside its working time, is absent.
   */
  public Map<String, Level> levels() {
    return Map.copyOf(levels);
  }

  /** As {@link #levels}, of one target; null if it was not evaluated then. */
  public Level level(String targetId) {
    return levels.get(targetId);
  }

  /**
   * How long the last reported status has been GREEN while some critical incident was open, one on
   * {@code reported_gap} not counted: milliseconds on the wall; 0 while either is not so. There is
   * no tick at which this cannot be told.
   */
  public Rational reportedGap(Position position) {
    Long greenSince = position.greenSince();
    return greenSince == null || criticalSince == null
        ? Rational.ZERO
        : Rational.of(position.tick() - Math.max(greenSince, criticalSince));
  }

  /** The latest state of every target, sorted by id. */
  public List<ServiceState.TargetState> states() {
    return targets.values().stream().map(target -> target.announced(serviceId)).toList();
  }

  /** Whether others, of the same service, are remembered as these are. */
  public boolean standAs(Incidents others) {
    return Objects.equals(criticalSince, others.criticalSince) && targets.equals(others.targets);
  }

  /** What to remember. */
  public State state() {
    return new State(List.copyOf(targets.values()), criticalSince);
  }

  private static List<Gauge> gaugesOnFigures(Plan plan) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(new UnplannedGauge());
    if (plan != null) {
      for (Feed feed : Feed.values()) {
        if (plan.feedSilence().containsKey(feed)) {
          gauges.add(new SilenceGauge(feed));
        }
      }
      for (Target target : plan.targets()) {
        if (target.metric() != Metric.REPORTED_GAP) {
          gauges.add(new MetricGauge(target));
        }
      }
    }
    return gauges;
  }

  /** Gauges that look at the incidents of others, and so come after them. */
  private List<Gauge> gaugesOnOthers(Plan plan) {
    List<Gauge> gauges = new ArrayList<>();
    if (plan != null) {
      for (Target target : plan.targets()) {
        if (target.metric() == Metric.REPORTED_GAP) {
          gauges.add(new ReportedGapGauge(target, this::reportedGap));
        }
      }
    }
    return gauges;
  }

  /**
   * Takes in what there is now, and lets go of targets that there are no more. Where the plan has
   * not changed since the last tick, there is nothing to do.
   */
  private void adopt(Position position, List<VarianceEvent> events) {
    Plan plan = position.plan();
    if (onFigures != null && Objects.equals(plan, gaugedPlan) && !position.closed()) {
      return;
    }
    gaugedPlan = plan;
    onFigures = gaugesOnFigures(plan);
    onOthers = gaugesOnOthers(plan);
    Map<String, Incident> former = new TreeMap<>(targets);
    targets.clear();
    for (List<Gauge> gauges : List.of(onFigures, onOthers)) {
      for (Gauge gauge : gauges) {
        boolean goesOn = !gauge.isOfThePlan() || !position.closed();
        Incident incident = goesOn ? former.remove(gauge.targetId()) : null;
        targets.put(
            gauge.targetId(),
            (incident == null ? Incident.quiet(gauge.targetId()) : incident)
                .measuredBy(gauge.metric(), gauge.window()));
      }
    }
    former.values().stream()
        .filter(Incident::isOpen)
        .forEach(gone -> events.add(ended(gone, position)));
  }

  private void advance(Gauge gauge, Position position, List<VarianceEvent> events) {
    if (!position.counts(gauge.during())) {
      return;
    }
    Reading reading = gauge.read(position);
    levels.put(gauge.targetId(), reading.level());
    Incident incident = placed(targets.get(gauge.targetId()), position);
    if (incident.staysQuietAt(reading)) {
      targets.put(gauge.targetId(), incident.at(reading.level()));
      return;
    }
    IncidentMachine machine =
        new IncidentMachine(
            incident,
            position.tick(),
            position.settings().slices().length(),
            gauge.forMillis(),
            gauge.clearAfterMillis());
    machine.advance(reading);
    targets.put(gauge.targetId(), machine.incident());
    machine.happenings().forEach(h -> events.add(event(h, gauge, reading, position)));
  }

  private static Incident placed(Incident incident, Position position) {
    Figures figures = incident.window() == Window.PLAN ? position.figures(Window.PLAN) : null;
    return figures == null ? incident : incident.sincePlan(figures.start());
  }

  private void noteWhetherCritical(long tick) {
    if (!anyCriticalInItself()) {
      criticalSince = null;
    } else if (criticalSince == null) {
      criticalSince = tick;
    }
  }

  private boolean anyCriticalInItself() {
    for (Incident incident : targets.values()) {
      if (isCriticalInItself(incident)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCriticalInItself(Incident incident) {
    return incident.severity() == Severity.CRITICAL
        && !incident.metric().equals(Metric.REPORTED_GAP.label());
  }

  private VarianceEvent event(
      IncidentMachine.Happening happening, Gauge gauge, Reading reading, Position position) {
    Explanation explanation = gauge.explain(position, reading);
    return event(
        happening.transition(),
        happening.incident(),
        position,
        reading,
        explanation,
        Headlines.of(happening.transition(), gauge, position, reading, explanation),
        null);
  }

  /** The end of an incident whose target is no more. */
  private VarianceEvent ended(Incident incident, Position position) {
    Reason reason = position.closed() ? Reason.CLOSED : Reason.DROPPED;
    return event(
        Transition.RESOLVED,
        incident,
        position,
        Reading.NO_DATA,
        Explanation.NONE,
        Headlines.ended(serviceId, incident.targetId(), reason),
        reason);
  }

  private VarianceEvent event(
      Transition transition,
      Incident incident,
      Position position,
      Reading reading,
      Explanation explanation,
      Headline headline,
      Reason reason) {
    long tick = position.tick();
    return new VarianceEvent(
        EventNames.eventId(serviceId, incident.targetId(), transition, tick),
        transition,
        serviceId,
        tick,
        position.plan() == null ? null : position.plan().version(),
        incident.incidentId(serviceId),
        incident.targetId(),
        incident.metric(),
        incident.window(),
        incident.windowStart(tick),
        incident.window() == null ? null : tick,
        rounded(reading.actual()),
        rounded(reading.target()),
        rounded(reading.excess()),
        incident.severity(),
        incident.since(),
        incident.openedAt(),
        explanation.leaves(),
        explanation.flows(),
        explanation.accrued(),
        headline,
        reason);
  }

  private static BigDecimal rounded(Rational value) {
    return value == null ? null : value.roundHalfUp(DECIMALS);
  }
}
