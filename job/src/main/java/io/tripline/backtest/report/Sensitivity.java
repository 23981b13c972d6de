package io.tripline.backtest.report;

import io.tripline.backtest.sweep.Sweep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How much depends on an axis of a sweep: for each of its values, what the points with it come to,
 * whatever the other axes say.
 *
 * @param path the axis
 * @param values in the order of the axis
 */
public record Sensitivity(String path, List<AtValue> values) {
  /**
   * What points with one value come to.
   *
   * @param points how many there are; a point that is no plan is none
   * @param fired how many of them did
   * @param tripped how many of them did
   * @param incidents null if there is no point, as are the next three
   * @param saved micros, over those that tripped; null if none did
   */
  public record AtValue(
      String value,
      int points,
      int fired,
      int tripped,
      Range incidents,
      Range falseIncidents,
      Range trips,
      Range falseTrips,
      Range saved) {}

  /**
   * Where a figure lies over several points.
   *
   * @param median of two in the middle the larger one
   */
  public record Range(long least, long median, long most) {
    /** Null of nothing. */
    static Range of(List<Long> figures) {
      if (figures.isEmpty()) {
        return null;
      }
      List<Long> sorted = new ArrayList<>(figures);
      Collections.sort(sorted);
      return new Range(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
  }

  /**
   * Of every axis.
   *
   * @param results of the whole interval, one for each point, in their order
   */
  public static List<Sensitivity> of(Sweep sweep, List<CandidateResult> results) {
    List<Sensitivity> all = new ArrayList<>();
    for (int axis = 0; axis < sweep.axes().size(); axis++) {
      List<String> values = sweep.axes().get(axis).values();
      List<AtValue> figures = new ArrayList<>();
      for (int value = 0; value < values.size(); value++) {
        figures.add(atValue(values.get(value), with(axis, value, sweep, results)));
      }
      all.add(new Sensitivity(sweep.axes().get(axis).path(), List.copyOf(figures)));
    }
    return List.copyOf(all);
  }

  private static List<CandidateResult> with(
      int axis, int value, Sweep sweep, List<CandidateResult> results) {
    List<CandidateResult> found = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (sweep.points().get(i).at().get(axis) == value) {
        found.add(results.get(i));
      }
    }
    return found;
  }

  private static AtValue atValue(String value, List<CandidateResult> results) {
    return new AtValue(
        value,
        results.size(),
        (int) results.stream().filter(CandidateResult::fired).count(),
        (int) results.stream().filter(result -> !result.trips().isEmpty()).count(),
        range(results, result -> (long) result.incidents().size()),
        range(results, CandidateResult::falseIncidents),
        range(results, result -> (long) result.trips().size()),
        range(results, CandidateResult::falseTrips),
        range(results, CandidateResult::saved));
  }

  private static Range range(
      List<CandidateResult> results, Function<CandidateResult, Long> figure) {
    return Range.of(results.stream().map(figure).filter(Objects::nonNull).toList());
  }
}
