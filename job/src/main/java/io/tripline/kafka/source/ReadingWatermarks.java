package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** How far known time has come in a partition, seen from its facts and heartbeats. */
final class ReadingWatermarks {
  private ReadingWatermarks() {}

  static WatermarkStrategy<Reading> of(InputSettings settings) {
    long outOfOrderness = settings.outOfOrderness().toMillis();
    WatermarkStrategy<Reading> strategy =
        WatermarkStrategy.<Reading>forGenerator(context -> new Behind(outOfOrderness))
            .withTimestampAssigner(ReadingWatermarks::time);
    Duration idleness = settings.idleness();
    return idleness == null ? strategy : strategy.withIdleness(idleness);
  }

  /**
   * What could not be read has no known time; it is given that of the message, and moves nothing.
   */
  private static long time(Reading reading, long ofMessage) {
    if (reading instanceof Reading.Read read) {
      return read.admissible().fact().recordedAt();
    }
    return reading instanceof Reading.Beat beat ? beat.time() : ofMessage;
  }

  private static final class Behind implements WatermarkGenerator<Reading> {
    private final long outOfOrderness;
    private long reached;

    Behind(long outOfOrderness) {
      this.outOfOrderness = outOfOrderness;
      this.reached = Long.MIN_VALUE + outOfOrderness + 1;
    }

    @Override
    public void onEvent(Reading reading, long timestamp, WatermarkOutput output) {
      if (!(reading instanceof Reading.Refused)) {
        reached = Math.max(reached, timestamp);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(reached - outOfOrderness - 1));
    }
  }
}
