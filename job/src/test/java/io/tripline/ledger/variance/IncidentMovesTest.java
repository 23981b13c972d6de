package io.tripline.ledger.variance;

import static io.tripline.ledger.event.ServiceState.TargetPhase.OPEN;
import static io.tripline.ledger.event.ServiceState.TargetPhase.PENDING;
import static io.tripline.ledger.event.ServiceState.TargetPhase.QUIET;
import static io.tripline.ledger.event.ServiceState.TargetPhase.RECOVERING;
import static io.tripline.ledger.event.VarianceEvent.Transition.ESCALATED;
import static io.tripline.ledger.event.VarianceEvent.Transition.OPENED;
import static io.tripline.ledger.event.VarianceEvent.Transition.RESOLVED;
import static io.tripline.ledger.event.VarianceEvent.Transition.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every row of the table at {@link Incident}. The target is at most 10 units a day, WARNING above
 * 12, CRITICAL above 20, clear at 11 or fewer.
 */
class IncidentMovesTest {
  private static final int OK = 10;
  private static final int CLEAR = 11;
  private static final int NOT_CLEAR = 12;
  private static final int WARNING = 13;
  private static final int CRITICAL = 21;

  @Test
  void aBreachIsPendingAtFirst() {
    Run run = run(target());

    assertThat(run.units(WARNING)).isEmpty();
    assertThat(run.phase("t")).isEqualTo(PENDING);
    assertThat(run.target("t").since()).isEqualTo(run.situation.tick);
    assertThat(run.target("t").openedAt()).isNull();
  }

  @Test
  void aBreachThatEndsInTimeIsForgotten() {
    Run run = run(target());
    run.units(WARNING);
    run.units(WARNING);

    assertThat(run.units(NOT_CLEAR)).isEmpty();
    assertThat(run.phase("t")).isEqualTo(QUIET);
    assertThat(run.target("t").since()).isNull();

    run.units(WARNING);
    run.units(WARNING);
    assertThat(run.phase("t")).isEqualTo(PENDING);
  }

