package io.tripline.kafka.source;

import java.util.function.ObjLongConsumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Passes on what a reader reads, and tells how far it has come in each of its splits, just before
 * it passes on what is there.
 */
final class TrackingOutput implements ReaderOutput<Reading> {
  private final ReaderOutput<Reading> output;
  private final ObjLongConsumer<String> positions;

  /**
   * @param positions told a split's id, and the offset of the next message to be read in it
   */
  TrackingOutput(ReaderOutput<Reading> output, ObjLongConsumer<String> positions) {
    this.output = output;
    this.positions = positions;
  }

  /** What it passes on to. */
  ReaderOutput<Reading> untracked() {
    return output;
  }

  @Override
  public SourceOutput<Reading> createOutputForSplit(String splitId) {
    return new OfSplit(output.createOutputForSplit(splitId), splitId);
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    output.releaseOutputForSplit(splitId);
  }

  @Override
  public void collect(Reading reading) {
    throw new IllegalStateException("what is read belongs to a split");
  }

  @Override
  public void collect(Reading reading, long timestamp) {
    throw new IllegalStateException("what is read belongs to a split");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    output.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    output.markIdle();
  }

  @Override
  public void markActive() {
    output.markActive();
  }

  private final class OfSplit implements SourceOutput<Reading> {
    private final SourceOutput<Reading> ofSplit;
    private final String splitId;

    OfSplit(SourceOutput<Reading> ofSplit, String splitId) {
      this.ofSplit = ofSplit;
      this.splitId = splitId;
    }

    @Override
    public void collect(Reading reading) {
      positions.accept(splitId, reading.offset() + 1);
      ofSplit.collect(reading);
    }

    @Override
    public void collect(Reading reading, long timestamp) {
      positions.accept(splitId, reading.offset() + 1);
      ofSplit.collect(reading, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      ofSplit.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      ofSplit.markIdle();
    }

    @Override
    public void markActive() {
      ofSplit.markActive();
    }
  }
}
