package io.tripline.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.Timesheet;
import io.tripline.oracle.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of a service that goes its ordinary way for weeks. */
class SteadyServicesTest {
  private static final Slices TEN_MINUTES = new Slices(600_000L);
  private static final Slices HOURS = new Slices(Slices.HOUR);

  static List<Long> seeds() {
    return Seeds.of("healthy", 5);
  }

  @ParameterizedTest(name = "HEALTHY_SERVICE_IS_SILENT, seed {0}")
  @MethodSource("seeds")
  void aHealthyServiceIsSilent(long seed) {
    assertThat(run(Slices.FIVE_MINUTES, new SteadyServices(seed, 3).facts(), 3).events()).isEmpty();
  }

  @Test
  void aServiceIsNotSilentIfPeopleWorkElsewhere() {
    List<Fact> facts = new SteadyServices(1, 1).withWorkingElsewhere(3).facts();
    assertThat(run(TEN_MINUTES, facts, 1).events())
        .extracting(ServiceEvent::subjectId)
        .contains("fidelity", "fidelity-day");
  }

  @Test
  void aServiceIsNotSilentIfTwoUnitsAreLate() {
    List<Fact> facts = new SteadyServices(1, 3).facts();
    facts.removeIf(SteadyServicesTest::isOfTheThirdWeeksUnits);
    assertThat(run(TEN_MINUTES, facts, 3).events())
        .extracting(ServiceEvent::subjectId)
        .contains("margin");
  }

  @Test
  void aServiceIsNotSilentWithoutBills() {
    List<Fact> facts = new SteadyServices(1, 1).facts();
    facts.removeIf(
        fact ->
            fact instanceof CostRecorded
                && fact.recordedAt() > SteadyServices.START + 2 * Slices.DAY);
    assertThat(run(TEN_MINUTES, facts, 1).events())
        .extracting(ServiceEvent::subjectId)
        .containsOnly("silence-cost");
  }

  private static boolean isOfTheThirdWeeksUnits(Fact fact) {
    return fact instanceof TicketChanged change
        && (change.ticketId().equals("unit-14") || change.ticketId().equals("unit-15"));
  }

  /**
   * Tickets are remembered for 90 days, so a history of 15 weeks has filled whatever is to be
   * filled.
   */
  @Test
  void stateIsBoundedByWindows() {
    Weight after15 = Weight.of(run(HOURS, new SteadyServices(3, 15).facts(), 15));
    Weight after30 = Weight.of(run(HOURS, new SteadyServices(3, 30).facts(), 30));
    assertThat(after30.hours()).isLessThanOrEqualTo(after15.hours());
    assertThat(after30.labor()).isLessThanOrEqualTo(after15.labor());
    assertThat(after30.tickets()).isLessThanOrEqualTo(after15.tickets() + 1);
    assertThat(after30.state()).isLessThan(after15.state() * 21 / 20);
  }

  @Test
  void aPersonsStateIsBoundedByWindows() {
    assertThat(personsState(30)).isLessThan(personsState(4) * 21 / 20);
  }

  private static int personsState(int weeks) {
    LedgerSettings settings = new LedgerSettings(HOURS, Calendars.standard());
    Timesheet timesheet = new Timesheet(settings, "person-1", null);
    Map<Long, List<Fact>> known = new TreeMap<>();
    for (Fact fact : new SteadyServices(3, weeks).facts()) {
      if (isAbout("person-1", fact)) {
        known
            .computeIfAbsent(HOURS.tickKnowing(fact.recordedAt()), tick -> new ArrayList<>())
            .add(fact);
      }
    }
    long end = SteadyServices.START + weeks * 7L * Slices.DAY;
    for (long tick = SteadyServices.START + Slices.HOUR; tick <= end; tick += Slices.HOUR) {
      timesheet.tick(tick, known.getOrDefault(tick, List.of()));
    }
    return timesheet.state().toString().length();
  }

  private static boolean isAbout(String person, Fact fact) {
    return fact instanceof AllocationChanged allocation
        ? allocation.personId().equals(person)
        : fact instanceof TicketChanged change
            && change.work() != null
            && change.work().personId().equals(person);
  }

  @Test
  void stateGrowsUntilWindowsAreFull() {
    Weight after1 = Weight.of(run(HOURS, new SteadyServices(3, 1).facts(), 1));
    Weight after15 = Weight.of(run(HOURS, new SteadyServices(3, 15).facts(), 15));
    assertThat(after1.state()).isLessThan(after15.state());
    assertThat(after1.tickets()).isLessThan(after15.tickets());
  }

  /** How much is remembered of all services: entries on the shelves, and characters of state. */
  private record Weight(int hours, int tickets, int labor, int state) {
    static Weight of(InMemoryJob.Result result) {
      int hours = 0;
      int tickets = 0;
      int labor = 0;
      int state = 0;
      for (InMemoryJob.Service service : result.ledgers().values()) {
        hours += service.hours.contents().size();
        tickets += service.tickets.contents().size();
        labor += service.labor.contents().size();
        state += service.ledger.state().toString().length();
      }
      return new Weight(hours, tickets, labor, state);
    }
  }

  private static InMemoryJob.Result run(Slices slices, List<Fact> facts, int weeks) {
    return new InMemoryJob(new LedgerSettings(slices, Calendars.standard()))
        .run(facts, SteadyServices.START, SteadyServices.START + weeks * 7L * Slices.DAY);
  }
}
