package io.tripline.ledger.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Position.Silence;
import io.tripline.ledger.book.Position.Unplanned;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.TargetPhase;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All targets of a service together, and the built-in ones. */
class IncidentsTest {
  private static final long HOUR = Slices.HOUR;

  @Test
  void anEventSaysAllThereIs() {
    Run run = new Run(Plans.plan(few("a", 5)));

    VarianceEvent event = run.units(9).get(0);

    long tick = run.situation.tick;
    assertThat(event.eventId())
        .isEqualTo(EventNames.eventId(Situation.SERVICE, "a", Transition.OPENED, tick));
    assertThat(event.incidentId()).isEqualTo(EventNames.incidentId(Situation.SERVICE, "a", tick));
    assertThat(event.serviceId()).isEqualTo(Situation.SERVICE);
    assertThat(event.asOf()).isEqualTo(tick);
    assertThat(event.planVersion()).isEqualTo(1);
    assertThat(event.metric()).isEqualTo("units");
    assertThat(event.window()).isEqualTo(Window.DAY);
    assertThat(event.windowStart()).isEqualTo(Situation.at("2026-01-04T09:00:00Z"));
    assertThat(event.windowEnd()).isEqualTo(tick);
    assertThat(event.actual()).isEqualByComparingTo("9");
    assertThat(event.target()).isEqualByComparingTo("5");
    assertThat(event.excess()).isEqualByComparingTo("4");
    assertThat(event.actual().scale()).isEqualTo(6);
    assertThat(event.accrued()).isZero();
  }

  @Test
  void eventsOfATickAreInTheOrderOfTheirTargets() {
    Run run = new Run(Plans.plan(few("c", 5), few("a", 5), few("b", 5)));

    assertThat(run.units(9)).extracting(VarianceEvent::targetId).containsExactly("a", "b", "c");
    assertThat(run.incidents().states())
        .extracting(target -> target.targetId())
        .containsExactly("a", "b", "c", "unplanned");
  }

  @Test
  void aDroppedTargetResolvesItsIncident() {
    Run run = new Run(Plans.plan(few("a", 5), few("b", 5)));
    run.units(9);
    run.situation.plan = Plans.plan(2, "always", Map.of(), few("b", 5));

    List<VarianceEvent> said = run.units(9);

    assertThat(said).hasSize(1);
    VarianceEvent event = said.get(0);
    assertThat(event.transition()).isEqualTo(Transition.RESOLVED);
    assertThat(event.reason()).isEqualTo(Reason.DROPPED);
    assertThat(event.targetId()).isEqualTo("a");
    assertThat(event.planVersion()).isEqualTo(2);
    assertThat(event.actual()).isNull();
    assertThat(event.target()).isNull();
    assertThat(event.excess()).isNull();
    assertThat(event.leaves()).isEmpty();
    assertThat(event.window()).isEqualTo(Window.DAY);
    assertThat(event.windowEnd()).isEqualTo(event.asOf());
    assertThat(event.incidentId()).isEqualTo(run.events.get(0).incidentId());
    assertThat(run.target("a")).isNull();
    assertThat(run.phase("b")).isEqualTo(TargetPhase.OPEN);
  }

  @Test
  void aTargetIsDroppedAtOnceOutsideWorkingTimeToo() {
    Run run = new Run(Plans.plan(1, "office", Map.of(), few("a", 5)));
    run.units(9);
    run.situation.tick = Situation.at("2026-01-05T20:00:00Z");
    run.situation.plan = Plans.plan(2, "office", Map.of());

    assertThat(run.units(9)).extracting(VarianceEvent::reason).containsExactly(Reason.DROPPED);
  }

  @Test
  void aClosedPlanResolvesAllItsIncidents() {
    Run run = new Run(Plans.plan(few("b", 5), few("a", 5), few("ok", 50)));
    run.units(9);
    run.situation.plan = null;

    List<VarianceEvent> said = run.noData();

    assertThat(said).extracting(VarianceEvent::targetId).containsExactly("a", "b");
    assertThat(said).extracting(VarianceEvent::reason).containsOnly(Reason.CLOSED);
    assertThat(said).extracting(VarianceEvent::planVersion).containsOnlyNulls();
  }

