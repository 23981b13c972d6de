package io.tripline.backtest;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.candidate.CandidateFiles;
import io.tripline.backtest.candidate.CandidateFiles.PlanFile;
import io.tripline.backtest.source.HistorySource;
import io.tripline.backtest.source.Input;
import io.tripline.backtest.sweep.Sweep;
import io.tripline.backtest.sweep.SweepReader;
import io.tripline.backtest.trial.Trial;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.history.BadHistoryException;
import io.tripline.history.SortedHistory;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.pipeline.Interval;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayInterval;
import io.tripline.replay.ReplayProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is read before anything is run: the history, sorted, the candidates, and the interval.
 *
 * @param inputs everything that was read
 * @param sweep null if none is made
 * @param trials as few as the candidates can share
 */
record Stage(
    SortedHistory history,
    List<Input> inputs,
    List<Candidate> candidates,
    Sweep sweep,
    List<Trial> trials,
    LedgerSettings settings,
    Interval interval,
    int parallelism) {

  /** Candidates, and the sweep that they are the points of, or null. */
  private record Cast(List<Candidate> candidates, Sweep sweep) {}

  /**
   * Reads everything.
   *
   * @param scratch a directory for the sorted history
   * @throws BadReplayException if a run cannot begin as it was asked for
   */
  static Stage set(BacktestRequest request, Path scratch, ReplayProgress progress)
      throws Exception {
    HistorySource source = request.history();
    Cast cast = cast(request);
    HistorySource.Read read = source.read(scratch, progress::reading);
    if (!read.history().anything()) {
      throw new BadHistoryException(
          source.name() + " has no fact that can be used; tripline replay says why");
    }
    List<Input> inputs = new ArrayList<>(read.inputs());
    cast.candidates().forEach(c -> inputs.add(new Input.File(c.file(), c.sha256())));
    return new Stage(
        read.history(),
        inputs.stream().distinct().toList(),
        cast.candidates(),
        cast.sweep(),
        Trial.of(cast.candidates()),
        new LedgerSettings(source.slices(), source.calendars()),
        interval(request, read.history(), cast.candidates()),
        request.parallelism());
  }

  /**
   * Runs all trials over the whole history.
   *
   * @param split the last tick of the interval's first part, or null if it has only one
   */
  TrialJob.Results run(Long split, Path scratch, ReplayProgress progress) throws Exception {
    return run(history, Long.MAX_VALUE, interval, split, scratch, progress);
  }

  /** Runs all trials over another history, for the same interval. */
  TrialJob.Results runOn(SortedHistory other, Path scratch, ReplayProgress progress)
      throws Exception {
    return run(other, Long.MAX_VALUE, interval, null, scratch, progress);
  }

  /**
   * Runs all trials over the part of the history that was known before a time.
   *
   * @param end in milliseconds since the epoch, exclusive
   */
  TrialJob.Results runUntil(long end, Interval covered, Path scratch, ReplayProgress progress)
      throws Exception {
    return run(history, end, covered, null, scratch, progress);
  }

  private TrialJob.Results run(
      SortedHistory facts,
      long end,
      Interval covered,
      Long split,
      Path scratch,
      ReplayProgress progress)
      throws Exception {
    Files.createDirectories(scratch);
    return new TrialJob(settings, trials, parallelism)
        .run(facts, end, covered, split, scratch, progress);
  }

  /** Length of the interval in milliseconds. */
  long length() {
    return interval.to() - interval.from();
  }

  /**
   * Where the interval is split for a sweep.
   *
   * @param wanted the known time that was asked for, or null for the middle
   * @throws BadReplayException if there is nothing on one side of it
   */
  long split(Long wanted) throws BadReplayException {
    Slices slices = settings.slices();
    long split = slices.floor(wanted == null ? interval.from() + length() / 2 : wanted);
    if (split <= interval.from() || split >= interval.to()) {
      throw new BadReplayException(
          "--split: there has to be something on both sides of "
              + Instant.ofEpochMilli(split)
              + "; the run goes from "
              + Instant.ofEpochMilli(interval.from())
              + " to "
              + Instant.ofEpochMilli(interval.to()));
    }
    return split;
  }

  private static Cast cast(BacktestRequest request) throws BadReplayException, IOException {
    HistorySource source = request.history();
    CandidateFiles files =
        new CandidateFiles(source.currency(), source.calendars(), source.directory());
    if (request.sweeps().isEmpty()) {
      return new Cast(files.read(request.candidates()), null);
    }
    List<PlanFile> plans = files.open(request.candidates());
    if (plans.size() > 1) {
      throw new BadHistoryException(
          "a sweep is of one plan, but there are "
              + plans.size()
              + " ("
              + String.join(", ", plans.stream().map(PlanFile::name).toList())
              + "); name one file with --candidates");
    }
    Sweep sweep =
        new SweepReader(source.currency(), source.calendars()).read(plans.get(0), request.sweeps());
    return new Cast(sweep.candidates(), sweep);
  }

  /** A candidate that is known before the first fact of the history is evaluated from then on. */
  private static Interval interval(
      BacktestRequest request, SortedHistory history, List<Candidate> candidates)
      throws BadReplayException {
    long first = candidates.stream().mapToLong(Candidate::recordedAt).min().orElseThrow();
    Long from =
        request.from() == null ? Long.valueOf(Math.min(first, history.first())) : request.from();
    return ReplayInterval.of(
        from, request.to(), history.first(), history.last(), request.history().slices());
  }
}
