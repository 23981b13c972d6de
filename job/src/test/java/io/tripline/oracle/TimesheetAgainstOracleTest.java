package io.tripline.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.oracle.OracleTimes.Place;
import io.tripline.oracle.PersonTime.Leg;
import io.tripline.oracle.PersonTime.TimeCost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What timesheets post adds up, whenever asked, to what the oracle makes of all facts known. */
class TimesheetAgainstOracleTest {
  static List<Long> seeds() {
    return Seeds.of("timesheet", 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void postingsAddUpToTheOraclesTimes(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    OracleTimes oracle = new OracleTimes(history.slices(), OracleCalendar.all(history.calendars()));
    Posted posted = new Posted(history);
    long first = history.slices().tickKnowing(history.facts().get(0).recordedAt());
    long last = InMemoryJob.defaultTo(history.slices(), history.facts());
    Map<Long, List<Fact>> known = new TreeMap<>();
    for (Fact fact : history.facts()) {
      known
          .computeIfAbsent(
              history.slices().tickKnowing(fact.recordedAt()), tick -> new ArrayList<>())
          .add(fact);
    }
    int asked = 0;
    for (long tick = first; tick <= last; tick += history.slices().length()) {
      List<Fact> facts = known.getOrDefault(tick, List.of());
      posted.tick(tick, facts);
      oracle.tick(tick, facts);
      if (!facts.isEmpty() && ++asked % 6 == 0) {
        assertThat(posted.inPlaces(last))
            .as("seed %s, tick %s", seed, java.time.Instant.ofEpochMilli(tick))
            .isEqualTo(of(oracle, last));
      }
    }
    assertThat(posted.inPlaces(last)).as("seed %s, at the end", seed).isEqualTo(of(oracle, last));
  }

  private static Map<Place, Map<String, PersonTime>> of(OracleTimes oracle, long last) {
    Map<Place, Map<String, PersonTime>> all = new HashMap<>();
    for (Place place : oracle.places()) {
      if (place.slice() < last && !oracle.of(place).isEmpty()) {
        all.put(place, oracle.of(place));
      }
    }
    return all;
  }

  /** The sum of all postings, each timesheet asked only when it said it had something to say. */
  private static final class Posted {
    private final RandomHistory history;
    private final Map<String, Timesheet> timesheets = new TreeMap<>();
    private final Map<String, Long> due = new HashMap<>();
    private final Map<Place, Map<String, PersonTime>> sums = new HashMap<>();

    Posted(RandomHistory history) {
      this.history = history;
    }

    void tick(long tick, List<Fact> facts) {
      Map<String, List<Fact>> byPerson = new TreeMap<>();
      for (Fact fact : facts) {
        String person =
            fact instanceof AllocationChanged a
                ? a.personId()
                : fact instanceof TicketChanged t && t.work() != null ? t.work().personId() : null;
        if (person != null) {
          byPerson.computeIfAbsent(person, id -> new ArrayList<>()).add(fact);
          due.put(person, tick);
        }
      }
      for (String person : List.copyOf(due.keySet())) {
        if (due.get(person) <= tick) {
          Timesheet timesheet =
              timesheets.computeIfAbsent(person, id -> new Timesheet(history.settings(), id, null));
          timesheet.tick(tick, byPerson.getOrDefault(person, List.of())).forEach(this::add);
          due.put(person, timesheet.nextTick(tick));
        }
      }
    }

    private void add(LaborPosting posting) {
      Map<String, PersonTime> here =
          sums.computeIfAbsent(
              new Place(posting.serviceId(), posting.slice()), place -> new TreeMap<>());
      PersonTime sum = plus(here.getOrDefault(posting.personId(), PersonTime.NONE), posting);
      if (sum.equals(PersonTime.NONE)) {
        here.remove(posting.personId());
      } else {
        here.put(posting.personId(), sum);
      }
    }

    /** Times by place and person, empty places left out. */
    Map<Place, Map<String, PersonTime>> inPlaces(long last) {
      Map<Place, Map<String, PersonTime>> all = new HashMap<>(sums);
      all.entrySet().removeIf(e -> e.getValue().isEmpty() || e.getKey().slice() >= last);
      return all;
    }

    private static PersonTime plus(PersonTime a, LaborPosting b) {
      return new PersonTime(
          a.capacity() + b.capacity(),
          a.own() + b.own(),
          a.visiting() + b.visiting(),
          a.offHours() + b.offHours(),
          a.bench() + b.bench(),
          a.unrated() + b.unrated(),
          a.allocatedLabor() + b.allocatedLabor(),
          a.benchCost() + b.benchCost(),
          plus(a.out(), b.divertedOut()),
          plus(a.in(), b.divertedIn()));
    }

    private static Map<Leg, TimeCost> plus(
        Map<Leg, TimeCost> legs, List<LaborPosting.Diverted> more) {
      Map<Leg, TimeCost> sum = new HashMap<>(legs);
      for (LaborPosting.Diverted d : more) {
        sum.merge(
            new Leg(d.role(), d.otherServiceId()),
            new TimeCost(d.millis(), d.cost()),
            (x, y) -> new TimeCost(x.millis() + y.millis(), x.cost() + y.cost()));
      }
      sum.values().removeIf(new TimeCost(0, 0)::equals);
      return sum;
    }
  }
}
