package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.fact.CommandAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told. */
class SwitchHeadlineTest {
  private final Stage stage = new Stage("01-05 09:00");

  @Test
  void tellsAWholeLife() {
    stage.planned(RuleDraft.of("zombie").certifyWithin(Duration.ofHours(2)).rule()).holding();
    List<KillSwitchEvent> events = stage.events("01-05 11:10");
    stage.labor(1_234_567_890_000L, Stage.instant("01-05 11:00"));
    events.addAll(stage.events("01-06 10:00"));
    stage.overrideUntil("01-06 12:00");
    events.addAll(stage.failing().events("01-06 12:00"));

    assertThat(events)
        .extracting(event -> event.headline().text())
        .containsExactly(
            "Kill switch zombie of cloud warns, and will trip if this lasts: units over DAY is 0,"
                + " below 1.",
            "Kill switch zombie of cloud tripped: DEFUND. Units over DAY is 0, below 1; to be"
                + " certified by 5 January 2026 11:10 UTC.",
            "Nobody certified kill switch zombie of cloud by 5 January 2026 11:10 UTC: DEFUND is"
                + " presumed done.",
            "cloud still costs, although zombie tripped on 5 January 2026 09:10 UTC:"
                + " 1,234,567.89 in the last 24 hours, 1,234,567.89 since.",
            "cfo overrode kill switch zombie of cloud until 6 January 2026 12:00 UTC: as the board"
                + " decided.",
            "The override of kill switch zombie of cloud has ended; its conditions no longer"
                + " hold, so it is armed again.");
  }

  @Test
  void tellsWhatCommandsDid() {
    stage.planned(RuleDraft.of("zombie").lasting(Duration.ZERO).rule()).holding().tick();
    stage
        .order(CommandAction.CONFIRM)
        .order(CommandAction.CONFIRM)
        .order(CommandAction.REARM)
        .order(stage.command("phantom", CommandAction.REARM, null, "eve"))
        .failing();

    assertThat(stage.tick())
        .extracting(event -> event.headline().text())
        .containsExactly(
            "REARM by eve was rejected for kill switch phantom of cloud: there is no such rule.",
            "cfo confirmed DEFUND of kill switch zombie of cloud: as the board decided.",
            "CONFIRM by cfo was rejected for kill switch zombie of cloud: it is CONFIRMED.",
            "cfo armed kill switch zombie of cloud again: as the board decided.");
  }

  @Test
  void tellsWhyItStoodDown() {
    stage.planned(RuleDraft.of("zombie").clearAfter(Duration.ZERO).rule()).holding().tick();
    assertThat(stage.failing().tick().get(0).headline().text())
        .isEqualTo(
            "Kill switch zombie of cloud stood down: its conditions have not held for long"
                + " enough.");
    stage.holding().tick();
    assertThat(stage.planned().tick().get(0).headline().text())
        .isEqualTo("Kill switch zombie of cloud stood down: the plan no longer has it.");
  }
}
