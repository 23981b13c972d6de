package io.tripline.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.backtest.report.Diversions.Amount;
import io.tripline.backtest.report.Diversions.Route;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.Statement.Diverted;
import io.tripline.outlet.People;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiversionsTest {
  private static final String SERVICE = "cloud";
  private final Diversions diversions = new Diversions();
  private People people = People.NAMED;

  @Test
  void aDayIsNettedByPersonAndService() {
    take("2026-01-05T22:00:00Z", List.of(diverted("ann", "legacy", 60)), List.of());
    take("2026-01-05T23:00:00Z", List.of(), List.of(diverted("ann", "legacy", 45)));

    assertThat(netOut("2026-01-05")).isEqualTo(15);
  }

  @Test
  void whatCameFromElsewhereOrWithSomebodyElseIsNotNetted() {
    take(
        "2026-01-05T10:00:00Z",
        List.of(diverted("ann", "legacy", 60)),
        List.of(diverted("ann", "chat", 50), diverted("bob", "legacy", 40)));

    assertThat(netOut("2026-01-05")).isEqualTo(60);
  }

  @Test
  void everyDayStandsAlone() {
    take("2026-01-05T23:00:00Z", List.of(diverted("ann", "legacy", 60)), List.of());
    take("2026-01-06T00:00:00Z", List.of(), List.of(diverted("ann", "legacy", 60)));
    take("2026-01-08T00:00:00Z", List.of(diverted("ann", "legacy", 7)), List.of());

    assertThat(netOut("2026-01-05")).isEqualTo(60);
    assertThat(netOut("2026-01-06")).isZero();
    assertThat(netOut("2026-01-07")).isZero();
    assertThat(netOut("2026-01-08")).isEqualTo(7);
  }

  @Test
  void overTheRunWaysAreAddedUpGross() {
    take("2026-01-05T10:00:00Z", List.of(diverted("ann", "legacy", 60)), List.of());
    take("2026-01-07T10:00:00Z", List.of(diverted("ann", "legacy", 5)), List.of());
    take("2026-01-07T11:00:00Z", List.of(), List.of(diverted("ann", "legacy", 3)));

    assertThat(diversions.routes())
        .containsExactly(
            Map.entry(new Route("ann", "engineer", SERVICE, "legacy"), new Amount(65, 130)),
            Map.entry(new Route("ann", "engineer", "legacy", SERVICE), new Amount(3, 6)));
  }

  @Test
  void whoIsNotToBeNamedIsNettedAsBefore() {
    people = People.LEFT_OUT;
    take(
        "2026-01-05T10:00:00Z",
        List.of(diverted("ann", "legacy", 60)),
        List.of(diverted("bob", "legacy", 40)));

    assertThat(netOut("2026-01-05")).isEqualTo(60);
    assertThat(diversions.routes().keySet())
        .containsExactly(
            new Route("", "engineer", SERVICE, "legacy"),
            new Route("", "engineer", "legacy", SERVICE));
  }

  private void take(String hour, List<Diverted> out, List<Diverted> in) {
    Statement.Planned nothing = new Statement.Planned(0, 0, 0, 0, Map.of(), 0);
    long start = Instant.parse(hour).toEpochMilli();
    Statement statement =
        new Statement(
            SERVICE,
            start,
            0,
            start,
            new Statement.Measures(
                0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, out, in, 0, 0, 0, 0, 0, 0, 0),
            nothing,
            nothing);
    diversions.take(statement, people.in(statement));
  }

  private static Diverted diverted(String person, String other, long millis) {
    return new Diverted(person, "engineer", other, millis, 2 * millis);
  }

  private long netOut(String date) {
    return diversions.netOut(LocalDate.parse(date));
  }
}
