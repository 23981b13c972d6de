package io.tripline.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.inmemory.MapShelf;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Figures that can be checked on paper. */
class AccountsTest {
  private static final String SERVICE = "cloud-migration";
  private static final long SLICE = Slices.FIVE_MINUTES.length();

  /** A Monday. */
  private static final long MONDAY = at("2026-01-05T00:00:00Z");

  private final TreeMap<Long, List<Fact>> facts = new TreeMap<>();
  private final TreeMap<Long, List<LaborPosting>> postings = new TreeMap<>();
  private final MapShelf<Long, HourBook> hours = new MapShelf<>();
  private final MapShelf<String, TicketHistory> tickets = new MapShelf<>();
  private final MapShelf<Long, LaborHour> labor = new MapShelf<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Accounts accounts =
      new Accounts(
          new LedgerSettings(Slices.FIVE_MINUTES, Calendars.standard()),
          SERVICE,
          null,
          new Accounts.Shelves(hours, tickets, labor));
  private long next = MONDAY + SLICE;
  private int names;

  @Test
  void chargesAreSpreadAndWhatIsNotBilledYetIsAccrued() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-06T12:00:00Z", charge(24, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"));

    Figures day = positionAt("2026-01-06T13:00:00Z").figures(Window.DAY);

    // 11 of the bill's 24 hours, and 13 hours of the 168 a week that are to cost 2,500
    assertThat(day.actual().spend(CostCategory.CLOUD)).isEqualTo(11_000_000);
    assertThat(day.accrued())
        .containsEntry(CostCategory.CLOUD, accrual(37 * 12 - 1) - accrual(24 * 12 - 1));
    assertThat(day.planned().spend())
        .containsEntry(CostCategory.CLOUD, accrual(37 * 12 - 1) - accrual(13 * 12 - 1));
  }

  @Test
  void aChargeThatBeginsWithinASliceLeavesTheHourWithThatSlice() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T10:31:00Z", charge(60, "2026-01-05T10:02:00Z", "2026-01-05T11:02:00Z"));

    Tally before = positionAt("2026-01-05T11:00:00Z").figures(Window.HOUR).actual();
    Tally after = positionAt("2026-01-05T11:05:00Z").figures(Window.HOUR).actual();

    assertThat(before.spend(CostCategory.CLOUD)).isEqualTo(58_000_000);
    assertThat(after.spend(CostCategory.CLOUD)).isEqualTo(57_000_000);
  }

  @Test
  void windowsAreNotFullBeforeThePlanHasBeenInForceForTheirLength() {
    known("2026-01-05T00:00:00Z", plan(1));

    assertThat(positionAt("2026-01-05T01:00:00Z").figures(Window.HOUR)).isNull();
    assertThat(positionAt("2026-01-05T01:05:00Z").figures(Window.HOUR)).isNotNull();
    assertThat(positionAt("2026-01-06T00:00:00Z").figures(Window.PLAN)).isNull();
    assertThat(positionAt("2026-01-06T00:05:00Z").figures(Window.PLAN)).isNotNull();
    assertThat(positionAt("2026-01-06T00:55:00Z").figures(Window.DAY)).isNull();
    assertThat(positionAt("2026-01-06T01:00:00Z").figures(Window.DAY)).isNotNull();
  }

  @Test
  void unitsEarnByThePlanInForceWhenTheyWereDeliveredAndReopeningTakesThatBack() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T10:01:00Z", change("T-1", TicketChange.RESOLVED, "2026-01-05T10:00:00Z"));
    known("2026-01-05T11:01:00Z", change("T-1", TicketChange.RESOLVED, "2026-01-05T11:00:00Z"));
    known("2026-01-05T12:01:00Z", billed("T-2", "2026-01-05T12:00:00Z", 500_000_000));
    known("2026-01-05T12:02:00Z", billed("T-0", "2026-01-04T12:00:00Z", 700_000_000));
    Figures before = positionAt("2026-01-06T01:00:00Z").figures(Window.DAY);
    known("2026-01-06T02:01:00Z", change("T-2", TicketChange.REOPENED, "2026-01-05T13:00:00Z"));
    Figures after = positionAt("2026-01-06T02:05:00Z").figures(Window.DAY);

    assertThat(before.actual().of(Measure.UNITS)).isEqualTo(2);
    assertThat(before.actual().of(Measure.EARNED)).isEqualTo(12_500_000_000L);
    assertThat(after.actual().of(Measure.UNITS)).isEqualTo(1);
    assertThat(after.actual().of(Measure.EARNED)).isEqualTo(12_000_000_000L);
  }

  @Test
  void aChangeKnownLateTurnsWhatComesAfterIt() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T10:01:00Z", change("T-1", TicketChange.RESOLVED, "2026-01-05T10:00:00Z"));
    known("2026-01-05T12:01:00Z", change("T-1", TicketChange.RESOLVED, "2026-01-05T12:00:00Z"));
    known("2026-01-06T01:01:00Z", change("T-1", TicketChange.REOPENED, "2026-01-05T11:00:00Z"));

    Tally day = positionAt("2026-01-06T02:00:00Z").figures(Window.DAY).actual();
    Statement noon = last("2026-01-05T12:00:00Z");

    assertThat(day.of(Measure.UNITS)).isEqualTo(1);
    assertThat(last("2026-01-05T11:00:00Z").measures().units()).isEqualTo(-1);
    assertThat(noon.measures().units()).isEqualTo(1);
    assertThat(noon.revision()).isEqualTo(1);
  }

  @Test
  void handedOffTicketsWaitUntilTheirNextChange() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T10:02:00Z", change("T-1", TicketChange.HANDED_OFF, "2026-01-05T10:00:00Z"));
    known("2026-01-05T10:32:00Z", change("T-2", TicketChange.HANDED_OFF, "2026-01-05T10:30:00Z"));
    known("2026-01-05T10:47:00Z", change("T-1", TicketChange.DECIDED, "2026-01-05T10:45:30Z"));
    known("2026-01-05T11:02:00Z", change("T-2", TicketChange.RESOLVED, "2026-01-05T11:00:00Z"));

    Position position = positionAt("2026-01-05T11:05:00Z");
    Figures hour = position.figures(Window.HOUR);

    // of [10:05, 11:05): T-1 waited 40.5 minutes, T-2 30
    assertThat(hour.actual().of(Measure.HANDOFF_WAITING)).isEqualTo(70 * 60_000 + 30_000);
    assertThat(Metrics.actual(Metric.HANDOFF_WAITING, Window.HOUR, position))
        .isEqualTo(Rational.of(141, 120));
    assertThat(last("2026-01-05T10:00:00Z").measures().handoffs()).isEqualTo(2);
  }

  @Test
  void laborIsComparedAsFarAsFinanceHasBilledIt() {
    known("2026-01-05T00:00:00Z", plan(1));
    for (long slice = MONDAY + SLICE; slice < MONDAY + 2 * Slices.DAY; slice += SLICE) {
      allocated(slice, 1_000_000);
    }
    known("2026-01-06T12:00:00Z", laborBill(300, "2026-01-05T00:00:00Z", "2026-01-06T00:02:00Z"));

    Position position = positionAt("2026-01-06T13:00:00Z");
    Position.BilledLabor day = position.billedLabor(Window.DAY);
    Position.BilledLabor life = position.billedLabor(Window.PLAN);

    // the bill ends within a slice, which is not billed: 11 hours of the day, 287 slices of the
    // life
    assertThat(day.allocated()).isEqualTo(11 * 12 * 1_000_000);
    assertThat(life.allocated()).isEqualTo(287_000_000);
    assertThat(day.finance()).isEqualTo(bill(24 * 60) - bill(13 * 60));
    assertThat(life.finance()).isEqualTo(bill(24 * 60) - bill(5));
    assertThat(position.billedLabor(Window.HOUR)).isNull();
  }

  @Test
  void aBillOlderThanTheHorizonTouchesThePlanAlone() {
    known("2026-01-05T00:00:00Z", plan(1));
    positionAt("2026-01-20T00:00:00Z");
    int stated = statements.size();
    known("2026-01-20T00:01:00Z", charge(24, "2026-01-08T00:00:00Z", "2026-01-09T00:00:00Z"));

    Position position = positionAt("2026-01-20T00:05:00Z");

    assertThat(position.figures(Window.PLAN).actual().spend(CostCategory.CLOUD))
        .isEqualTo(24_000_000);
    assertThat(position.figures(Window.WEEK).actual().spend(CostCategory.CLOUD)).isZero();
    assertThat(statements).hasSize(stated);
  }

  @Test
  void theOriginalBaselineIsThatOfTheFirstVersionUntilThePlanIsClosed() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T12:00:00Z", plan(2));
    Figures life = positionAt("2026-01-07T00:00:00Z").figures(Window.PLAN);
    known(
        "2026-01-07T00:00:00Z", new PlanClosed(id(), at("2026-01-07T00:00:00Z"), SERVICE, "over"));
    known("2026-01-08T00:00:00Z", plan(3));
    Position without = positionAt("2026-01-07T12:00:00Z");
    Figures second = positionAt("2026-01-10T00:00:00Z").figures(Window.PLAN);

    // three units a working day; the second version plans twice as many, the third three times
    assertThat(life.original().units()).isEqualTo(2 * 1_200_000);
    assertThat(life.planned().units()).isEqualTo(2 * 1_200_000 + 1_200_000 * 295 / 480 + 1_200_000);
    assertThat(without.plan()).isNull();
    assertThat(without.lastPlan().version()).isEqualTo(2);
    assertThat(second.start()).isEqualTo(at("2026-01-08T00:05:00Z"));
    assertThat(second.planned()).isEqualTo(second.original());
    assertThat(second.original().units()).isEqualTo(2 * 3_600_000);
  }

  @Test
  void statementsBeginWithTheFirstHourThatHoldsAnything() {
    known("2026-01-05T10:01:00Z", charge(1, "2026-01-05T09:59:00Z", "2026-01-05T09:59:00Z"));
    positionAt("2026-01-05T12:00:00Z");
    known("2026-01-05T12:01:00Z", charge(1, "2026-01-05T06:00:00Z", "2026-01-05T06:00:00Z"));
    positionAt("2026-01-05T13:00:00Z");

    assertThat(statements)
        .extracting(Statement::hour, Statement::revision, Statement::asOf)
        .containsExactly(
            stated("09:00", 0, "10:05"),
            stated("10:00", 0, "11:00"),
            stated("11:00", 0, "12:00"),
            stated("06:00", 0, "12:05"),
            stated("07:00", 0, "12:05"),
            stated("08:00", 0, "12:05"),
            stated("12:00", 0, "13:00"));
  }

  @Test
  void aCorrectionThatComesToNothingIsNoRevision() {
    known("2026-01-05T10:01:00Z", charge(1, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"));
    positionAt("2026-01-05T12:00:00Z");
    known("2026-01-05T12:01:00Z", charge(5, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"));
    known("2026-01-05T12:02:00Z", charge(-5, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"));
    positionAt("2026-01-05T13:00:00Z");

    assertThat(last("2026-01-05T09:00:00Z").revision()).isZero();
  }

  @Test
  void aFeedIsSilentInWorkingTime() {
    known("2026-01-05T00:00:00Z", plan(1));
    long heard = at("2026-01-05T16:30:00Z");
    known(
        "2026-01-05T16:30:00Z",
        new CostRecorded(id(), heard, SERVICE, CostCategory.CLOUD, 1, heard, heard, null));

    Position position = positionAt("2026-01-06T09:45:00Z");

    assertThat(position.silence(Feed.COST)).isEqualTo(new Position.Silence(75 * 60_000, 3_600_000));
    assertThat(position.silence(Feed.TICKET)).isNull();
    assertThat(position.frozen(Metric.COST)).isTrue();
    assertThat(position.frozen(Metric.UNITS)).isFalse();
  }

  @Test
  void whatIsPostedWithoutAPlanIsSeenForADay() {
    known("2026-01-05T10:01:00Z", charge(3, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"));

    assertThat(positionAt("2026-01-05T10:05:00Z").unplanned().cost()).isEqualTo(3_000_000);
    assertThat(positionAt("2026-01-06T10:00:00Z").unplanned().any()).isTrue();
    assertThat(positionAt("2026-01-06T10:05:00Z").unplanned().any()).isFalse();
  }

  @Test
  void nothingStaysOnTheShelvesForEver() {
    known("2026-01-05T00:00:00Z", plan(1));
    known("2026-01-05T10:01:00Z", change("T-1", TicketChange.HANDED_OFF, "2026-01-05T10:00:00Z"));
    known("2026-01-05T10:01:00Z", laborBill(1, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"));
    positionAt("2026-02-01T00:00:00Z");
    assertThat(tickets.contents()).hasSize(1);
    assertThat(labor.contents()).hasSize(1);
    assertThat(hours.contents()).hasSizeBetween(192, 194);

    positionAt("2026-04-07T00:00:00Z");

    assertThat(tickets.contents()).isEmpty();
    assertThat(labor.contents()).isEmpty();
    assertThat(hours.contents()).hasSizeBetween(192, 194);
    assertThat(accounts.state().tickets()).isEqualTo(Tickets.State.EMPTY);
  }

  private Position positionAt(String instant) {
    Position position = null;
    for (; next <= at(instant); next += SLICE) {
      List<Fact> known = facts.getOrDefault(next, List.of());
      Accounts.Settled settled =
          accounts.book(
              next, known, postings.getOrDefault(next - SLICE, List.of()), (cost, from, to) -> {});
      statements.addAll(settled.statements());
      position = settled.position();
      for (Window window : Window.values()) {
        position.figures(window);
        position.billedLabor(window);
      }
      accounts.turn(known);
    }
    return position;
  }

  private void known(String recordedAt, Fact fact) {
    facts
        .computeIfAbsent(Slices.FIVE_MINUTES.tickKnowing(at(recordedAt)), tick -> new ArrayList<>())
        .add(fact);
  }

  private void allocated(long slice, long micros) {
    postings.put(
        slice,
        List.of(
            new LaborPosting(
                SERVICE, slice, "p-1", 0, 0, 0, 0, 0, 0, micros, 0, List.of(), List.of())));
  }

  private Statement last(String hour) {
    return statements.stream()
        .filter(statement -> statement.hour() == at(hour))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Tuple stated(String hour, int revision, String asOf) {
    return Tuple.tuple(
        at("2026-01-05T" + hour + ":00Z"), revision, at("2026-01-05T" + asOf + ":00Z"));
  }

  /** What 2,500 a week comes to in so many slices. */
  private static long accrual(long slices) {
    return 2_500_000_000L * slices / (168 * 12);
  }

  /** What the bill of 300 over 1,442 minutes comes to in so many of them. */
  private static long bill(long minutes) {
    return 300_000_000L * minutes / 1_442;
  }

  private CostRecorded charge(long amount, String start, String end) {
    return new CostRecorded(
        id(), 0, SERVICE, CostCategory.CLOUD, amount * 1_000_000, at(start), at(end), null);
  }

  private CostRecorded laborBill(long amount, String start, String end) {
    return new CostRecorded(
        id(), 0, SERVICE, CostCategory.LABOR, amount * 1_000_000, at(start), at(end), null);
  }

  private TicketChanged change(String ticket, TicketChange change, String at) {
    Decision decision = change == TicketChange.DECIDED ? Decision.ACCEPTED : null;
    return new TicketChanged(
        id(), 0, at(at), SERVICE, ticket, "ASSESSMENT", change, null, decision, "a", "b", null);
  }

  private TicketChanged billed(String ticket, String at, long micros) {
    return new TicketChanged(
        id(),
        0,
        at(at),
        SERVICE,
        ticket,
        "ASSESSMENT",
        TicketChange.RESOLVED,
        micros,
        null,
        null,
        null,
        null);
  }

  private PlanPublished plan(int version) {
    Baseline baseline =
        new Baseline(
            6_000_000L * version,
            null,
            List.of(new Baseline.TeamRole("architect", 6_000_000, 120_000_000)),
            Map.of(CostCategory.CLOUD, 2_500_000_000L));
    return new PlanPublished(
        id(),
        0,
        new Plan(
            SERVICE,
            version,
            null,
            "Cloud Migration",
            null,
            Plan.Objective.CUSTOMER_ACQUISITION,
            Map.of(),
            List.of("cfo"),
            "office",
            new Plan.Unit("assessment", List.of("ASSESSMENT"), 12_000_000_000L),
            baseline,
            Map.of(Feed.COST, 3_600_000L),
            List.of(),
            List.of()));
  }

  private FactId id() {
    return new FactId("test", "f-" + names++);
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
