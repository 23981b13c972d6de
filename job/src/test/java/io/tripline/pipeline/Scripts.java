package io.tripline.pipeline;

import io.tripline.ledger.fact.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Deals facts out to scripts, as producers deal records out to the partitions of topics. */
final class Scripts {
  private Scripts() {}

  /** Every script in the order in which its facts were recorded. */
  static List<List<Admissible>> inOrder(Collection<Fact> facts, int scripts, long seed) {
    return shuffled(facts, scripts, seed, 1);
  }

  /**
   * Every script out of order, but no fact later than this behind one recorded after it.
   *
   * @param bound milliseconds, exclusive
   */
  static List<List<Admissible>> shuffled(
      Collection<Fact> facts, int scripts, long seed, int bound) {
    Random random = new Random(seed);
    List<List<Fact>> dealt = new ArrayList<>();
    for (int i = 0; i < scripts; i++) {
      dealt.add(new ArrayList<>());
    }
    Map<Fact, Long> arrival = new HashMap<>();
    for (Fact fact : facts) {
      dealt.get(random.nextInt(scripts)).add(fact);
      arrival.put(fact, fact.recordedAt() + random.nextInt(bound));
    }
    List<List<Admissible>> written = new ArrayList<>();
    for (int i = 0; i < scripts; i++) {
      dealt.get(i).sort(Comparator.comparing(arrival::get));
      written.add(numbered("script-" + i, dealt.get(i)));
    }
    return written;
  }

  private static List<Admissible> numbered(String place, List<Fact> facts) {
    List<Admissible> lines = new ArrayList<>();
    for (Fact fact : facts) {
      lines.add(new Admissible(fact, new Origin(place, lines.size() + 1), null));
    }
    return lines;
  }
}
