package io.tripline.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.math.Spread;
import io.tripline.oracle.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is charged arrives, whole, wherever it is cut and whenever it becomes known. */
class ChargesTest {
  private static final Slices SLICES = new Slices(900_000L);
  private static final long START = Instant.parse("2026-03-27T00:00:00Z").toEpochMilli();
  private static final long END = START + 5 * Slices.DAY;

  static List<Long> seeds() {
    return Seeds.of("charges", 40);
  }

  @ParameterizedTest(name = "SPREADING_SUMS, seed {0}")
  @MethodSource("seeds")
  void sharesOfAnyPartitionSumToTheAmount(long seed) {
    Random random = new Random(seed);
    long amount = random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L;
    long from = START + random.nextInt(100_000);
    long to = from + 1 + random.nextInt(1_000_000_000);
    TreeSet<Long> cuts = new TreeSet<>(List.of(from - 5_000, to + 5_000));
    for (int i = random.nextInt(200); i > 0; i--) {
      cuts.add(from + random.nextInt((int) (to - from)));
    }
    Spread spread = new Spread(amount, from, to);
    long sum = 0;
    for (long cut : cuts.headSet(cuts.last())) {
      sum += spread.share(cut, cuts.higher(cut));
    }
    assertThat(sum).isEqualTo(amount);
  }

  @ParameterizedTest(name = "MONEY_IS_NEVER_LOST, seed {0}")
  @MethodSource("seeds")
  void statementsHoldAllThatWasCharged(long seed) {
    List<CostRecorded> charges = charges(new Random(seed));
    assertThat(stated(charges)).isEqualTo(charged(charges));
  }

  @Test
  void aMicroLessIsSeen() {
    List<CostRecorded> charges = charges(new Random(1));
    List<CostRecorded> others = new ArrayList<>(charges);
    others.set(0, charge(charges.get(0), charges.get(0).amount() - 1));
    assertThat(stated(others)).isNotEqualTo(charged(charges));
  }

  private static List<CostRecorded> charges(Random random) {
    List<CostRecorded> charges = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long from = START + random.nextInt(4 * 86_400_000);
      long to = random.nextInt(4) == 0 ? from : from + random.nextInt((int) (END - from));
      charges.add(
          new CostRecorded(
              new FactId("test", "charge-" + i),
              START + random.nextInt(6 * 86_400_000),
              "service",
              CostCategory.values()[random.nextInt(CostCategory.values().length)],
              random.nextInt(1_000_000_000) - 200_000_000L,
              from,
              to,
              null));
    }
    return charges;
  }

  private static CostRecorded charge(CostRecorded c, long amount) {
    return new CostRecorded(
        c.id(),
        c.recordedAt(),
        c.serviceId(),
        c.category(),
        amount,
        c.chargePeriodStart(),
        c.chargePeriodEnd(),
        c.description());
  }

  private static Map<CostCategory, Long> charged(List<CostRecorded> charges) {
    Map<CostCategory, Long> sums = new EnumMap<>(CostCategory.class);
    charges.forEach(charge -> sums.merge(charge.category(), charge.amount(), Long::sum));
    return sums;
  }

  private static Map<CostCategory, Long> stated(List<CostRecorded> charges) {
    InMemoryJob job = new InMemoryJob(new LedgerSettings(SLICES, Calendars.standard()));
    List<Statement> statements =
        job.run(List.<Fact>copyOf(charges), START, END + 2 * Slices.DAY).statements();
    Map<CostCategory, Long> sums = new EnumMap<>(CostCategory.class);
    for (Statement last : Invariants.last(statements).values()) {
      last.measures()
          .spend()
          .forEach((category, amount) -> sums.merge(category, amount, Long::sum));
      if (last.measures().financeLabor() != 0) {
        sums.merge(CostCategory.LABOR, last.measures().financeLabor(), Long::sum);
      }
    }
    return sums;
  }
}
