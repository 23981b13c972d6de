package io.tripline.ledger.person;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that is known of a person and can still matter. Both lists are sorted by id, so that the same
 * knowledge looks the same whatever way it came.
 */
public record PersonFacts(List<Allocation> allocations, List<WorkInterval> works) {
  static final PersonFacts NONE = new PersonFacts(List.of(), List.of());

  boolean isEmpty() {
    return allocations.isEmpty() && works.isEmpty();
  }

  /** Without what was over by an instant. */
  PersonFacts since(long instant) {
    return anyOverBy(allocations, instant) || anyOverBy(works, instant)
        ? new PersonFacts(stillThere(allocations, instant), stillThere(works, instant))
        : this;
  }

  /** The latest end of anything, or {@link Long#MIN_VALUE} if there is nothing. */
  long lastEnd() {
    long last = Long.MIN_VALUE;
    for (Allocation allocation : allocations) {
      last = Math.max(last, allocation.end());
    }
    for (WorkInterval work : works) {
      last = Math.max(last, work.end());
    }
    return last;
  }

  private static boolean anyOverBy(List<? extends Span> spans, long instant) {
    for (Span span : spans) {
      if (span.end() <= instant) {
        return true;
      }
    }
    return false;
  }

  private static <T extends Span> List<T> stillThere(List<T> spans, long instant) {
    List<T> kept = new ArrayList<>(spans);
    kept.removeIf(span -> span.end() <= instant);
    return Collections.unmodifiableList(kept);
  }
}
