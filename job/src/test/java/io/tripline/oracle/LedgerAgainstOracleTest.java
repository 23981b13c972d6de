package io.tripline.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.VarianceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over made-up histories, the ledger says what the oracle says: every event but for the wording of
 * its headline, every revision of every statement, and every metric of every window.
 *
 * <p>Histories are gone through several at a time. A failure names the seed: {@code
 * -Dtripline.seed=…} repeats it alone.
 */
class LedgerAgainstOracleTest {
  private static final int AT_A_TIME = 20;

  static List<List<Long>> seeds() {
    List<Long> seeds = Seeds.of("ledger", 150);
    List<List<Long>> batches = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i += AT_A_TIME) {
      batches.add(seeds.subList(i, Math.min(seeds.size(), i + AT_A_TIME)));
    }
    return batches;
  }

  @ParameterizedTest(name = "seeds {0}")
  @MethodSource("seeds")
  void saysWhatTheOracleSays(List<Long> seeds) {
    List<String> differences =
        seeds.parallelStream()
            .map(seed -> difference(RandomHistory.of(seed)))
            .filter(Objects::nonNull)
            .toList();
    assertThat(differences).isEmpty();
  }

  static List<Long> longSeeds() {
    return Seeds.of("months", 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("longSeeds")
  void saysWhatTheOracleSaysForMonths(long seed) {
    assertThat(difference(LongHistory.of(seed))).isNull();
  }

  @Test
  void theComparisonSeesAMicroTooMuch() {
    RandomHistory history = RandomHistory.of(7);
    long from = InMemoryJob.defaultFrom(history.slices(), history.facts());
    long to = InMemoryJob.defaultTo(history.slices(), history.facts());
    InMemoryJob.Result job = new InMemoryJob(history.settings()).run(history.facts(), from, to);
    List<ServiceEvent> doctored = new ArrayList<>(job.events());
    VarianceEvent event =
        (VarianceEvent)
            doctored.stream()
                .filter(e -> e instanceof VarianceEvent v && !v.leaves().isEmpty())
                .findFirst()
                .orElseThrow();
    VarianceEvent wrong = Doctored.accruing(event, event.accrued() + 1);
    doctored.set(doctored.indexOf(event), wrong);
    assertThat(firstDifference(job.events(), doctored)).contains(event.eventId());
  }

  /** The first difference in a history, or null. */
  private static String difference(RandomHistory history) {
    long seed = history.seed();
    long first = InMemoryJob.defaultFrom(history.slices(), history.facts());
    long to = InMemoryJob.defaultTo(history.slices(), history.facts());
    boolean inTheMiddle = seed % 4 == 0;
    long from = inTheMiddle ? history.slices().floor(first + (to - first) / 3) : first;
    InMemoryJob.Result job = new InMemoryJob(history.settings()).run(history.facts(), from, to);
    MetricsComparison metrics = new MetricsComparison(history, job.postings());
    Oracle.Result oracle =
        new Oracle(history.slices(), history.calendars())
            .run(history.facts(), from, to, metrics::compare);
    String difference = metrics.firstDifference();
    if (difference == null) {
      difference = firstDifference(oracle.statements(), job.statements());
    }
    if (difference == null) {
      difference = firstDifference(oracle.events(), job.events());
    }
    return difference == null ? null : "seed " + seed + ": " + difference;
  }

  private static String firstDifference(List<?> expected, List<?> got) {
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      Object wanted = i < expected.size() ? wordless(expected.get(i)) : null;
      Object had = i < got.size() ? wordless(got.get(i)) : null;
      if (!Objects.equals(wanted, had)) {
        return "number " + i + "\n  expected " + wanted + "\n  got      " + had;
      }
    }
    return null;
  }

  private static Object wordless(Object said) {
    if (said instanceof VarianceEvent event) {
      return Doctored.wordless(event);
    }
    return said instanceof KillSwitchEvent event ? Doctored.wordless(event) : said;
  }
}
