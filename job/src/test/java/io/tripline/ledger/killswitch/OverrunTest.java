package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Overrun;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.fact.CommandAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that goes on being spent after the trip on 5 January at nine. */
class OverrunTest {
  private final Stage stage = new Stage("01-05 09:00");

  @BeforeEach
  void trip() {
    stage.planned(RuleDraft.of("zombie").lasting(Duration.ZERO).rule()).holding().tick();
  }

  @Test
  void tellsTheCostOfEachDayAfterTheTripAndOfAll() {
    stage.labor(7, Stage.instant("01-05 09:00")).tick();
    stage.labor(5, Stage.instant("01-06 08:55"));
    assertThat(overruns("01-06 09:00")).containsExactly(new Overrun(12, 12));

    stage.spent(100, "01-06 09:00", "01-06 12:00");
    assertThat(overruns("01-07 09:00")).containsExactly(new Overrun(100, 112));
  }

  @Test
  void saysNothingOfADayWithoutCost() {
    assertThat(stage.until("01-06 12:00")).isEmpty();

    stage.labor(5, Stage.instant("01-06 11:00"));
    assertThat(stage.until("01-08 12:00")).containsExactly("01-07 09:00 OVERRUN");
  }

  @Test
  void countsNothingFromBeforeTheTrip() {
    stage.labor(7, Stage.instant("01-05 08:55"));
    stage.spent(2_400, "01-05 00:00", "01-06 00:00");

    assertThat(overruns("01-06 09:00")).containsExactly(new Overrun(1_500, 1_500));
  }

  @Test
  void countsALateBillSinceTheTripOnly() {
    stage.until("01-06 12:00");
    stage.spent(1_000, "01-05 10:00", "01-05 12:00");
    stage.spent(10, "01-06 10:00", "01-06 11:00");

    assertThat(overruns("01-07 09:00")).containsExactly(new Overrun(10, 1_010));
  }

  @Test
  void splitsABillOverDays() {
    stage.until("01-06 12:00");
    stage.spent(240, "01-05 12:00", "01-06 12:00");

    assertThat(overruns("01-07 09:00")).containsExactly(new Overrun(30, 240));
  }

  @Test
  void countsABillThatComesInAtTheEndOfTheDay() {
    stage.until("01-06 08:55");
    stage.spent(24, "01-05 09:00", "01-06 09:00");

    assertThat(overruns("01-06 09:00")).containsExactly(new Overrun(24, 24));
  }

  @Test
  void takesBackWhatWasCorrected() {
    stage.labor(7, Stage.instant("01-05 09:00")).tick();
    stage.labor(-7, Stage.instant("01-05 09:00"));
    assertThat(overruns("01-06 09:00")).isEmpty();

    stage.labor(3, Stage.instant("01-05 09:00"));
    stage.labor(-5, Stage.instant("01-06 09:00"));
    assertThat(overruns("01-07 09:00")).containsExactly(new Overrun(-5, -2));
  }

  @Test
  void goesOnWhenStandingAndWhenConfirmed() {
    stage.order(CommandAction.CONFIRM).labor(7, Stage.instant("01-05 09:00"));

    assertThat(stage.until("01-06 10:00"))
        .containsExactly("01-05 09:05 CONFIRMED", "01-06 09:00 OVERRUN");
  }

  @Test
  void comesAfterTheDeadlineOfTheSameTick() {
    Stage other = new Stage("01-05 09:00");
    other
        .planned(
            RuleDraft.of("zombie")
                .lasting(Duration.ZERO)
                .certifyWithin(Duration.ofHours(24))
                .rule())
        .holding()
        .tick();
    other.labor(7, Stage.instant("01-05 09:00"));

    assertThat(other.until("01-06 10:00"))
        .containsExactly("01-06 09:00 STANDING", "01-06 09:00 OVERRUN");
  }

  @Test
  void isSilentWhileOverriddenButKeepsCounting() {
    stage.overrideUntil("01-09 09:00").labor(7, Stage.instant("01-05 09:00")).until("01-06 12:00");
    stage.order(CommandAction.CONFIRM).labor(5, Stage.instant("01-06 09:00"));

    assertThat(overruns("01-07 09:00")).containsExactly(new Overrun(5, 12));
  }

  @Test
  void endsWithTheTrip() {
    stage.labor(7, Stage.instant("01-05 09:00")).order(CommandAction.REARM).failing();

    assertThat(stage.until("01-07 09:00")).containsExactly("01-05 09:05 REARMED");
  }

  @Test
  void beginsAnewWithANewTrip() {
    stage.overrideUntil("01-05 15:00").labor(7, Stage.instant("01-05 09:00"));
    assertThat(stage.until("01-05 15:00"))
        .containsExactly("01-05 09:05 OVERRIDDEN", "01-05 15:00 TRIPPED");

    stage.labor(5, Stage.instant("01-05 14:55")).labor(3, Stage.instant("01-05 15:00"));

    List<KillSwitchEvent> events = stage.events("01-06 15:00");
    assertThat(events).extracting(Stage::line).containsExactly("01-06 15:00 OVERRUN");
    assertThat(events.get(0).cost()).isEqualTo(new Overrun(3, 3));
  }

  @Test
  void countsDaysOfTheClockOnTheWallAlsoForARuleOfWorkingTime() {
    Stage office = new Stage("01-09 12:00");
    office
        .planned(RuleDraft.of("zombie").lasting(Duration.ZERO).inWorkingTime().rule())
        .holding()
        .tick();
    office.labor(7, Stage.instant("01-09 20:00"));

    assertThat(office.until("01-12 12:00")).containsExactly("01-10 12:00 OVERRUN");
  }

  private List<Overrun> overruns(String time) {
    return stage.events(time).stream()
        .filter(event -> event.transition() == Transition.OVERRUN)
        .map(KillSwitchEvent::cost)
        .toList();
  }
}
