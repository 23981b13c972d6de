package io.tripline.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.FactId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Holds names to what another implementation of RFC 9562 made of the same strings. */
class EventNamesTest {
  private static final long TICK = Instant.parse("2026-01-05T09:05:00Z").toEpochMilli();

  @Test
  void anIncidentIsNamedByServiceTargetAndTick() {
    assertThat(EventNames.incidentId("cloud-migration", "fidelity", TICK))
        .isEqualTo("7495ea2d-c57f-55b9-a7ae-67893b9ec65f");
  }

  @Test
  void namesAreMadeOfUtf8() {
    assertThat(EventNames.incidentId("überführung", "fidélité", TICK))
        .isEqualTo("959e83fa-4bc0-5b53-bd1b-fcf247b36976");
  }

  @Test
  void anEventIsNamedByItsTransitionToo() {
    assertThat(
            EventNames.eventId(
                "cloud-migration", "fidelity", VarianceEvent.Transition.OPENED, TICK))
        .isEqualTo("a7d4ca1f-1d73-595f-9f51-72a6a5569c86");
  }

  @Test
  void anEventThatACommandCausedIsNamedByTheCommandToo() {
    assertThat(
            EventNames.eventId(
                "cloud-migration",
                "zombie",
                KillSwitchEvent.Transition.CONFIRMED,
                TICK,
                new FactId("board", "k-1")))
        .isEqualTo("b179d2c8-6bb5-5fc9-bb6b-51bb95aeb5d8");
  }

  @Test
  void withoutACommandTheNameIsThePlainOne() {
    assertThat(
            EventNames.eventId(
                "cloud-migration", "fidelity", VarianceEvent.Transition.OPENED, TICK, null))
        .isEqualTo("a7d4ca1f-1d73-595f-9f51-72a6a5569c86");
  }

  @Test
  void aSwitchIsNamedByServiceAndRuleThroughAllItsLives() {
    assertThat(EventNames.switchId("cloud-migration", "zombie"))
        .isEqualTo("38e9a4f0-be5c-56b7-abba-2c302da5355a");
  }

  @Test
  void aStatementIsNamedByItsHourAndRevision() {
    assertThat(
            EventNames.statementId(
                "cloud-migration", Instant.parse("2026-01-05T09:00:00Z").toEpochMilli(), 3))
        .isEqualTo("be9af546-122c-52d4-b160-3ce62dee36ed");
  }

  @Test
  void aStateIsNamedByItsTick() {
    assertThat(EventNames.stateId("cloud-migration", TICK))
        .isEqualTo("0cf3cf3f-b3a5-52b8-93f7-5873a4e4eb58");
  }

  @Test
  void whatIsRefusedIsNamedByWhereItStands() {
    assertThat(EventNames.refusalId("tripline.cost", "2", "41"))
        .isEqualTo("3ad0cda8-5903-5d41-8b61-7507245a93da");
  }
}
