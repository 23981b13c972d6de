package io.tripline.backtest;

import io.tripline.backtest.report.CandidateResult;
import io.tripline.pipeline.Interval;
import java.util.List;

/**
 * What a backtest came to.
 *
 * @param results one for each candidate, by name
 * @param facts how many facts of the history can be used
 * @param books how many sets of books the candidates shared
 * @param resultsSha256 of all that was written: equal for equal results
 */
public record BacktestSummary(
    Interval interval,
    List<CandidateResult> results,
    long facts,
    int books,
    String resultsSha256) {}
