package io.tripline.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Finds which alarms of two runs are the same. Of one subject, those are that overlap in time, each
 * with the first that it does; of those left over, one as known then is the same as the last one as
 * known now before it, if that is left over too.
 *
 * @param <T> the kind of alarm
 */
public final class Pairs<T> {
  private final Function<T, String> subject;
  private final ToLongFunction<T> start;
  private final Function<T, Long> end;

  /**
   * @param end null for one that was going on when the run ended
   */
  Pairs(Function<T, String> subject, ToLongFunction<T> start, Function<T, Long> end) {
    this.subject = subject;
    this.start = start;
    this.end = end;
  }

  /**
   * The same alarm in both runs; where it is only in one, null stands for the other.
   *
   * @param delay milliseconds by which it is later as known then; null if it is only in one
   */
  public record Pair<T>(T then, T now, Long delay) {}

  /** All alarms of both runs, by subject, and of a subject in the order of time. */
  List<Pair<T>> of(List<T> then, List<T> now) {
    SortedMap<String, List<T>> thenBySubject = bySubject(then);
    SortedMap<String, List<T>> nowBySubject = bySubject(now);
    thenBySubject.keySet().forEach(id -> nowBySubject.putIfAbsent(id, List.of()));
    List<Pair<T>> all = new ArrayList<>();
    nowBySubject.forEach(
        (id, alarms) -> all.addAll(ofOne(thenBySubject.getOrDefault(id, List.of()), alarms)));
    return List.copyOf(all);
  }

  private SortedMap<String, List<T>> bySubject(List<T> alarms) {
    SortedMap<String, List<T>> all = new TreeMap<>();
    alarms.forEach(a -> all.computeIfAbsent(subject.apply(a), id -> new ArrayList<>()).add(a));
    return all;
  }

  private List<Pair<T>> ofOne(List<T> then, List<T> now) {
    List<T> left = new ArrayList<>(then);
    List<T> matches = new ArrayList<>();
    for (T known : now) {
      matches.add(taken(left, other -> overlap(known, other)));
    }
    for (int i = 0; i < now.size(); i++) {
      if (matches.get(i) == null) {
        long from = start.applyAsLong(now.get(i));
        long to = i + 1 < now.size() ? start.applyAsLong(now.get(i + 1)) : Long.MAX_VALUE;
        matches.set(
            i,
            taken(
                left, other -> start.applyAsLong(other) >= from && start.applyAsLong(other) < to));
      }
    }
    List<Pair<T>> pairs = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      pairs.add(pair(matches.get(i), now.get(i)));
    }
    left.forEach(other -> pairs.add(new Pair<>(other, null, null)));
    pairs.sort((one, other) -> Long.compare(first(one), first(other)));
    return pairs;
  }

  private Pair<T> pair(T then, T now) {
    return new Pair<>(
        then,
        now,
        then == null ? null : Long.valueOf(start.applyAsLong(then) - start.applyAsLong(now)));
  }

  private long first(Pair<T> pair) {
    if (pair.then() == null || pair.now() == null) {
      return start.applyAsLong(pair.then() == null ? pair.now() : pair.then());
    }
    return Math.min(start.applyAsLong(pair.then()), start.applyAsLong(pair.now()));
  }

  private boolean overlap(T one, T other) {
    return start.applyAsLong(one) <= endOf(other) && start.applyAsLong(other) <= endOf(one);
  }

  private long endOf(T alarm) {
    Long ended = end.apply(alarm);
    return ended == null ? Long.MAX_VALUE : ended;
  }

  /** The first that is meant, which is left no more; or null. */
  private static <T> T taken(List<T> left, Predicate<T> meant) {
    for (int i = 0; i < left.size(); i++) {
      if (meant.test(left.get(i))) {
        return left.remove(i);
      }
    }
    return null;
  }
}
