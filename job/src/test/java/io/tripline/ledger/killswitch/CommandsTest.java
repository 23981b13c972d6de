package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Reason;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.KillSwitchCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands are taken, and why others are not. The switch tripped at nine. */
class CommandsTest {
  private static final long RECORDED = Stage.instant("01-05 09:04");
  private static final long THIRTY_DAYS = Duration.ofDays(30).toMillis();

  private final Stage stage = new Stage("01-05 09:00");

  @BeforeEach
  void trip() {
    stage.planned(RuleDraft.of("zombie").lasting(Duration.ZERO).rule()).holding().tick();
  }

  @Test
  void rejectsAnUnknownRule() {
    KillSwitchEvent event = reject(stage.command("phantom", CommandAction.REARM, null, "eve"));

    assertThat(event.reason()).isEqualTo(Reason.UNKNOWN_RULE);
    assertThat(event.ruleId()).isEqualTo("phantom");
    assertThat(event.action()).isNull();
    assertThat(event.mode()).isNull();
    assertThat(event.trippedAt()).isNull();
    assertThat(event.observed()).isEmpty();
    assertThat(stage.states()).hasSize(1);
  }

  @Test
  void rejectsEverybodyWhoIsNotNamed() {
    KillSwitchEvent event = reject(stage.command("zombie", CommandAction.REARM, null, "eve"));

    assertThat(event.reason()).isEqualTo(Reason.NOT_IN_MAY_OVERRIDE);
    assertThat(event.trippedAt()).isEqualTo(Stage.instant("01-05 09:00"));
    assertThat(event.observed()).hasSize(1);
  }

  @Test
  void looksAtWhoOrdersBeforeItLooksAtTheState() {
    stage.order(CommandAction.REARM).failing().tick();

    KillSwitchEvent event = reject(stage.command("zombie", CommandAction.REARM, null, "eve"));

    assertThat(event.reason()).isEqualTo(Reason.NOT_IN_MAY_OVERRIDE);
  }

  @Test
  void looksAtTheStateBeforeItLooksAtTheEnd() {
    stage.order(CommandAction.REARM).failing().tick();

    KillSwitchEvent event = reject(stage.command("zombie", CommandAction.OVERRIDE, 0L, "cfo"));

    assertThat(event.reason()).isEqualTo(Reason.STATE_DOES_NOT_TAKE_IT);
  }

  @ParameterizedTest
  @CsvSource({"-1, UNTIL_PAST", "0, UNTIL_PAST", "1,", "2592000000,", "2592000001, UNTIL_TOO_FAR"})
  void anOverrideEndsAfterItIsOrderedAndWithinThirtyDays(long length, Reason reason) {
    assertThat(THIRTY_DAYS).isEqualTo(2_592_000_000L);

    stage.order(stage.command("zombie", CommandAction.OVERRIDE, RECORDED + length, "cfo"));

    assertThat(stage.tick().get(0).reason()).isEqualTo(reason);
  }

  @Test
  void carriesCommandsOutInOrder() {
    stage.order(CommandAction.CONFIRM).order(CommandAction.REARM).order(CommandAction.CONFIRM);

    assertThat(stage.failing().until("01-05 09:10"))
        .containsExactly(
            "01-05 09:05 CONFIRMED",
            "01-05 09:05 REARMED",
            "01-05 09:05 COMMAND_REJECTED STATE_DOES_NOT_TAKE_IT");
  }

  @Test
  void namesEventsByTheCommandSoThatTwoAtOneTickDiffer() {
    KillSwitchCommand first = stage.command("zombie", CommandAction.REARM, null, "eve");
    KillSwitchCommand second = stage.command("zombie", CommandAction.REARM, null, "eve");

    List<KillSwitchEvent> events = stage.order(first).order(second).tick();

    assertThat(events).extracting(KillSwitchEvent::eventId).doesNotHaveDuplicates();
    assertThat(events.get(0).eventId())
        .isEqualTo(
            EventNames.eventId(
                Stage.SERVICE, "zombie", Transition.COMMAND_REJECTED, stage.now(), first.id()));
  }

  @Test
  void namesOtherEventsByTheirTransition() {
    stage.order(CommandAction.REARM);

    List<KillSwitchEvent> events = stage.tick();

    assertThat(events.get(1).transition()).isEqualTo(Transition.TRIPPED);
    assertThat(events.get(1).command()).isNull();
    assertThat(events.get(1).eventId())
        .isEqualTo(EventNames.eventId(Stage.SERVICE, "zombie", Transition.TRIPPED, stage.now()));
  }

  @Test
  void anOverrideCanBeProlonged() {
    stage.overrideUntil("01-05 10:00").tick();
    stage.overrideUntil("01-05 11:00").tick();

    assertThat(stage.state().until()).isEqualTo(Stage.instant("01-05 11:00"));
    assertThat(stage.until("01-05 12:00")).containsExactly("01-05 11:00 TRIPPED");
  }

  @Test
  void sortsEventsByRule() {
    stage
        .planned(
            RuleDraft.of("b").lasting(Duration.ZERO).rule(),
            RuleDraft.of("a").lasting(Duration.ZERO).rule())
        .order(stage.command("b", CommandAction.REARM, null, "cfo"))
        .order(stage.command("c", CommandAction.REARM, null, "cfo"))
        .order(stage.command("a", CommandAction.REARM, null, "cfo"));

    assertThat(stage.tick())
        .extracting(event -> event.ruleId() + " " + event.transition())
        .containsExactly(
            "a COMMAND_REJECTED",
            "a TRIPPED",
            "b COMMAND_REJECTED",
            "b TRIPPED",
            "c COMMAND_REJECTED");
    assertThat(stage.states())
        .extracting(state -> state.ruleId())
        .containsExactly("a", "b", "zombie");
  }

  private KillSwitchEvent reject(KillSwitchCommand command) {
    List<RulePhase> before = stage.states().stream().map(state -> state.phase()).toList();
    List<KillSwitchEvent> events = stage.order(command).tick();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).transition()).isEqualTo(Transition.COMMAND_REJECTED);
    assertThat(events.get(0).command().fact()).isEqualTo(command.id());
    assertThat(stage.states()).extracting(state -> state.phase()).isEqualTo(before);
    return events.get(0);
  }
}