  @Test
  void aTargetOfTheSameNameInAnotherLifeIsAnotherOne() {
    Run run = new Run(Plans.plan(few("a", 5)));
    run.units(9);
    String first = run.target("a").incidentId();
    run.situation.plan = Plans.plan(2, "always", Map.of(), few("a", 5));
    run.situation.anotherLife = true;

    List<VarianceEvent> said = run.units(9);

    assertThat(said)
        .extracting(VarianceEvent::transition, VarianceEvent::reason)
        .containsExactly(tuple(Transition.RESOLVED, Reason.CLOSED), tuple(Transition.OPENED, null));
    assertThat(said.get(0).incidentId()).isEqualTo(first);
    assertThat(said.get(1).incidentId()).isNotEqualTo(first);
    run.situation.anotherLife = false;
    assertThat(run.units(9)).isEmpty();
  }

  @Test
  void aNewLifeDoesNotEndWhatWasUnplannedBeforeIt() {
    Run run = new Run(null);
    run.situation.unplanned = new Unplanned(0, 1, 0);
    run.tick();
    run.situation.plan = Plans.plan(few("a", 5));
    run.situation.anotherLife = true;
    run.situation.unplanned = null;

    assertThat(run.units(0)).isEmpty();
    assertThat(run.phase("unplanned")).isEqualTo(TargetPhase.RECOVERING);
  }

  @Test
  void theEndOfAPlanStillKnowsWhereItBegan() {
    Run run =
        new Run(
            Plans.plan(Plans.atMost("a", Metric.UNITS, Window.PLAN, "5").forMinutes(0).target()));
    Figures figures = new Sketch().with(Measure.UNITS, 9).over(Window.PLAN, run.situation.tick);
    run.situation.figures.put(Window.PLAN, figures);
    assertThat(run.tick().get(0).windowStart()).isEqualTo(figures.start());
    run.situation.plan = null;
    run.situation.figures.clear();

    VarianceEvent event = run.tick().get(0);

    assertThat(event.reason()).isEqualTo(Reason.CLOSED);
    assertThat(event.windowStart()).isEqualTo(figures.start());
    assertThat(event.windowEnd()).isEqualTo(event.asOf());
  }

  @Test
  void aPendingBreachOfADroppedTargetIsForgotten() {
    Run run =
        new Run(
            Plans.plan(Plans.atMost("a", Metric.UNITS, Window.DAY, "5").forMinutes(10).target()));
    run.units(9);
    Plan plan = run.situation.plan;
    run.situation.plan = Plans.plan(2, "always", Map.of());
    assertThat(run.units(9)).isEmpty();

    run.situation.plan = plan;
    run.units(9);
    assertThat(run.phase("a")).isEqualTo(TargetPhase.PENDING);
    assertThat(run.target("a").since()).isEqualTo(run.situation.tick);
  }

  @Test
  void anIncidentLivesOnUnderAnotherVersionOfItsTarget() {
    Run run = new Run(Plans.plan(few("a", 5)));
    run.units(9);
    run.situation.plan = Plans.plan(2, "always", Map.of(), few("a", 2));

    assertThat(run.units(9)).isEmpty();
    run.units(0);
    run.units(0);
    run.units(0);
    assertThat(run.units(0).get(0).planVersion()).isEqualTo(2);
  }

