package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of switches when their plan changes. */
class PlanChangeTest {
  private static final Rule ZOMBIE = RuleDraft.of("zombie").rule();
  private static final Rule AT_ONCE = RuleDraft.of("zombie").lasting(Duration.ZERO).rule();

  private final Stage stage = new Stage("01-05 09:00");

  @Test
  void aDroppedArmedRuleGoesWithoutAWord() {
    stage.planned(ZOMBIE).failing().tick();

    assertThat(stage.planned().until("01-05 10:00")).isEmpty();
    assertThat(stage.states()).isEmpty();
    assertThat(stage.remembered().switches()).isEmpty();
  }

  @Test
  void aDroppedWarnedRuleStandsDown() {
    stage.planned(ZOMBIE).holding().tick();

    List<KillSwitchEvent> events = stage.planned().tick();

    assertThat(events).extracting(Stage::line).containsExactly("01-05 09:05 STOOD_DOWN DROPPED");
    assertThat(events.get(0).since()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(events.get(0).action()).isEqualTo(Rule.Action.DEFUND);
    assertThat(events.get(0).planVersion()).isEqualTo(2);
    assertThat(events.get(0).observed()).isEmpty();
    assertThat(stage.states()).isEmpty();
  }

  @Test
  void aWarnedRuleOfAClosedPlanStandsDownAlsoOutsideOfItsTime() {
    stage.planned(RuleDraft.of("zombie").inWorkingTime().lasting(Duration.ofHours(20)).rule());
    stage.holding().until("01-05 22:00");

    List<KillSwitchEvent> events = stage.closed().tick();

    assertThat(events).extracting(Stage::line).containsExactly("01-05 22:05 STOOD_DOWN CLOSED");
    assertThat(events.get(0).planVersion()).isNull();
    assertThat(stage.states()).isEmpty();
  }

  @Test
  void aRuleThatComesBackBeginsAnew() {
    stage.planned(ZOMBIE).holding().tick();
    stage.planned().tick();

    assertThat(stage.planned(ZOMBIE).until("01-05 10:00"))
        .containsExactly("01-05 09:10 WARNED", "01-05 09:20 TRIPPED");
  }

  @Test
  void aWarnedRuleGoesOnUnderItsNewDefinition() {
    stage.planned(ZOMBIE).holding().tick();

    stage.planned(
        RuleDraft.of("zombie").lasting(Duration.ofMinutes(30)).action(Rule.Action.REVIEW).rule());

    List<KillSwitchEvent> events = stage.events("01-05 10:00");
    assertThat(events).extracting(Stage::line).containsExactly("01-05 09:30 TRIPPED");
    assertThat(events.get(0).action()).isEqualTo(Rule.Action.REVIEW);
  }

  @Test
  void aLatchedRuleStaysLatchedButAsksForWhatItsPlanSaysNow() {
    stage.planned(AT_ONCE).holding().tick();

    stage.planned(RuleDraft.of("zombie").action(Rule.Action.REVIEW).onTrial().rule()).tick();

    assertThat(stage.state().phase()).isEqualTo(RulePhase.TRIPPED);
    assertThat(stage.state().trippedAt()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(stage.state().action()).isEqualTo(Rule.Action.REVIEW);
    assertThat(stage.state().mode()).isEqualTo(Rule.Mode.MONITOR);
    KillSwitchEvent confirmed = stage.planned().order(CommandAction.CONFIRM).tick().get(0);
    assertThat(confirmed.action()).isEqualTo(Rule.Action.REVIEW);
    assertThat(confirmed.mode()).isEqualTo(Rule.Mode.MONITOR);
  }

  @Test
  void aPlanAfterAClosureBeginsAnewButForWhatIsLatched() {
    Rule other = RuleDraft.of("other").rule();
    stage.planned(AT_ONCE, other).holding().tick();

    stage.planned(AT_ONCE, other).firstSliceOfALife();

    assertThat(stage.until("01-05 09:30"))
        .containsExactly(
            "01-05 09:05 STOOD_DOWN CLOSED", "01-05 09:05 WARNED", "01-05 09:15 TRIPPED");
    assertThat(stage.states())
        .extracting(ServiceState.RuleState::phase)
        .containsExactly(RulePhase.TRIPPED, RulePhase.TRIPPED);
  }

  @Test
  void aLatchedRuleGoesOnWhenItsPlanDropsIt() {
    stage
        .planned(
            RuleDraft.of("zombie").lasting(Duration.ZERO).certifyWithin(Duration.ofHours(2)).rule())
        .holding()
        .tick();
    stage.labor(7, Stage.instant("01-05 09:00"));

    assertThat(stage.planned().until("01-06 10:00"))
        .containsExactly("01-05 11:00 STANDING", "01-06 09:00 OVERRUN");
    assertThat(stage.order(CommandAction.REARM).until("01-06 11:00"))
        .containsExactly("01-06 10:05 REARMED");
    assertThat(stage.states()).isEmpty();
  }

  @Test
  void aLatchedRuleGoesOnWhenThePlanIsClosed() {
    stage.planned(AT_ONCE).holding().tick();
    stage.labor(7, Stage.instant("01-05 09:00"));

    assertThat(stage.closed().until("01-06 10:00")).containsExactly("01-06 09:00 OVERRUN");
    stage.order(stage.command("zombie", CommandAction.REARM, null, "eve"));
    stage.order(CommandAction.REARM);
    assertThat(stage.until("01-06 11:00"))
        .containsExactly("01-06 10:05 COMMAND_REJECTED NOT_IN_MAY_OVERRIDE", "01-06 10:05 REARMED");
    assertThat(stage.states()).isEmpty();
  }

  @Test
  void anOverrideOfADroppedRuleLastsUntilACommandEndsIt() {
    stage.planned(AT_ONCE).holding().tick();
    stage.overrideUntil("01-05 10:00").tick();

    assertThat(stage.planned().until("01-07 10:00")).isEmpty();
    assertThat(stage.order(CommandAction.CONFIRM).until("01-07 11:00"))
        .containsExactly("01-07 10:05 CONFIRMED");
  }

  @Test
  void anOverriddenRuleThatComesBackIsJudgedByItsNewConditions() {
    stage.planned(AT_ONCE).holding().tick();
    stage.overrideUntil("01-05 10:00").tick();
    stage.planned().until("01-05 12:00");

    stage.planned(
        RuleDraft.of("zombie")
            .when(RuleDraft.above(Metric.UNITS, "0"))
            .action(Rule.Action.REVIEW)
            .rule());

    assertThat(stage.until("01-05 13:00")).containsExactly("01-05 12:05 OVERRIDE_ENDED");
    assertThat(stage.state().action()).isEqualTo(Rule.Action.REVIEW);
  }

  @Test
  void aCommandOnARuleThatIsDroppedIsForAnUnknownOneUnlessItIsLatched() {
    stage.planned(ZOMBIE).holding().tick();

    stage.planned().order(CommandAction.REARM);

    assertThat(stage.until("01-05 09:05"))
        .containsExactly(
            "01-05 09:05 COMMAND_REJECTED UNKNOWN_RULE", "01-05 09:05 STOOD_DOWN DROPPED");
  }

  @Test
  void withoutAnyPlanEveryRuleIsUnknown() {
    stage.order(CommandAction.REARM);

    assertThat(stage.until("01-05 09:00"))
        .containsExactly("01-05 09:00 COMMAND_REJECTED UNKNOWN_RULE");
  }

  @Test
  void onTrialItLivesTheSameLifeMarked() {
    Rule rule = RuleDraft.of("zombie").certifyWithin(Duration.ofHours(2)).onTrial().rule();
    stage.planned(rule).holding();

    List<KillSwitchEvent> events = stage.events("01-05 12:00");

    assertThat(events)
        .extracting(Stage::line)
        .containsExactly("01-05 09:00 WARNED", "01-05 09:10 TRIPPED", "01-05 11:10 STANDING");
    assertThat(events)
        .allSatisfy(event -> assertThat(event.mode()).isEqualTo(Rule.Mode.MONITOR))
        .allSatisfy(event -> assertThat(event.headline().text()).startsWith("On trial: "));
    assertThat(stage.states())
        .extracting(ServiceState.RuleState::mode)
        .containsExactly(Rule.Mode.MONITOR);
  }
}
