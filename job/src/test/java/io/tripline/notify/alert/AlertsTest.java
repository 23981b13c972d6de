package io.tripline.notify.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.notify.Events;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Severity;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {
  private static final String OPEN = "open";

  private final Alerts alerts = new Alerts();
  private long offset;

  @ParameterizedTest
  @CsvSource({
    "OPENED, open, open",
    "ESCALATED, open, open",
    "UPDATED, open, open",
    "RESOLVED, closed, closed"
  })
  void aVarianceIsOpenUntilItResolves(String transition, String ifOpen, String ifClosed) {
    assertThat(afterVariance(transition)).as("closed before").isEqualTo(ifClosed);

    hear(Events.variance("a", "i-1", "OPENED", "WARNING", "2026-01-26T11:00:00Z"), "i-1");
    hear(Events.variance("a", "i-1", transition, "CRITICAL", "2026-01-26T11:05:00Z"), "i-1");
    assertThat(state()).as("open before").isEqualTo(ifOpen);
  }

  private String afterVariance(String transition) {
    hear(Events.variance("a", "i-1", transition, "WARNING", "2026-01-26T10:00:00Z"), "i-1");
    String state = state();
    hear(Events.variance("a", "i-1", "RESOLVED", "WARNING", "2026-01-26T10:05:00Z"), "i-1");
    return state;
  }

  @ParameterizedTest
  @CsvSource({
    "WARNED, false, open, open",
    "STOOD_DOWN, false, closed, closed",
    "TRIPPED, true, open, open",
    "STANDING, true, open, open",
    "CONFIRMED, true, closed, closed",
    "OVERRIDDEN, true, closed, closed",
    "OVERRIDE_ENDED, true, closed, closed",
    "REARMED, true, closed, closed",
    "OVERRUN, true, open, closed",
    "COMMAND_REJECTED, true, open, closed"
  })
  void aKillSwitchIsOpenWhileSomebodyIsAskedToLook(
      String transition, boolean tripped, String ifOpen, String ifClosed) {
    hear(move(transition, tripped, "2026-01-28T10:00:00Z"), "s-1");
    assertThat(state()).as("closed before").isEqualTo(ifClosed);
    hear(move("REARMED", true, "2026-01-28T10:05:00Z"), "s-1");

    hear(move("TRIPPED", true, "2026-01-28T10:10:00Z"), "s-1");
    hear(move(transition, tripped, "2026-01-28T10:15:00Z"), "s-1");
    assertThat(state()).as("open before").isEqualTo(ifOpen);
  }

  @Test
  void anOverrunTellsOfAnOpenSwitchAndARejectedOrderDoesNot() {
    hear(move("WARNED", false, "2026-01-28T10:00:00Z"), "s-1");
    assertThat(only().latest().severity()).isEqualTo(Severity.WARNING);
    hear(move("TRIPPED", true, "2026-01-28T10:05:00Z"), "s-1");
    hear(move("OVERRUN", true, "2026-01-29T10:05:00Z"), "s-1");
    hear(move("COMMAND_REJECTED", true, "2026-01-29T10:10:00Z"), "s-1");

    assertThat(only().latest().transition()).isEqualTo("OVERRUN");
    assertThat(only().latest().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(only().anchor()).as("where the trip stands").isEqualTo(1);
    assertThat(alerts.anchor()).hasValue(1);
  }

  @Test
  void whatAnAtLeastOnceJobSaysAgainIsNothingNew() {
    ServiceEvent opened = Events.variance("a", "i-1", "OPENED", "WARNING", "2026-01-26T10:00:00Z");
    ServiceEvent resolved =
        Events.variance("a", "i-1", "RESOLVED", "WARNING", "2026-01-26T10:05:00Z");
    ServiceEvent sameTick =
        Events.variance("a", "i-2", "OPENED", "WARNING", "2026-01-26T10:05:00Z");
    assertThat(hear(opened, "i-1")).isTrue();
    assertThat(hear(resolved, "i-1")).isTrue();

    assertThat(hear(opened, "i-1")).isFalse();
    assertThat(hear(resolved, "i-1")).isFalse();
    assertThat(hear(sameTick, "i-2")).as("another of the same tick").isTrue();
    assertThat(
            hear(Events.variance("b", "i-3", "OPENED", "WARNING", "2026-01-26T09:00:00Z"), "i-3"))
        .as("of another service")
        .isTrue();
  }

  @Test
  void aFilterMeansWhatItSaysAndNoRuleThatIsOnlyTriedOut() {
    Notice warning =
        Events.notice(
            Events.variance("a", "i", "OPENED", "WARNING", "2026-01-26T10:00:00Z"), "i", 0);
    Notice trip =
        Events.notice(
            Events.killSwitch("a", "TRIPPED", "ENFORCE", true, "2026-01-27T14:00:00Z"), "s", 1);
    Notice trial =
        Events.notice(
            Events.killSwitch("a", "TRIPPED", "MONITOR", true, "2026-01-27T14:00:00Z"), "s", 1);

    assertThat(Filter.ALL.accepts(warning)).isTrue();
    assertThat(Filter.ALL.accepts(trip)).isTrue();
    assertThat(Filter.ALL.accepts(trial)).isFalse();
    assertThat(new Filter(Set.of(), Set.of(), Set.of(), true).accepts(trial)).isTrue();
    Filter critical = new Filter(Set.of(), Set.of(), Set.of(Severity.CRITICAL), false);
    assertThat(critical.accepts(warning)).isFalse();
    assertThat(critical.accepts(trip)).isTrue();
    Filter variances = new Filter(Set.of("a"), Set.of(Filter.Kind.VARIANCE), Set.of(), false);
    assertThat(variances.accepts(warning)).isTrue();
    assertThat(variances.accepts(trip)).isFalse();
    assertThat(new Filter(Set.of("b"), Set.of(), Set.of(), false).accepts(warning)).isFalse();
  }

  @Test
  void aMessageWithoutTheHeadersOfAnEventIsNone() {
    ConsumerRecord<byte[], byte[]> message =
        Events.message(move("TRIPPED", true, "2026-01-28T10:05:00Z"), "s-1", 0, 0);
    message.headers().remove("ce_correlationid");
    Assertions.assertThatThrownBy(() -> Events.reader().read(message))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("ce_correlationid");
    message.headers().remove("ce_specversion");
    Assertions.assertThatThrownBy(() -> Events.reader().read(message))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("CloudEvent");
  }

  private static ServiceEvent move(String transition, boolean tripped, String asOf) {
    return Events.killSwitch("a", transition, "ENFORCE", tripped, asOf);
  }

  /** Whether it was news. */
  private boolean hear(ServiceEvent event, String key) {
    var change = alerts.change(Events.notice(event, key, offset++));
    change.ifPresent(alerts::apply);
    return change.isPresent();
  }

  private Alert only() {
    assertThat(alerts.open()).hasSize(1);
    return alerts.open().iterator().next();
  }

  private String state() {
    return alerts.open().isEmpty() ? "closed" : OPEN;
  }
}
