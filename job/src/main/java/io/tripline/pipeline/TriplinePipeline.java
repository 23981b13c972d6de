package io.tripline.pipeline;

import io.tripline.ledger.LedgerSettings;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The topology. */
public final class TriplinePipeline {
  private TriplinePipeline() {}

  /**
   * Lays the pipeline behind a stream of facts.
   *
   * @param facts with {@code recordedAt} as timestamps, and with watermarks: see {@link
   *     KnownTimeWatermarks}; of several feeds, their union
   * @param settings the grid of time and the calendars
   * @param interval the known time to cover
   */
  public static Results connect(
      DataStream<Admissible> facts, LedgerSettings settings, Interval interval) {
    throw new IllegalStateException("being written");
  }
}