  @Test
  void aSilentFeedIsCriticalAndFreezesWhatNeedsIt() {
    Run run = new Run(Plans.plan(1, "always", Map.of(Feed.TICKET, 4 * HOUR), few("a", 5)));
    run.situation.silences.put(Feed.TICKET, new Silence(4 * HOUR, 4 * HOUR));
    assertThat(run.units(3)).isEmpty();
    assertThat(run.levels()).containsEntry("silence-ticket", Level.OK).containsEntry("a", Level.OK);

    run.situation.silences.put(Feed.TICKET, new Silence(4 * HOUR + 300_000, 4 * HOUR));
    VarianceEvent event = run.units(9).get(0);

    assertThat(event.targetId()).isEqualTo("silence-ticket");
    assertThat(event.transition()).isEqualTo(Transition.OPENED);
    assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(event.metric()).isEqualTo("silence");
    assertThat(event.window()).isNull();
    assertThat(event.windowStart()).isNull();
    assertThat(event.windowEnd()).isNull();
    assertThat(event.actual()).isEqualByComparingTo("14700000");
    assertThat(event.target()).isEqualByComparingTo("14400000");
    assertThat(event.excess()).isEqualByComparingTo("300000");
    assertThat(run.levels())
        .containsEntry("silence-ticket", Level.CRITICAL)
        .containsEntry("a", Level.FROZEN);
    assertThat(run.phase("a")).isEqualTo(TargetPhase.QUIET);

    run.situation.silences.put(Feed.TICKET, new Silence(0, 4 * HOUR));
    assertThat(run.units(9))
        .extracting(VarianceEvent::targetId, VarianceEvent::transition)
        .containsExactly(
            tuple("a", Transition.OPENED), tuple("silence-ticket", Transition.RESOLVED));
  }

  @Test
  void aFeedThatThePlanNamesNoLongerIsDropped() {
    Run run = new Run(Plans.plan(1, "always", Map.of(Feed.COST, HOUR)));
    run.situation.silences.put(Feed.COST, new Silence(2 * HOUR, HOUR));
    run.tick();
    run.situation.plan = Plans.plan(2, "always", Map.of());
    run.situation.silences.clear();

    assertThat(run.tick())
        .extracting(VarianceEvent::targetId, VarianceEvent::reason)
        .containsExactly(tuple("silence-cost", Reason.DROPPED));
  }

  @Test
  void silenceIsLookedAtDuringWorkOnly() {
    Run run = new Run(Plans.plan(1, "office", Map.of(Feed.COST, HOUR)));
    run.situation.tick = Situation.at("2026-01-05T17:05:00Z");
    run.situation.silences.put(Feed.COST, new Silence(2 * HOUR, HOUR));

    assertThat(run.tick()).isEmpty();
    assertThat(run.levels()).containsOnlyKeys("unplanned");
  }

  @Test
  void costWithoutAPlanIsCriticalUntilADayWithout() {
    Run run = new Run(null);
    run.situation.unplanned = new Unplanned(0, 0, 0);
    assertThat(run.tick()).isEmpty();
    run.situation.unplanned = new Unplanned(0, 1_250_000_000L, HOUR);

    VarianceEvent event = run.tick().get(0);

    assertThat(event.targetId()).isEqualTo("unplanned");
    assertThat(event.metric()).isEqualTo("unplanned");
    assertThat(event.transition()).isEqualTo(Transition.OPENED);
    assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(event.planVersion()).isNull();
    assertThat(event.actual()).isEqualByComparingTo("1250");
    assertThat(event.target()).isEqualByComparingTo("0");
    assertThat(event.excess()).isEqualByComparingTo("1250");

    run.situation.unplanned = new Unplanned(0, 0, 0);
    for (int i = 0; i < 288; i++) {
      assertThat(run.tick()).isEmpty();
    }
    assertThat(run.tick())
        .extracting(VarianceEvent::transition)
        .containsExactly(Transition.RESOLVED);
  }

  @Test
  void workAloneIsUnplannedToo() {
    Run run = new Run(null);
    run.situation.unplanned = new Unplanned(0, 0, HOUR);

    assertThat(run.tick().get(0).excess()).isEqualByComparingTo("0");
  }

  @Test
  void aPlanEndsUnplannedCostADayLater() {
    Run run = new Run(null);
    run.situation.unplanned = new Unplanned(0, 1, 0);
    run.tick();
    run.situation.plan = Plans.plan();
    run.situation.unplanned = null;
    run.tick();
    assertThat(run.phase("unplanned")).isEqualTo(TargetPhase.RECOVERING);
    assertThat(run.levels()).containsEntry("unplanned", Level.OK);

    run.situation.tick += Slices.DAY - 2 * Situation.SLICE;
    for (int i = 0; i < 287; i++) {
      assertThat(run.tick()).isEmpty();
    }
    assertThat(run.tick()).extracting(VarianceEvent::reason).containsOnlyNulls().hasSize(1);
  }

