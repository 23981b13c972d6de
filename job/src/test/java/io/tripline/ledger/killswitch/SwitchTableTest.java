package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.plan.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of moves, row by row. */
class SwitchTableTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Stage stage = new Stage("01-05 09:00");

  private static RuleDraft zombie() {
    return RuleDraft.of("zombie");
  }

  private static RuleDraft atOnce() {
    return zombie().lasting(AT_ONCE);
  }

  @Test
  void staysArmedWhileOneFails() {
    stage.planned(zombie().rule()).failing();

    assertThat(stage.until("01-05 12:00")).isEmpty();
    assertThat(stage.state().phase()).isEqualTo(RulePhase.ARMED);
    assertThat(stage.state().since()).isNull();
  }

  @Test
  void warnsWhenAllHoldAndTripsWhenTheyHaveForLongEnough() {
    stage.planned(zombie().rule()).holding();

    assertThat(stage.until("01-05 09:05")).containsExactly("01-05 09:00 WARNED");
    assertThat(stage.state().phase()).isEqualTo(RulePhase.WARNED);
    List<KillSwitchEvent> events = stage.events("01-05 10:00");
    assertThat(events).extracting(Stage::line).containsExactly("01-05 09:10 TRIPPED");
    assertThat(events.get(0).since()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(events.get(0).trippedAt()).isEqualTo(Stage.instant("01-05 09:10"));
    assertThat(stage.state().phase()).isEqualTo(RulePhase.TRIPPED);
  }

  @Test
  void tripsAtOnceWithoutAWarningIfItNeedNotLast() {
    stage.planned(atOnce().rule()).holding();

    assertThat(stage.until("01-05 09:30")).containsExactly("01-05 09:00 TRIPPED");
  }

  @Test
  void tripsAtTheNextTickIfItMustLastLessThanASlice() {
    stage.planned(zombie().lasting(Duration.ofMillis(1)).rule()).holding();

    assertThat(stage.until("01-05 09:30"))
        .containsExactly("01-05 09:00 WARNED", "01-05 09:05 TRIPPED");
  }

  @Test
  void standsDownWhenOneHasFailedForClearAfter() {
    stage.planned(zombie().rule()).holding().until("01-05 09:05");

    stage.failing();

    assertThat(stage.until("01-05 12:00")).containsExactly("01-05 09:25 STOOD_DOWN");
    assertThat(stage.state().phase()).isEqualTo(RulePhase.ARMED);
  }

  @Test
  void standsDownAtOnceWithoutClearAfter() {
    stage.planned(zombie().clearAfter(AT_ONCE).rule()).holding().until("01-05 09:05");

    stage.failing();

    assertThat(stage.until("01-05 12:00")).containsExactly("01-05 09:10 STOOD_DOWN");
  }

  @Test
  void aFailureStopsTheClockAndDoesNotSetItBack() {
    stage.planned(zombie().rule()).holding().until("01-05 09:05");
    stage.failing().until("01-05 09:20");

    stage.holding();

    assertThat(stage.until("01-05 09:25")).containsExactly("01-05 09:25 TRIPPED");
  }

  @Test
  void everyFailureStartsTheClockOfStandingDownAnew() {
    stage.planned(zombie().lasting(Duration.ofHours(9)).rule()).holding().until("01-05 09:00");
    stage.failing().until("01-05 09:15");
    stage.holding().until("01-05 09:20");

    stage.failing();

    assertThat(stage.until("01-05 09:35")).isEmpty();
    assertThat(stage.until("01-05 09:40")).containsExactly("01-05 09:40 STOOD_DOWN");
  }

  @Test
  void aTickWithoutDataIsNotThere() {
    stage.planned(zombie().rule()).holding().until("01-05 09:05");

    assertThat(stage.blind().until("01-05 14:00")).isEmpty();
    assertThat(stage.holding().until("01-05 14:05")).containsExactly("01-05 14:05 TRIPPED");
  }

  @Test
  void aTickWithoutDataDoesNotStandDownEither() {
    stage.planned(zombie().rule()).holding().until("01-05 09:00");
    stage.failing().until("01-05 09:15");

    assertThat(stage.blind().until("01-05 14:00")).isEmpty();
    assertThat(stage.failing().until("01-05 14:10")).containsExactly("01-05 14:05 STOOD_DOWN");
  }

  @Test
  void aRuleOfWorkingTimeSleepsOutsideOfIt() {
    stage.planned(zombie().inWorkingTime().lasting(Duration.ofHours(9)).rule()).holding();

    // the first slice of the day is the one that ends five minutes after nine
    assertThat(stage.until("01-06 10:05"))
        .containsExactly("01-05 09:05 WARNED", "01-06 10:05 TRIPPED");
  }

  @Test
  void aTrippedSwitchIsLatchedWhateverItsConditionsSay() {
    stage.planned(atOnce().rule()).holding().until("01-05 09:00");

    assertThat(stage.failing().until("01-06 09:00")).isEmpty();
    assertThat(stage.state().phase()).isEqualTo(RulePhase.TRIPPED);
  }

  @Test
  void isPresumedDoneAtItsDeadlineWithoutDataToo() {
    stage
        .planned(atOnce().certifyWithin(Duration.ofHours(2)).rule())
        .holding()
        .until("01-05 09:00");

    assertThat(stage.state().deadline()).isEqualTo(Stage.instant("01-05 11:00"));
    assertThat(stage.blind().until("01-05 15:00")).containsExactly("01-05 11:00 STANDING");
    assertThat(stage.state().phase()).isEqualTo(RulePhase.STANDING);
  }

  @Test
  void isPresumedDoneAtTheTripIfThereIsNoTimeToCertify() {
    stage.planned(atOnce().certifyWithin(Duration.ZERO).rule()).holding();

    assertThat(stage.until("01-05 09:05"))
        .containsExactly("01-05 09:00 TRIPPED", "01-05 09:00 STANDING");
  }

  @ParameterizedTest
  @CsvSource({
    "TRIPPED,    CONFIRM,  CONFIRMED,  CONFIRMED",
    "TRIPPED,    OVERRIDE, OVERRIDDEN, OVERRIDDEN",
    "TRIPPED,    REARM,    REARMED,    ARMED",
    "STANDING,   CONFIRM,  CONFIRMED,  CONFIRMED",
    "STANDING,   OVERRIDE, OVERRIDDEN, OVERRIDDEN",
    "STANDING,   REARM,    REARMED,    ARMED",
    "OVERRIDDEN, CONFIRM,  CONFIRMED,  CONFIRMED",
    "OVERRIDDEN, OVERRIDE, OVERRIDDEN, OVERRIDDEN",
    "OVERRIDDEN, REARM,    REARMED,    ARMED",
    "CONFIRMED,  REARM,    REARMED,    ARMED",
  })
  void takesCommands(
      RulePhase phase, CommandAction action, Transition says, RulePhase phaseAfterwards) {
    bring(phase);

    stage.failing().order(action(action));
    List<KillSwitchEvent> events = stage.tick();

    assertThat(events).extracting(KillSwitchEvent::transition).containsExactly(says);
    assertThat(stage.state().phase()).isEqualTo(phaseAfterwards);
    KillSwitchEvent event = events.get(0);
    assertThat(event.trippedAt()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(event.command().by()).isEqualTo("cfo");
    assertThat(event.command().action()).isEqualTo(action);
    assertThat(event.command().fact().source()).isEqualTo("board");
    assertThat(stage.state().until() == null).isEqualTo(phaseAfterwards != RulePhase.OVERRIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "ARMED,     CONFIRM",
    "ARMED,     OVERRIDE",
    "ARMED,     REARM",
    "WARNED,    CONFIRM",
    "WARNED,    OVERRIDE",
    "WARNED,    REARM",
    "CONFIRMED, CONFIRM",
    "CONFIRMED, OVERRIDE",
  })
  void rejectsCommandsThatItsStateDoesNotTake(RulePhase phase, CommandAction action) {
    bring(phase);

    stage.order(action(action));
    List<KillSwitchEvent> events = stage.tick();

    assertThat(events).hasSize(1);
    assertThat(events.get(0).transition()).isEqualTo(Transition.COMMAND_REJECTED);
    assertThat(events.get(0).reason()).isEqualTo(KillSwitchEvent.Reason.STATE_DOES_NOT_TAKE_IT);
    assertThat(events.get(0).action()).isEqualTo(Rule.Action.DEFUND);
    assertThat(stage.state().phase()).isEqualTo(phase);
  }

  @Test
  void tripsAnewAtTheEndOfAnOverrideIfAllStillHold() {
    stage
        .planned(atOnce().certifyWithin(Duration.ofHours(2)).rule())
        .holding()
        .until("01-05 09:00");
    stage.overrideUntil("01-05 12:02").until("01-05 09:05");

    List<KillSwitchEvent> events = stage.events("01-05 13:00");

    assertThat(events).extracting(Stage::line).containsExactly("01-05 12:05 TRIPPED");
    assertThat(events.get(0).since()).isEqualTo(Stage.instant("01-05 12:05"));
    assertThat(events.get(0).trippedAt()).isEqualTo(Stage.instant("01-05 12:05"));
    assertThat(events.get(0).deadline()).isEqualTo(Stage.instant("01-05 14:05"));
    assertThat(stage.until("01-05 15:00")).containsExactly("01-05 14:05 STANDING");
  }

  @Test
  void isArmedAtTheEndOfAnOverrideIfOneFails() {
    stage.planned(atOnce().rule()).holding().until("01-05 09:00");
    stage.overrideUntil("01-05 12:00").until("01-05 11:00");

    stage.failing();

    List<KillSwitchEvent> events = stage.events("01-05 13:00");
    assertThat(events).extracting(Stage::line).containsExactly("01-05 12:00 OVERRIDE_ENDED");
    assertThat(events.get(0).trippedAt()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(stage.state().phase()).isEqualTo(RulePhase.ARMED);
    assertThat(stage.holding().until("01-05 13:05")).containsExactly("01-05 13:05 TRIPPED");
  }

  @Test
  void anOverrideEndsAtTheFirstTickWithData() {
    stage.planned(atOnce().rule()).holding().until("01-05 09:00");
    stage.overrideUntil("01-05 12:00").blind();

    assertThat(stage.until("01-05 18:00")).containsExactly("01-05 09:05 OVERRIDDEN");
    assertThat(stage.holding().until("01-05 18:05")).containsExactly("01-05 18:05 TRIPPED");
  }

  @Test
  void anOverrideOfARuleOfWorkingTimeEndsInWorkingTime() {
    stage.planned(atOnce().inWorkingTime().rule()).holding().until("01-05 16:00");
    stage.overrideUntil("01-05 20:00");

    assertThat(stage.until("01-07 00:00"))
        .containsExactly("01-05 16:05 OVERRIDDEN", "01-06 09:05 TRIPPED");
  }

  @Test
  void theDeadlinePassesUnheardDuringAnOverride() {
    stage
        .planned(atOnce().certifyWithin(Duration.ofHours(2)).rule())
        .holding()
        .until("01-05 09:00");

    assertThat(stage.overrideUntil("01-05 20:00").until("01-05 19:00"))
        .containsExactly("01-05 09:05 OVERRIDDEN");
  }

  @Test
  void anOverrideThatIsOverWhenItBecomesKnownEndsAtTheSameTick() {
    stage.planned(atOnce().rule()).holding().until("01-05 09:00");

    stage.order(
        stage.command("zombie", CommandAction.OVERRIDE, Stage.instant("01-05 09:05") - 1, "cfo"));
    List<KillSwitchEvent> events = stage.tick();

    assertThat(events)
        .extracting(Stage::line)
        .containsExactly("01-05 09:05 OVERRIDDEN", "01-05 09:05 TRIPPED");
    assertThat(events.get(0).trippedAt()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(events.get(1).trippedAt()).isEqualTo(Stage.instant("01-05 09:05"));
  }

  @Test
  void warnsAgainAtTheTickAtWhichItIsArmedAgain() {
    stage.planned(zombie().rule()).holding().until("01-05 09:30");

    stage.order(CommandAction.REARM);

    assertThat(stage.until("01-05 10:00"))
        .containsExactly("01-05 09:35 REARMED", "01-05 09:35 WARNED", "01-05 09:45 TRIPPED");
  }

  @Test
  void aCommandComesBeforeTheDeadlineOfItsTick() {
    stage
        .planned(atOnce().certifyWithin(Duration.ofMinutes(5)).rule())
        .holding()
        .until("01-05 09:00");

    assertThat(stage.order(CommandAction.CONFIRM).until("01-05 10:00"))
        .containsExactly("01-05 09:05 CONFIRMED");
  }

  /** Brings the switch into a phase, tripped at nine if at all. */
  private void bring(RulePhase phase) {
    switch (phase) {
      case ARMED -> stage.planned(atOnce().rule()).failing().tick();
      case WARNED -> stage.planned(zombie().lasting(Duration.ofHours(1)).rule()).holding().tick();
      case TRIPPED -> stage.planned(atOnce().rule()).holding().tick();
      case STANDING ->
          stage
              .planned(atOnce().certifyWithin(Duration.ofMinutes(5)).rule())
              .holding()
              .until("01-05 09:05");
      case CONFIRMED -> {
        bring(RulePhase.TRIPPED);
        stage.order(CommandAction.CONFIRM).tick();
      }
      case OVERRIDDEN -> {
        bring(RulePhase.TRIPPED);
        stage.overrideUntil("01-09 09:00").tick();
      }
    }
    assertThat(stage.state().phase()).isEqualTo(phase);
  }

  private KillSwitchCommand action(CommandAction action) {
    Long end = action == CommandAction.OVERRIDE ? Stage.instant("01-12 09:00") : null;
    return stage.command("zombie", action, end, "cfo");
  }
}
