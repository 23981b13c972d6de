package io.tripline.backtest;

import java.nio.file.Path;

/**
 * What a backtest is to report, and where to.
 *
 * @param out the directory to write into; made if it is not there
 * @param labels a file of labels, or null for the {@code labels.csv} of a history on disk, if it
 *     has one
 * @param falseAlarmWithin an alarm that is over by itself within so many milliseconds was a false
 *     one
 * @param split of a sweep, the known time at which the interval is split, in milliseconds since the
 *     epoch; null for its middle
 * @param asKnownNow whether to run all candidates a second time, as known now
 */
public record ReportRequest(
    Path out, Path labels, long falseAlarmWithin, Long split, boolean asKnownNow) {}