  @Test
  void greenBesideACriticalVarianceIsAGap() {
    Run run = new Run(Plans.plan(gap(), few("a", 5), critical("z")));
    run.situation.greenSince = run.situation.tick - HOUR;
    run.units(9);
    assertThat(run.incidents().reportedGap(run.situation))
        .as("no more than a warning")
        .isEqualTo(Rational.ZERO);

    run.units(99);
    assertThat(run.phase("z")).isEqualTo(TargetPhase.OPEN);
    assertThat(run.phase("gap")).isEqualTo(TargetPhase.QUIET);
    for (int i = 1; i <= 12; i++) {
      run.units(99);
      assertThat(run.incidents().reportedGap(run.situation))
          .isEqualTo(Rational.of(i * Situation.SLICE));
    }
    assertThat(run.events).noneMatch(event -> event.targetId().equals("gap"));

    VarianceEvent event = run.units(99).get(0);
    assertThat(event.targetId()).isEqualTo("gap");
    assertThat(event.metric()).isEqualTo("reported_gap");
    assertThat(event.actual()).isEqualByComparingTo("3900000");
    assertThat(event.excess()).isEqualByComparingTo("300000");
    assertThat(event.window()).isNull();

    run.situation.greenSince = null;
    run.units(99);
    assertThat(run.phase("gap")).isEqualTo(TargetPhase.RECOVERING);
  }

  @Test
  void theGapBeginsWithTheLaterOfGreenAndCritical() {
    Run run = new Run(Plans.plan(gap(), critical("z")));
    run.units(99);
    run.situation.greenSince = run.situation.tick + 60_000;
    run.units(99);

    assertThat(run.incidents().reportedGap(run.situation)).isEqualTo(Rational.of(240_000));
  }

  @Test
  void theGapLastsFromOneCriticalVarianceToTheNext() {
    Run run = new Run(Plans.plan(gap(), critical("y"), critical("z")));
    run.situation.greenSince = 0L;
    run.units(99);
    run.situation.plan = Plans.plan(gap(), critical("z"));
    run.units(99);

    assertThat(run.incidents().reportedGap(run.situation)).isEqualTo(Rational.of(Situation.SLICE));
  }

  @Test
  void theGapEndsWithTheLastCriticalVarianceThoughItWasItselfCritical() {
    Run run =
        new Run(
            Plans.plan(
                Plans.atMost("gap", Metric.REPORTED_GAP, null, "0")
                    .critical("0")
                    .forMinutes(0)
                    .target(),
                critical("z")));
    run.situation.greenSince = 0L;
    run.units(99);
    run.units(99);
    assertThat(run.target("gap").severity()).isEqualTo(Severity.CRITICAL);

    run.units(0);
    assertThat(run.phase("z")).isEqualTo(TargetPhase.RECOVERING);
    assertThat(run.incidents().reportedGap(run.situation))
        .isEqualTo(Rational.of(2 * Situation.SLICE));
    run.units(0);
    run.units(0);
    run.units(0);
    assertThat(run.phase("z")).isEqualTo(TargetPhase.QUIET);
    assertThat(run.incidents().reportedGap(run.situation)).isEqualTo(Rational.ZERO);
  }

  @Test
  void aServiceThatNeverHadAPlanHasNothingButUnplanned() {
    Run run = new Run(null);
    run.situation.unplanned = new Unplanned(0, 0, 0);
    run.tick();

    assertThat(run.levels()).containsOnlyKeys("unplanned");
    assertThat(run.incidents().states()).hasSize(1);
  }

  private static Target few(String id, int atMost) {
    return Plans.atMost(id, Metric.UNITS, Window.DAY, String.valueOf(atMost))
        .forMinutes(0)
        .target();
  }

  private static Target critical(String id) {
    return Plans.atMost(id, Metric.UNITS, Window.DAY, "10")
        .warn("1")
        .critical("10")
        .forMinutes(0)
        .target();
  }

  private static Target gap() {
    return Plans.atMost("gap", Metric.REPORTED_GAP, null, "3600000").forMinutes(0).target();
  }
}
