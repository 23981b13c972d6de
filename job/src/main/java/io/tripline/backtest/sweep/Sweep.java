package io.tripline.backtest.sweep;

import io.tripline.backtest.candidate.Candidate;
import java.util.List;

/**
 * A grid of candidates made out of one plan.
 *
 * @param plan the plan's name
 * @param file its file, as candidates have it
 * @param axes in the order in which they were asked for
 * @param points in the order of the grid, the last axis fastest
 * @param refused the points that are no plans
 */
public record Sweep(
    String plan, String file, List<Axis> axes, List<Point> points, List<Refused> refused) {
  /** More points than these are no grid any more, but a search. */
  public static final int MOST_POINTS = 1000;

  /**
   * A point that is a candidate.
   *
   * @param at for each axis the number of its value, from 0
   */
  public record Point(List<Integer> at, Candidate candidate) {}

  /**
   * A point that is none.
   *
   * @param problems what the plan reader says of it
   */
  public record Refused(List<Integer> at, List<String> problems) {}

  /** The candidates, numbered from 0. */
  public List<Candidate> candidates() {
    return points.stream().map(Point::candidate).toList();
  }
}
