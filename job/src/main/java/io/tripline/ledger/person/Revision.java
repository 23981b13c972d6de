package io.tripline.ledger.person;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What new facts make of what is known of a person, and which slices of a stretch of time they may
 * change. An upsert changes the slices that its old and its new version differ in: if only a bound
 * of time moved, those between the two bounds.
 */
final class Revision {
  private final Slices slices;
  private final long from;
  private final long to;
  private final BitSet touched = new BitSet();
  private final List<Allocation> allocations;
  private final List<WorkInterval> works;
  private boolean anything;

  /**
   * Begins to revise.
   *
   * @param from a tick; slices from it on, up to {@code to}, are watched for changes
   */
  Revision(PersonFacts known, Slices slices, long from, long to) {
    this.slices = slices;
    this.from = from;
    this.to = to;
    this.allocations = new ArrayList<>(known.allocations());
    this.works = new ArrayList<>(known.works());
  }

  void apply(Fact fact) {
    if (fact instanceof AllocationChanged changed) {
      apply(changed);
    } else if (fact instanceof TicketChanged changed && changed.change() == TicketChange.WORK) {
      apply(changed);
    } else {
      throw new IllegalArgumentException("says nothing of a person's time: " + fact);
    }
  }

  /** What is known now. */
  PersonFacts revised() {
    return new PersonFacts(
        Collections.unmodifiableList(allocations), Collections.unmodifiableList(works));
  }

  /** Whether anything changed at any time, watched or not. */
  boolean changesAnything() {
    return anything;
  }

  /** The start of the first watched slice that may have changed, or {@link Long#MAX_VALUE}. */
  long firstTouched() {
    return touchedFrom(0);
  }

  /** The start of the next such slice after one of them, or {@link Long#MAX_VALUE}. */
  long touchedAfter(long slice) {
    return touchedFrom(indexOf(slice) + 1);
  }

  private long touchedFrom(int firstIndex) {
    int index = touched.nextSetBit(firstIndex);
    return index < 0 ? Long.MAX_VALUE : from + index * slices.length();
  }

  private int indexOf(long tick) {
    return (int) ((tick - from) / slices.length());
  }

  private void apply(AllocationChanged fact) {
    Allocation version = fact.withdrawn() ? null : Allocation.of(fact);
    upsert(allocations, fact.allocationId(), version, Allocation::alikeButForTime);
  }

  private void apply(TicketChanged fact) {
    WorkInterval version =
        fact.work().withdrawn() ? null : WorkInterval.of(fact.serviceId(), fact.work());
    upsert(works, fact.work().workId(), version, WorkInterval::alikeButForTime);
  }

  private <T extends Span> void upsert(
      List<T> spans, String id, T version, BiPredicate<T, T> alikeButForTime) {
    int index = indexOf(spans, id);
    T before = index < 0 ? null : spans.get(index);
    T after = version == null || version.start() >= version.end() ? null : version;
    touchDifference(before, after, alikeButForTime);
    if (before == null && after != null) {
      spans.add(-index - 1, after);
    } else if (before != null && after != null) {
      spans.set(index, after);
    } else if (before != null) {
      spans.remove(index);
    }
  }

  private static int indexOf(List<? extends Span> spans, String id) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = spans.get(middle).id().compareTo(id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private <T extends Span> void touchDifference(
      T before, T after, BiPredicate<T, T> alikeButForTime) {
    boolean onlyBoundsMoved =
        before != null
            && after != null
            && alikeButForTime.test(before, after)
            && before.start() < after.end()
            && after.start() < before.end();
    if (onlyBoundsMoved) {
      touchBetween(before.start(), after.start());
      touchBetween(before.end(), after.end());
      return;
    }
    if (before != null) {
      touchBetween(before.start(), before.end());
    }
    if (after != null) {
      touchBetween(after.start(), after.end());
    }
  }

  private void touchBetween(long oneBound, long otherBound) {
    if (oneBound == otherBound) {
      return;
    }
    anything = true;
    long first = Math.max(from, slices.floor(Math.min(oneBound, otherBound)));
    long end = Math.min(to, Math.max(oneBound, otherBound));
    if (first < end) {
      touched.set(indexOf(first), indexOf(slices.ceil(end)));
    }
  }
}
