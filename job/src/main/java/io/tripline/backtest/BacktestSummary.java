package io.tripline.backtest;

import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.KnownNow;
import io.tripline.backtest.report.SweepResult;
import io.tripline.pipeline.Interval;
import java.util.List;

/**
 * What a backtest came to.
 *
 * @param results one for each candidate, in their order
 * @param sweep null if none was made
 * @param knownNow null if it was not asked for
 * @param facts how many facts of the history can be used
 * @param books how many sets of books the candidates shared
 * @param resultsSha256 of all that was written: equal for equal results
 */
public record BacktestSummary(
    Interval interval,
    List<CandidateResult> results,
    SweepResult sweep,
    KnownNow knownNow,
    long facts,
    int books,
    String resultsSha256) {}
