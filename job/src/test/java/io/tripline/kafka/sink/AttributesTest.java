package io.tripline.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.message.MessageOrigin;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttributesTest {
  private static final long TICK = Instant.parse("2026-01-20T10:55:00Z").toEpochMilli();

  @ParameterizedTest
  @EnumSource(KillSwitchEvent.Transition.class)
  void allMovesOfASwitchBelongTogether(KillSwitchEvent.Transition transition) {
    Attributes attributes = Attributes.of(move(transition, TICK - 1));

    assertThat(attributes.correlationId())
        .isEqualTo(EventNames.switchId("cloud-migration", "zombie"));
    assertThat(attributes.type())
        .startsWith("io.tripline.killswitch.")
        .endsWith(".v1")
        .doesNotContain("_");
    assertThat(URI.create("urn:x:" + attributes.type())).isNotNull();
    assertThat(attributes.subject()).isEqualTo("cloud-migration/zombie");
    assertThat(attributes.since()).isEqualTo(TICK - 1);
  }

  @Test
  void onlyATripIsSaidForTheFirstTime() {
    Map<KillSwitchEvent.Transition, Attributes.Detected> detected = new TreeMap<>();
    for (KillSwitchEvent.Transition transition : KillSwitchEvent.Transition.values()) {
      Attributes.Detected what = Attributes.of(move(transition, TICK - 1)).detected();
      if (what != null) {
        detected.put(transition, what);
      }
    }
    assertThat(detected)
        .isEqualTo(Map.of(KillSwitchEvent.Transition.TRIPPED, Attributes.Detected.TRIP));
  }

  @Test
  void aTypeIsWrittenAsADomainNameIs() {
    assertThat(Attributes.of(move(KillSwitchEvent.Transition.STOOD_DOWN, null)).type())
        .isEqualTo("io.tripline.killswitch.stood-down.v1");
  }

  @Test
  void aSwitchThatWasNotWarnedHasNoBeginning() {
    assertThat(Attributes.of(move(KillSwitchEvent.Transition.COMMAND_REJECTED, null)).since())
        .isNull();
  }

  @Test
  void aStateIsNamedByServiceAndTick() {
    Attributes attributes =
        Attributes.of(new ServiceState("cloud-migration", TICK, 1, List.of(), List.of()));

    assertThat(attributes)
        .isEqualTo(
            new Attributes(
                EventNames.stateId("cloud-migration", TICK),
                "io.tripline.state.v1",
                "cloud-migration",
                TICK,
                "cloud-migration",
                null,
                null,
                null));
  }

  @Test
  void aDeadLetterIsNamedByWhereTheRecordStands() {
    Refusal refusal =
        new Refusal(
            Feed.COST,
            null,
            MessageOrigin.of("tripline.cost", 2, 41),
            new byte[0],
            RefusalReason.UNREADABLE,
            null,
            "why");

    assertThat(Attributes.of(refusal))
        .isEqualTo(
            new Attributes(
                EventNames.refusalId("tripline.cost", "2", "41"),
                "io.tripline.deadletter.v1",
                "tripline.cost/2/41",
                null,
                null,
                null,
                null,
                null));
  }

  private static KillSwitchEvent move(KillSwitchEvent.Transition transition, Long since) {
    return new KillSwitchEvent(
        "id",
        transition,
        "cloud-migration",
        TICK,
        1,
        "zombie",
        null,
        null,
        since,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        Headline.of("headline"));
  }
}
