package io.tripline.backtest.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripline.history.FactCollector;
import io.tripline.history.SortedHistory;
import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.oracle.RandomHistory;
import io.tripline.oracle.Seeds;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HindsightTest {
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  @TempDir private Path directory;
  private int ids;

  @Test
  void factsAreKnownWhenTheyHappenButNotBeforeTheHistoryBegins() throws Exception {
    Hindsight.Seen seen =
        seen(
            cost(START + 3 * DAY, START + DAY),
            cost(START, START - DAY),
            ticket("t", START + 2 * DAY, START + HOUR),
            allocation("a", START + DAY, START - 100 * DAY, false),
            status(START + HOUR));

    assertThat(facts(seen))
        .extracting(Fact::feed, Fact::recordedAt)
        .containsExactly(
            tuple(Feed.COST, START),
            tuple(Feed.ALLOCATION, START),
            tuple(Feed.GOVERNANCE, START + HOUR),
            tuple(Feed.TICKET, START + HOUR),
            tuple(Feed.COST, START + DAY));
    assertThat(seen.feeds().get(Feed.COST))
        .isEqualTo(new FeedHindsight(2, 1, 2 * DAY, 2 * DAY, 0, 0));
    assertThat(seen.feeds()).doesNotContainKey(Feed.GOVERNANCE);
  }

  @Test
  void whatIsKnownInAdvanceStaysKnownInAdvance() throws Exception {
    assertThat(facts(seen(allocation("a", START, START + 9 * DAY, false))))
        .extracting(Fact::recordedAt)
        .containsExactly(START);
  }

  @Test
  void ofWorkAndAllocationsTheLastVersionStands() throws Exception {
    Hindsight.Seen seen =
        seen(
            work("w", START + HOUR, START, null, false),
            work("w", START + 2 * HOUR, START + 10, START + HOUR, false),
            work("gone", START + HOUR, START, null, false),
            work("gone", START + 2 * HOUR, START, null, true),
            allocation("a", START, START, false),
            allocation("a", START + DAY, START + HOUR, false));

    assertThat(facts(seen)).hasSize(2);
    TicketChanged stands =
        facts(seen).stream()
            .filter(TicketChanged.class::isInstance)
            .map(TicketChanged.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(stands.work().end()).isEqualTo(START + HOUR);
    assertThat(stands.recordedAt()).isEqualTo(START + 10);
    assertThat(seen.feeds().get(Feed.TICKET).replaced()).isEqualTo(2);
    assertThat(seen.feeds().get(Feed.ALLOCATION).replaced()).isEqualTo(1);
  }

  @Test
  void duplicatesAreNoMoreAndAWorksPersonIsWhoItWas() throws Exception {
    CostRecorded bill = cost(START + DAY, START);
    TicketChanged other = work("w", START + 3 * HOUR, START, START + HOUR, false);
    TicketChanged stolen =
        new TicketChanged(
            other.id(),
            other.recordedAt(),
            other.occurredAt(),
            other.serviceId(),
            other.ticketId(),
            other.ticketType(),
            other.change(),
            null,
            null,
            null,
            null,
            new Work("w", "somebody else", WorkBasis.LOGGED, START, START + HOUR, false));

    Hindsight.Seen seen =
        seen(
            bill,
            new CostRecorded(
                bill.id(), START + 2 * DAY, "cloud", CostCategory.CLOUD, 7, START, START + 1, null),
            work("w", START + HOUR, START, START + HOUR, false),
            stolen);

    assertThat(facts(seen)).hasSize(2);
    assertThat(facts(seen))
        .filteredOn(CostRecorded.class::isInstance)
        .extracting(fact -> ((CostRecorded) fact).amount())
        .containsExactly(bill.amount());
    assertThat(facts(seen))
        .filteredOn(TicketChanged.class::isInstance)
        .extracting(fact -> ((TicketChanged) fact).work().personId())
        .containsExactly("p-1");
  }

  @Test
  void whatCameTooLateCounts() throws Exception {
    Hindsight.Seen seen =
        seen(
            status(START),
            work("late", START + 20 * DAY, START + DAY, START + DAY + HOUR, false),
            handOff("t", START + 20 * DAY, START + DAY));

    assertThat(facts(seen))
        .extracting(Fact::recordedAt)
        .containsExactly(START, START + DAY, START + DAY);
    assertThat(seen.feeds().get(Feed.TICKET).tooOld()).isEqualTo(2);
  }

  @Test
  void aNameThatIsForgottenStandsForSomethingNew() throws Exception {
    Hindsight.Seen seen =
        seen(
            work("w", START, START, START + HOUR, false),
            work("w", START + 200 * DAY, START + 200 * DAY, START + 201 * DAY, false));

    assertThat(facts(seen)).hasSize(2);
    assertThat(seen.feeds().get(Feed.TICKET).replaced()).isZero();
  }

  @Test
  void whatWasToldApartByKnownTimeStillIs() throws Exception {
    FactId id = new FactId("erp", "reused");
    Hindsight.Seen seen =
        seen(
            new CostRecorded(id, START + DAY, "cloud", CostCategory.CLOUD, 1, START, START, null),
            new CostRecorded(
                id, START + 9 * DAY, "cloud", CostCategory.CLOUD, 2, START, START, null));

    assertThat(facts(seen))
        .extracting(Fact::recordedAt, fact -> fact.id().eventId())
        .containsExactly(
            tuple(START + DAY, reused(START + DAY)), tuple(START + DAY, reused(START + 9 * DAY)));
  }

  static List<Long> seeds() {
    return Seeds.of("hindsight", 10);
  }

  /** Where nothing came too late to count, the books end up the same; only their way differs. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theBooksEndUpTheSame(long seed) throws Exception {
    RandomHistory history = RandomHistory.of(seed);
    List<Fact> facts = inTime(history.facts());
    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(seed));

    Hindsight.Seen seen = seen(history.slices(), shuffled.toArray(Fact[]::new));

    long from = InMemoryJob.defaultFrom(history.slices(), facts);
    long to = InMemoryJob.defaultTo(history.slices(), facts);
    assertThat(last(history.settings(), facts(seen), from, to))
        .containsExactlyEntriesOf(last(history.settings(), facts, from, to))
        .isNotEmpty();
  }

  /** Those whose last version is known within a week of when any version of it begins. */
  private static List<Fact> inTime(List<Fact> facts) {
    Map<String, Long> begins = new TreeMap<>();
    Map<String, Long> known = new TreeMap<>();
    for (Fact fact : facts) {
      begins.merge(name(fact), Hindsight.happened(fact), Math::min);
      known.merge(name(fact), fact.recordedAt(), Math::max);
    }
    return facts.stream()
        .filter(fact -> known.get(name(fact)) - begins.get(name(fact)) < 7 * DAY)
        .toList();
  }

  private static String name(Fact fact) {
    String key = UpsertRegister.key(fact);
    return key == null ? fact.feed() + " " + fact.id() : key;
  }

  /** The last statements, but of hours in which nothing is left of what was once known of them. */
  private static Map<String, Object> last(
      LedgerSettings settings, Collection<Fact> facts, long from, long to) {
    Map<String, Object> last = new TreeMap<>();
    for (Statement statement : new InMemoryJob(settings).run(facts, from, to).statements()) {
      Statement.Measures measures = statement.measures();
      String hour = statement.serviceId() + "@" + Instant.ofEpochMilli(statement.hour());
      if (measures.equals(nothing(measures.retainer()))) {
        last.remove(hour);
      } else {
        last.put(hour, measures);
      }
    }
    return last;
  }

  private static Statement.Measures nothing(long retainer) {
    return new Statement.Measures(
        0, retainer, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, 0, 0, 0, 0,
        0);
  }

  private Hindsight.Seen seen(Fact... facts) throws IOException {
    return seen(Slices.FIVE_MINUTES, facts);
  }

  private Hindsight.Seen seen(Slices slices, Fact... facts) throws IOException {
    try (FactCollector collector =
        new FactCollector(Files.createDirectories(directory.resolve("then")))) {
      for (Fact fact : facts) {
        collector.take(new Admissible(fact, new Origin("made up", 1), null));
      }
      return Hindsight.of(
          collector.sorted(Calendars.standard()),
          slices,
          Files.createDirectories(directory.resolve("now")));
    }
  }

  private static List<Fact> facts(Hindsight.Seen seen) throws IOException {
    List<Fact> facts = new ArrayList<>();
    SortedHistory history = seen.history();
    history.forEach(facts::add);
    return facts;
  }

  private CostRecorded cost(long recordedAt, long start) {
    return new CostRecorded(
        id(), recordedAt, "cloud", CostCategory.CLOUD, 1_000_000, start, start + HOUR, null);
  }

  private TicketChanged ticket(String ticketId, long recordedAt, long occurredAt) {
    return change(ticketId, recordedAt, occurredAt, TicketChange.OPENED, null);
  }

  private TicketChanged handOff(String ticketId, long recordedAt, long occurredAt) {
    return change(ticketId, recordedAt, occurredAt, TicketChange.HANDED_OFF, null);
  }

  private TicketChanged work(
      String workId, long recordedAt, long start, Long end, boolean withdrawn) {
    return change(
        "t",
        recordedAt,
        recordedAt,
        TicketChange.WORK,
        new Work(workId, "p-1", WorkBasis.LOGGED, start, end, withdrawn));
  }

  private TicketChanged change(
      String ticketId, long recordedAt, long occurredAt, TicketChange change, Work work) {
    boolean handedOff = change == TicketChange.HANDED_OFF;
    return new TicketChanged(
        id(),
        recordedAt,
        occurredAt,
        "cloud",
        ticketId,
        "INCIDENT",
        change,
        null,
        null,
        handedOff ? "first" : null,
        handedOff ? "second" : null,
        work);
  }

  private AllocationChanged allocation(
      String allocationId, long recordedAt, long start, boolean withdrawn) {
    return new AllocationChanged(
        id(),
        recordedAt,
        allocationId,
        "p-1",
        "architect",
        "cloud",
        1_000_000,
        100_000_000,
        "office",
        start,
        null,
        withdrawn);
  }

  private StatusReported status(long recordedAt) {
    return new StatusReported(id(), recordedAt, "cloud", ReportedStatus.GREEN, "pmo");
  }

  private static String reused(long recordedAt) {
    return String.format(Locale.ROOT, "%015d@reused", recordedAt);
  }

  private FactId id() {
    return new FactId("test", "f-" + ++ids);
  }
}
