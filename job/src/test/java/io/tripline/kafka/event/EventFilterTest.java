package io.tripline.kafka.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.ServiceEvent;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final Instant AS_OF = Instant.parse("2026-01-20T10:55:00Z");

  private ServiceEvent variance;
  private ServiceEvent killSwitch;

  @BeforeEach
  void twoEvents() throws FormatException {
    variance =
        EventJson.read(
            """
            {"eventId":"e-1","type":"variance","transition":"OPENED","serviceId":"a",\
            "asOf":"2026-01-20T10:55:00Z","planVersion":1,"incidentId":"i-1","targetId":"x",\
            "metric":"margin","window":"WEEK","windowStart":"2026-01-13T10:00:00Z",\
            "windowEnd":"2026-01-20T10:55:00Z","actual":"1","target":"2","excess":"1",\
            "severity":"CRITICAL","since":"2026-01-20T10:45:00Z",\
            "openedAt":"2026-01-20T10:55:00Z","leaves":[],"flows":[],"accrued":"0",\
            "headline":"Less."}\
            """);
    killSwitch =
        EventJson.read(
            """
            {"eventId":"e-2","type":"kill-switch","transition":"WARNED","serviceId":"b",\
            "asOf":"2026-01-20T10:55:00Z","planVersion":1,"ruleId":"x","action":"DEFUND",\
            "mode":"ENFORCE","observed":[],"headline":"Beware."}\
            """);
  }

  @Test
  void allIsAll() {
    assertThat(EventFilter.ALL).accepts(variance, killSwitch);
  }

  @Test
  void byServiceAndTime() {
    assertThat(filter(Set.of("a"), null)).accepts(variance).rejects(killSwitch);
    assertThat(filter(Set.of(), AS_OF)).accepts(variance, killSwitch);
    assertThat(filter(Set.of(), AS_OF.plusMillis(1))).rejects(variance, killSwitch);
  }

  @Test
  void byKindAndTransition() {
    assertThat(of(Set.of(EventFilter.Kind.VARIANCE), Set.of(), Set.of()))
        .accepts(variance)
        .rejects(killSwitch);
    assertThat(of(Set.of(EventFilter.Kind.KILL_SWITCH), Set.of(), Set.of()))
        .accepts(killSwitch)
        .rejects(variance);
    assertThat(of(Set.of(), Set.of("WARNED", "TRIPPED"), Set.of()))
        .accepts(killSwitch)
        .rejects(variance);
  }

  @Test
  void onlyVariancesAreSevere() {
    assertThat(of(Set.of(), Set.of(), Set.of("CRITICAL"))).accepts(variance).rejects(killSwitch);
    assertThat(of(Set.of(), Set.of(), Set.of("WARNING"))).rejects(variance, killSwitch);
  }

  @Test
  void aTargetIsNoRuleThoughTheyHaveTheSameId() {
    assertThat(named(Set.of("x"), Set.of())).accepts(variance).rejects(killSwitch);
    assertThat(named(Set.of(), Set.of("x"))).accepts(killSwitch).rejects(variance);
    assertThat(named(Set.of("x"), Set.of("x"))).accepts(variance, killSwitch);
    assertThat(named(Set.of("y"), Set.of("y"))).rejects(variance, killSwitch);
  }

  private static EventFilter filter(Set<String> services, Instant from) {
    return new EventFilter(services, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), from);
  }

  private static EventFilter of(
      Set<EventFilter.Kind> kinds, Set<String> transitions, Set<String> severities) {
    return new EventFilter(Set.of(), kinds, transitions, severities, Set.of(), Set.of(), null);
  }

  private static EventFilter named(Set<String> targets, Set<String> rules) {
    return new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(), targets, rules, null);
  }
}
