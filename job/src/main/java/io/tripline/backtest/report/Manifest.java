package io.tripline.backtest.report;

import io.tripline.backtest.source.Input;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import io.tripline.replay.ReplaySummary.FeedSummary;
import java.util.List;
import java.util.Map;

/**
 * What a backtest was made of. With the same inputs, job and options come the same results, byte
 * for byte.
 *
 * @param inputs everything that was read
 * @param falseAlarmWithin milliseconds within which an alarm that is over was a false one
 */
public record Manifest(
    String jobVersion,
    Interval interval,
    String currency,
    long falseAlarmWithin,
    List<Input> inputs,
    Map<Feed, FeedSummary> feeds) {

  /** Length of the interval in milliseconds. */
  public long length() {
    return interval.to() - interval.from();
  }
}
