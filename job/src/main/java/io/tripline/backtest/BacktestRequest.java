package io.tripline.backtest;

import io.tripline.backtest.source.HistorySource;
import io.tripline.outlet.People;
import java.nio.file.Path;
import java.util.List;

/**
 * What to try on what.
 *
 * @param history where the facts come from
 * @param candidates plan files, and directories that hold some
 * @param sweeps what to sweep of the one plan that {@code candidates} then is, each {@code
 *     PATH=VALUES}; may be empty
 * @param from the known time to evaluate from, in milliseconds since the epoch, or null for the
 *     first fact's
 * @param to the known time to run to, exclusive, or null for the last fact's
 * @param parallelism how many threads share the work; changes nothing of what is found
 * @param people how they are named in what is found
 */
public record BacktestRequest(
    HistorySource history,
    List<Path> candidates,
    List<String> sweeps,
    Long from,
    Long to,
    int parallelism,
    People people) {

  /** With people named by their ids. */
  public BacktestRequest(
      HistorySource history,
      List<Path> candidates,
      List<String> sweeps,
      Long from,
      Long to,
      int parallelism) {
    this(history, candidates, sweeps, from, to, parallelism, People.NAMED);
  }
}
