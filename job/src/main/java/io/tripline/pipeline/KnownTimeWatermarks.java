package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** How far known time has come, seen from the facts that have arrived. */
public final class KnownTimeWatermarks {
  private KnownTimeWatermarks() {}

  /**
   * For facts that come in order of {@code recordedAt}: with the first fact of a slice, everything
   * before the slice is known. Depends on the facts alone, so that every replay ticks alike.
   */
  public static WatermarkStrategy<Admissible> inOrder(Slices slices) {
    return WatermarkStrategy.<Admissible>forGenerator(context -> new AtTicks(slices))
        .withTimestampAssigner((admissible, previous) -> admissible.fact().recordedAt());
  }

  /**
   * For facts as they come.
   *
   * @param outOfOrderness how much later than one recorded after it a fact may arrive without being
   *     late
   * @param idleness how long a source may be silent before the others go on without it
   */
  public static WatermarkStrategy<Admissible> live(Duration outOfOrderness, Duration idleness) {
    return WatermarkStrategy.<Admissible>forBoundedOutOfOrderness(outOfOrderness)
        .withTimestampAssigner((admissible, previous) -> admissible.fact().recordedAt())
        .withIdleness(idleness);
  }

  private static final class AtTicks implements WatermarkGenerator<Admissible> {
    private final Slices slices;
    private long reached = Long.MIN_VALUE;

    AtTicks(Slices slices) {
      this.slices = slices;
    }

    @Override
    public void onEvent(Admissible event, long timestamp, WatermarkOutput output) {
      long slice = slices.floor(timestamp);
      if (slice > reached) {
        reached = slice;
        output.emitWatermark(new Watermark(slice - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // The facts say it all.
    }
  }
}