  @Test
  void aBreachThatLastsOpensAtThePresentLevel() {
    Run run = run(target());
    run.units(WARNING);
    long since = run.situation.tick;
    run.units(WARNING);

    List<VarianceEvent> said = run.units(CRITICAL);

    assertThat(transitions(said)).containsExactly(OPENED);
    assertThat(said.get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(said.get(0).since()).isEqualTo(since);
    assertThat(said.get(0).openedAt()).isEqualTo(run.situation.tick);
    assertThat(run.phase("t")).isEqualTo(OPEN);
  }

  @Test
  void aBreachOpensAtALowerLevelThanItBeganWith() {
    Run run = run(target());
    run.units(CRITICAL);
    run.units(CRITICAL);

    assertThat(run.units(WARNING).get(0).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void withoutForItOpensStraightOn() {
    Run run = run(target().forMinutes(0));

    List<VarianceEvent> said = run.units(WARNING);

    assertThat(transitions(said)).containsExactly(OPENED);
    assertThat(said.get(0).since()).isEqualTo(said.get(0).openedAt()).isEqualTo(said.get(0).asOf());
  }

  @Test
  void aForThatIsNoMultipleOfASliceIsRoundedUp() {
    Run run = run(target().forMinutes(7));
    run.units(WARNING);
    assertThat(run.units(WARNING)).isEmpty();
    assertThat(transitions(run.units(WARNING))).containsExactly(OPENED);
  }

  @Test
  void ticksWithoutDataAreNotThereForABreach() {
    Run run = run(target());
    run.units(WARNING);
    run.noData();
    run.noData();
    run.noData();
    assertThat(run.phase("t")).isEqualTo(PENDING);
    assertThat(run.target("t").level()).isEqualTo(Level.NO_DATA);

    assertThat(run.units(WARNING)).isEmpty();
    assertThat(transitions(run.units(WARNING))).containsExactly(OPENED);
  }

  @Test
  void itEscalatesOnce() {
    Run run = open();

    List<VarianceEvent> said = run.units(CRITICAL);
    assertThat(transitions(said)).containsExactly(ESCALATED);
    assertThat(said.get(0).severity()).isEqualTo(Severity.CRITICAL);

    assertThat(run.units(CRITICAL)).isEmpty();
    assertThat(run.units(WARNING)).isEmpty();
    assertThat(run.target("t").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(run.units(CRITICAL)).isEmpty();
  }

  @Test
  void itStaysOpenUntilWithinClear() {
    Run run = open();

    run.units(NOT_CLEAR);
    assertThat(run.target("t").level()).isEqualTo(Level.OK);
    assertThat(run.phase("t")).isEqualTo(OPEN);
    run.units(CLEAR);
    assertThat(run.phase("t")).isEqualTo(RECOVERING);
  }

  @Test
  void itRecoversWithinTheFloorThoughBeyondClear() {
    Run run = run(target().floor("2"));
    openAt(run, WARNING);

    run.units(NOT_CLEAR);

    assertThat(run.phase("t")).isEqualTo(RECOVERING);
  }

  @Test
  void aRecoveryThatLastsResolvesIt() {
    Run run = open();
    run.units(CLEAR);
    run.units(OK);
    assertThat(run.units(OK)).isEmpty();

    List<VarianceEvent> said = run.units(OK);

    assertThat(transitions(said)).containsExactly(RESOLVED);
    assertThat(said.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(said.get(0).openedAt()).isEqualTo(run.events.get(0).openedAt());
    assertThat(said.get(0).incidentId()).isEqualTo(run.events.get(0).incidentId());
    assertThat(said.get(0).actual()).isEqualByComparingTo("10");
    assertThat(said.get(0).excess()).isEqualByComparingTo("0");
    assertThat(said.get(0).reason()).isNull();
    assertThat(run.phase("t")).isEqualTo(QUIET);
    assertThat(run.target("t").incidentId()).isNull();
    assertThat(run.target("t").severity()).isNull();
  }

  @Test
  void withoutClearAfterItResolvesStraightOn() {
    Run run = run(target().clearAfterMinutes(0));
    openAt(run, WARNING);

    assertThat(transitions(run.units(CLEAR))).containsExactly(RESOLVED);
  }

  @Test
  void ticksWithoutDataAreNotThereForARecovery() {
    Run run = open();
    run.units(OK);
    for (int i = 0; i < 20; i++) {
      assertThat(run.noData()).isEmpty();
    }
    assertThat(run.phase("t")).isEqualTo(RECOVERING);
    run.units(OK);
    assertThat(run.units(OK)).isEmpty();
    assertThat(transitions(run.units(OK))).containsExactly(RESOLVED);
  }

  @Test
  void aRelapseStartsTheRecoveryAnew() {
    Run run = open();
    run.units(OK);
    run.units(OK);
    run.units(OK);
    assertThat(run.units(NOT_CLEAR)).isEmpty();
    assertThat(run.phase("t")).isEqualTo(OPEN);

    run.units(OK);
    run.units(OK);
    assertThat(run.units(OK)).isEmpty();
    assertThat(transitions(run.units(OK))).containsExactly(RESOLVED);
  }

  @Test
  void aRelapseThatIsWorseEscalates() {
    Run run = open();
    run.units(OK);

    assertThat(transitions(run.units(CRITICAL))).containsExactly(ESCALATED);
    assertThat(run.phase("t")).isEqualTo(OPEN);
  }

  @Test
  void anIncidentAfterItsEndIsAnotherOne() {
    Run run = run(target().forMinutes(0).clearAfterMinutes(0));
    String first = run.units(WARNING).get(0).incidentId();
    run.units(OK);

    assertThat(run.units(WARNING).get(0).incidentId()).isNotEqualTo(first);
  }

  @Test
  void itIsUpdatedWhenTheExcessDoubledInAnHour() {
    Run run = open();

    assertThat(run.unitsAfter(55, 16)).isEmpty();
    assertThat(run.unitsAfter(5, 15)).isEmpty();
    List<VarianceEvent> said = run.unitsAfter(5, 16);

    assertThat(transitions(said)).containsExactly(UPDATED);
    assertThat(said.get(0).excess()).isEqualByComparingTo("6");
    assertThat(said.get(0).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void twiceIsTwiceThoughNoDecimalShowsIt() {
    Incident open =
        Incident.quiet("t")
            .breached(Situation.at("2026-01-05T09:05:00Z"))
            .opened(Situation.at("2026-01-05T09:05:00Z"), Severity.WARNING, Rational.of(1, 6));
    IncidentMachine machine =
        new IncidentMachine(
            open, Situation.at("2026-01-05T10:05:00Z"), Situation.SLICE, 0, Situation.SLICE);
    Rational third = Rational.of(1, 3);

    machine.advance(new Reading(Level.WARNING, third, Rational.ZERO, third, false));

    assertThat(machine.happenings())
        .extracting(IncidentMachine.Happening::transition)
        .containsExactly(UPDATED);
  }

  @Test
  void itIsUpdatedWhenTheExcessHalvedInAnHour() {
    Run run = run(target().forMinutes(0));
    run.units(18);

    assertThat(run.unitsAfter(60, 15)).isEmpty();
    assertThat(transitions(run.unitsAfter(5, 14))).containsExactly(UPDATED);
  }

  @Test
  void anUpdateIsMeasuredAgainstTheLastEvent() {
    Run run = open();
    run.unitsAfter(60, 16);

    assertThat(run.unitsAfter(55, 20)).isEmpty();
    assertThat(transitions(run.unitsAfter(60, 13))).containsExactly(UPDATED);
  }

  @Test
  void itIsUpdatedOnceADayIfTheExcessIsAnother() {
    Run run = open();

    assertThat(run.unitsAfter(24 * 60 - 5, 14)).isEmpty();
    assertThat(run.unitsAfter(5, WARNING)).as("what was said before").isEmpty();
    assertThat(transitions(run.unitsAfter(5, 14))).containsExactly(UPDATED);
    assertThat(run.unitsAfter(5, WARNING)).isEmpty();
  }

  @Test
  void aDayIsOverAfterTwentyFourHours() {
    assertThat(transitions(open().unitsAfter(24 * 60, 14))).containsExactly(UPDATED);
  }

  @Test
  void nothingIsUpdatedWhileItRecovers() {
    Run run = open();
    run.units(CLEAR);
    assertThat(run.phase("t")).isEqualTo(RECOVERING);

    Run late = open();
    assertThat(late.unitsAfter(24 * 60, CLEAR)).isEmpty();
    assertThat(late.phase("t")).isEqualTo(RECOVERING);
  }

  @Test
  void nothingIsUpdatedAtATickThatEscalates() {
    Run run = open();

    assertThat(transitions(run.unitsAfter(24 * 60, CRITICAL))).containsExactly(ESCALATED);
  }

  @Test
  void anEscalationIsAnEventToMeasureUpdatesFrom() {
    Run run = open();
    run.unitsAfter(60, 22);

    assertThat(run.unitsAfter(55, 40)).isEmpty();
    assertThat(transitions(run.unitsAfter(5, 40))).containsExactly(UPDATED);
  }

  @Test
  void offHoursAreNotThereForATargetDuringWork() {
    Run run = new Run(Plans.plan(1, "office", Map.of(), target().target()));
    run.situation.tick = Situation.at("2026-01-09T16:55:00Z");
    run.units(WARNING);
    run.units(WARNING);
    assertThat(run.situation.tick).isEqualTo(Situation.at("2026-01-09T17:00:00Z"));
    assertThat(run.levels()).containsKey("t");

    run.units(WARNING);
    assertThat(run.levels()).doesNotContainKey("t");
    assertThat(run.target("t").level()).isEqualTo(Level.WARNING);
    run.situation.tick = Situation.at("2026-01-12T09:00:00Z");
    assertThat(transitions(run.units(WARNING))).containsExactly(OPENED);
    assertThat(run.situation.tick).isEqualTo(Situation.at("2026-01-12T09:05:00Z"));
  }

  @Test
  void theStateOfATargetIsThatOfTheLastTickItWasEvaluated() {
    Run run = run(target());
    assertThat(run.target("t")).isNull();
    run.units(OK);

    assertThat(run.target("t").phase()).isEqualTo(TargetPhase.QUIET);
    assertThat(run.target("t").level()).isEqualTo(Level.OK);
    assertThat(run.target("t").metric()).isEqualTo("units");
  }

  private static Plans.Draft target() {
    return Plans.atMost("t", Metric.UNITS, Window.DAY, "10").warn("2").critical("10").clear("1");
  }

  private static Run run(Plans.Draft target) {
    return new Run(Plans.plan(target.target()));
  }

  private static Run open() {
    Run run = run(target());
    openAt(run, WARNING);
    return run;
  }

  private static void openAt(Run run, long units) {
    run.units(units);
    run.units(units);
    assertThat(transitions(run.units(units))).containsExactly(OPENED);
  }

  private static List<Transition> transitions(List<VarianceEvent> events) {
    return events.stream().map(VarianceEvent::transition).toList();
  }
}
