package io.tripline.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.Fact;
import io.tripline.oracle.RandomHistory;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactSpoolTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void factsComeOutInTheOrderInWhichTheyBecameKnown(long seed) throws IOException {
    List<Fact> facts = new ArrayList<>(RandomHistory.of(seed).facts());
    Collections.shuffle(facts, new Random(seed));

    List<Admissible> spooled = spool(facts);

    List<Fact> sorted = new ArrayList<>(facts);
    sorted.sort(Comparator.comparingLong(Fact::recordedAt));
    assertThat(spooled).extracting(Admissible::fact).isEqualTo(sorted);
    assertThat(spooled.get(0).origin())
        .isEqualTo(new Origin("file", facts.indexOf(sorted.get(0)) + 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsInOrderStaysAsItIs(long seed) throws IOException {
    List<Fact> facts = new ArrayList<>(RandomHistory.of(seed).facts());
    facts.sort(Comparator.comparingLong(Fact::recordedAt));

    assertThat(spool(facts)).extracting(Admissible::fact).isEqualTo(facts);
  }

  @Test
  void nothingIsReadFromTheEndOn() throws IOException {
    List<Fact> facts = new ArrayList<>(RandomHistory.of(4).facts());
    facts.sort(Comparator.comparingLong(Fact::recordedAt));
    long end = facts.get(facts.size() / 2).recordedAt();
    List<Fact> before = facts.stream().filter(fact -> fact.recordedAt() < end).toList();

    assertThat(before).isNotEmpty().hasSizeLessThan(facts.size());
    assertThat(spool(facts, end)).extracting(Admissible::fact).isEqualTo(before);
  }

  private List<Admissible> spool(List<Fact> facts) throws IOException {
    return spool(facts, Long.MAX_VALUE);
  }

  private List<Admissible> spool(List<Fact> facts, long end) throws IOException {
    List<Admissible> spooled = new ArrayList<>();
    try (FactSpool spool = new FactSpool(directory)) {
      for (Fact fact : facts) {
        spool.add(new Admissible(fact, new Origin("file", spool.size() + 1), null));
      }
      try (SpooledFacts.Facts iterator = new SpooledFacts(spool.sorted(), end).open()) {
        iterator.forEachRemaining(spooled::add);
      }
    }
    return spooled;
  }
}
