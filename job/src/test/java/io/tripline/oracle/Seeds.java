package io.tripline.oracle;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds that random tests run on. {@code -Dtripline.seed=17} runs one of them again; {@code
 * -Dtripline.seeds=1000} runs more, from {@code -Dtripline.firstSeed} on.
 */
public final class Seeds {
  private Seeds() {}

  /** The usual seeds of a test, or those asked for. */
  public static List<Long> of(String test, int count) {
    Long one = Long.getLong("tripline.seed");
    if (one != null) {
      return List.of(one);
    }
    long first = Long.getLong("tripline.firstSeed", Math.floorMod(test.hashCode(), 10_000));
    long many = Long.getLong("tripline.seeds", count);
    return LongStream.range(first, first + many).boxed().toList();
  }
}
