package io.tripline.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.Slices;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.Fact;
import io.tripline.oracle.RandomHistory;
import io.tripline.oracle.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Named properties of whatever the ledger says of made-up histories. {@code -Dtripline.seed=…}
 * repeats one that failed.
 */
@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class RandomHistoriesTest {
  static List<Long> seeds() {
    return Seeds.of("properties", 40);
  }

  static List<Long> fewSeeds() {
    return Seeds.of("options", 12);
  }

  private static InMemoryJob job(RandomHistory history) {
    return new InMemoryJob(history.settings());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsSaidHoldsTogether(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    InMemoryJob.Result said = job(history).run(history.facts());
    assertThat(Invariants.leavesSumToVariance(said.events()))
        .as("LEAVES_SUM_TO_VARIANCE")
        .isEmpty();
    assertThat(Invariants.laborIsConserved(said.postings().values()))
        .as("LABOR_IS_CONSERVED, in postings")
        .isEmpty();
    assertThat(Invariants.statedLaborIsConserved(said.statements()))
        .as("LABOR_IS_CONSERVED, in statements")
        .isEmpty();
    assertThat(Invariants.nobodyWorksMoreThanTheClock(said.postings().values(), history.slices()))
        .as("NOBODY_WORKS_MORE_THAN_THE_CLOCK")
        .isEmpty();
    assertThat(Invariants.variancesTakeOnlyTabledMoves(said.events()))
        .as("STATE_MACHINES_TAKE_ONLY_TABLED_MOVES, variances")
        .isEmpty();
    assertThat(Invariants.phasesMoveAsTabled(said.states(), said.events()))
        .as("STATE_MACHINES_TAKE_ONLY_TABLED_MOVES, phases")
        .isEmpty();
    assertThat(Invariants.switchesTakeOnlyTabledMoves(said.events()))
        .as("STATE_MACHINES_TAKE_ONLY_TABLED_MOVES, kill switches")
        .isEmpty();
    assertThat(Invariants.idsAreUnique(said.events())).as("IDS_ARE_UNIQUE").isEmpty();
    assertThat(Invariants.revisionsCountUp(said.statements())).as("REVISIONS_COUNT_UP").isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void anyArrivalOrderAndBatchingGivesTheSameResult(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    InMemoryJob.Result plain = job(history).run(history.facts());
    List<Fact> shuffled = new ArrayList<>(history.facts());
    Collections.shuffle(shuffled, new Random(seed));
    InMemoryJob.Result cutUp =
        job(history).restartingEveryTick().askingEveryTick().shufflingPostings(seed).run(shuffled);
    assertThat(cutUp.events())
        .as("IDS_ARE_STABLE, as all of an event is")
        .isEqualTo(plain.events());
    assertThat(cutUp.statements()).isEqualTo(plain.statements());
    assertThat(cutUp.states()).isEqualTo(plain.states());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void truncationChangesNoEarlierEvent(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    Slices slices = history.slices();
    long from = InMemoryJob.defaultFrom(slices, history.facts());
    long to = InMemoryJob.defaultTo(slices, history.facts());
    long end = slices.floor(from + (long) (new Random(seed).nextDouble() * (to - from)));
    InMemoryJob.Result whole = job(history).run(history.facts(), from, to);
    List<Fact> known = history.facts().stream().filter(f -> f.recordedAt() < end).toList();
    InMemoryJob.Result truncated = job(history).run(known, from, end);
    assertThat(truncated.events()).isEqualTo(eventsUpTo(end, whole.events()));
    assertThat(truncated.statements())
        .isEqualTo(whole.statements().stream().filter(s -> s.asOf() <= end).toList());
  }

  private static List<ServiceEvent> eventsUpTo(long end, List<ServiceEvent> events) {
    return events.stream().filter(event -> event.asOf() <= end).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void theLastRevisionDoesNotDependOnWhenFactsBecameKnown(long seed) {
    RandomHistory history = Arrivals.shortHistory(seed);
    long to = history.end() + Slices.DAY;
    List<Fact> otherwise = Arrivals.atOtherTimes(history, seed);
    Map<String, Statement> last = last(history, history.facts(), to);
    Map<String, Statement> other = last(history, otherwise, to);
    last.keySet().retainAll(other.keySet());
    assertThat(last).hasSizeGreaterThan(24);
    for (Map.Entry<String, Statement> entry : last.entrySet()) {
      assertThat(other.get(entry.getKey()).measures())
          .as(entry.getKey())
          .isEqualTo(entry.getValue().measures());
    }
  }

  /** Of the hours that are in the horizon for as long as there are facts. */
  private static Map<String, Statement> last(RandomHistory history, List<Fact> facts, long to) {
    Map<String, Statement> last =
        Invariants.last(job(history).run(facts, history.start(), to).statements());
    last.values().removeIf(s -> s.hour() < history.end() - Slices.HORIZON);
    return last;
  }
}
