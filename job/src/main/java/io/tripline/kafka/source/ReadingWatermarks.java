package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** How far known time has come in a partition, seen from its facts and heartbeats. */
final class ReadingWatermarks {
  private ReadingWatermarks() {}

  /**
   * The strategy of a source. A silent partition is given up by Flink where there is no clock to
   * speak for it; where there is, {@link HeartbeatingSource} has it speak only for what was read.
   */
  static WatermarkStrategy<Reading> of(InputSettings settings) {
    WatermarkStrategy<Reading> strategy = everyPartition(settings.outOfOrderness().toMillis());
    boolean givenUp = settings.idleness() != null && !settings.heartbeats();
    return givenUp ? strategy.withIdleness(settings.idleness()) : strategy;
  }

  private static WatermarkStrategy<Reading> everyPartition(long outOfOrderness) {
    return WatermarkStrategy.<Reading>forGenerator(context -> new Behind(outOfOrderness))
        .withTimestampAssigner(ReadingWatermarks::time);
  }

  /**
   * What could not be read has no known time; it is given that of the message, and moves nothing.
   */
  private static long time(Reading reading, long ofMessage) {
    if (reading instanceof Reading.Read read) {
      return read.admissible().fact().recordedAt();
    }
    if (reading instanceof Reading.Beat beat) {
      return beat.time();
    }
    return reading instanceof Reading.Silence silence ? silence.time() : ofMessage;
  }

  /** Facts may stand out of order; whoever tells the time has taken that into account. */
  private static final class Behind implements WatermarkGenerator<Reading> {
    private final long outOfOrderness;
    private long told = Long.MIN_VALUE + 1;

    Behind(long outOfOrderness) {
      this.outOfOrderness = outOfOrderness;
    }

    @Override
    public void onEvent(Reading reading, long timestamp, WatermarkOutput output) {
      if (reading instanceof Reading.Read) {
        told = Math.max(told, timestamp - outOfOrderness);
      } else if (reading instanceof Reading.Beat || reading instanceof Reading.Silence) {
        told = Math.max(told, timestamp);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(told - 1));
    }
  }
}
