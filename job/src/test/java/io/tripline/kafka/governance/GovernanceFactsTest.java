package io.tripline.kafka.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.PlanReader;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.PlanPublished;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GovernanceFactsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");
  private static final Instant NOW_IN_MILLIS = Instant.parse("2026-03-02T10:00:00.123Z");
  private static final String PLAN =
      """
      serviceId: s
      version: 2
      recordedAt: 2026-01-05T08:00:00Z
      effectiveFrom: 2026-04-01T00:00:00Z
      name: S
      objective: MARGIN_PROTECTION
      owners: {business: cfo, delivery: head}
      currency: USD
      baseline: {unitsPerWeek: 0}
      """;

  private final GovernanceFacts facts = new GovernanceFacts(() -> NOW);

  @Test
  void aPlanIsKnownWhenItIsPublishedAndNotWhenItsFileSays() {
    PlanPublished published = published(PLAN);

    assertThat(published.getRecordedAt()).isEqualTo(NOW_IN_MILLIS);
    assertThat(published.getPlan().getEffectiveFrom()).isEqualTo("2026-04-01T00:00:00Z");
    assertThat(published.getSource()).isEqualTo("tripline-cli");
    assertThat(published.getEventId()).matches("plan:s@2:[0-9a-f]{16}");
  }

  @Test
  void theSamePlanIsTheSameFactWhateverItsFileLooksLike() {
    String otherwise =
        "# mine\n"
            + PLAN.replace("{business: cfo, delivery: head}", "{delivery: head, business: cfo}")
                .replace("2026-01-05", "2026-01-06")
            + "calendar: office\n";

    assertThat(published(otherwise).getEventId()).isEqualTo(published(PLAN).getEventId());
  }

  @Test
  void anotherPlanIsAnotherFactThoughItsVersionIsTheSame() {
    String other = PLAN.replace("unitsPerWeek: 0", "unitsPerWeek: 1");

    assertThat(published(other).getEventId()).isNotEqualTo(published(PLAN).getEventId());
  }

  @Test
  void theJobTakesThePlanOfTheServiceWithTheLongestName() {
    PlanPublished published =
        published(PLAN.replace("serviceId: s", "serviceId: " + "s".repeat(256)));

    assertThatCode(() -> GovernanceWriter.check(published, configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void anOrderIsNamedByItsCommandId() {
    Instant until = Instant.parse("2026-03-09T10:00:00Z");
    KillSwitchCommand command =
        facts.command(CommandAction.OVERRIDE, "s", "zombie", until, "cfo", "signed", "c-1");

    assertThat(command.getEventId()).isEqualTo("command:c-1");
    assertThat(command.getCommandId()).isEqualTo("c-1");
    assertThat(command.getRecordedAt()).isEqualTo(NOW_IN_MILLIS);
    assertThat(command.getUntil()).isEqualTo(until);
    assertThatCode(() -> GovernanceWriter.check(command, configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void anOrderThatTheJobWouldRefuseIsRefused() {
    KillSwitchCommand command =
        facts.command(CommandAction.CONFIRM, "s", " ", null, "cfo", "done", "c-1");

    assertThatThrownBy(() -> GovernanceWriter.check(command, configuration()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("ruleId");
  }

  private PlanPublished published(String yaml) {
    return facts.published(new PlanReader("USD", Calendars.standard()).read(yaml), "USD");
  }

  private static JobConfiguration configuration() {
    return JobConfiguration.defaults("broker:9092");
  }
}
