package io.tripline.backtest;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.candidate.CandidateFiles;
import io.tripline.backtest.trial.Trial;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.history.BadHistoryException;
import io.tripline.history.HistoryDirectory;
import io.tripline.history.SortedHistory;
import io.tripline.ledger.LedgerSettings;
import io.tripline.pipeline.Interval;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayInterval;
import io.tripline.replay.ReplayProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that is read before anything is run: the history, sorted, the candidates, and the interval.
 *
 * @param trials as few as the candidates can share
 */
record Stage(
    HistoryDirectory directory,
    SortedHistory history,
    List<Candidate> candidates,
    List<Trial> trials,
    LedgerSettings settings,
    Interval interval,
    int parallelism) {

  /**
   * Reads everything.
   *
   * @param scratch a directory for the sorted history
   * @throws BadReplayException if a run cannot begin as it was asked for
   */
  static Stage set(BacktestRequest request, Path scratch, ReplayProgress progress)
      throws BadReplayException, IOException {
    HistoryDirectory directory = HistoryDirectory.open(request.history());
    List<Candidate> candidates =
        new CandidateFiles(request.currency(), directory.calendars()).read(request.candidates());
    SortedHistory history =
        SortedHistory.read(directory, request.currency(), scratch, progress::reading);
    if (!history.anything()) {
      throw new BadHistoryException(
          request.history() + " has no fact that can be used; tripline replay says why");
    }
    return new Stage(
        directory,
        history,
        candidates,
        Trial.of(candidates),
        new LedgerSettings(request.slices(), directory.calendars()),
        interval(request, history, candidates),
        request.parallelism());
  }

  /** Runs all trials over the whole history. */
  TrialJob.Results run(Path scratch, ReplayProgress progress) throws Exception {
    return run(Long.MAX_VALUE, interval, scratch, progress);
  }

  /**
   * Runs all trials over the part of the history that was known before a time.
   *
   * @param end in milliseconds since the epoch, exclusive
   */
  TrialJob.Results run(long end, Interval covered, Path scratch, ReplayProgress progress)
      throws Exception {
    Files.createDirectories(scratch);
    return new TrialJob(settings, trials, parallelism)
        .run(history, end, covered, scratch, progress);
  }

  /** A candidate that is known before the first fact of the history is evaluated from then on. */
  private static Interval interval(
      BacktestRequest request, SortedHistory history, List<Candidate> candidates)
      throws BadReplayException {
    long first = candidates.stream().mapToLong(Candidate::recordedAt).min().orElseThrow();
    Long from =
        request.from() == null ? Long.valueOf(Math.min(first, history.first())) : request.from();
    return ReplayInterval.of(from, request.to(), history.first(), history.last(), request.slices());
  }
}
