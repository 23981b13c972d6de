package io.tripline.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.pipeline.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.api.Test;

class ReadingWatermarksTest {
  private static final Origin ORIGIN = new Origin("tripline.cost-0", 1);
  private static final long MESSAGE_TIME = 999_999L;

  @Test
  void knownTimeFollowsFacts() {
    assertThat(watermarkAfter(Duration.ZERO, fact(1000))).isEqualTo(999);
  }

  @Test
  void knownTimeFollowsHeartbeats() {
    assertThat(watermarkAfter(Duration.ZERO, fact(1000), new Reading.Beat(Feed.COST, 5000, 1)))
        .isEqualTo(4999);
  }

  @Test
  void whoeverTellsTheTimeMeansIt() {
    Duration outOfOrderness = Duration.ofMillis(400);
    assertThat(watermarkAfter(outOfOrderness, fact(1000), new Reading.Beat(Feed.COST, 900, 1)))
        .isEqualTo(899);
    assertThat(watermarkAfter(outOfOrderness, fact(1000), new Reading.Silence(900, 1)))
        .isEqualTo(899);
    assertThat(watermarkAfter(outOfOrderness, fact(1000), new Reading.Silence(500, 1)))
        .isEqualTo(599);
  }

  @Test
  void aTimeThatIsNotBelievedMovesNothing() {
    assertThat(watermarkAfter(Duration.ZERO, fact(1000), new Reading.DisbelievedBeat(Feed.COST, 1)))
        .isEqualTo(999);
  }

  @Test
  void knownTimeDoesNotGoBack() {
    assertThat(watermarkAfter(Duration.ZERO, fact(1000), fact(300))).isEqualTo(999);
  }

  @Test
  void factsMayStandOutOfOrder() {
    assertThat(watermarkAfter(Duration.ofMillis(400), fact(1000))).isEqualTo(599);
  }

  @Test
  void whatCannotBeReadMovesNothing() {
    Reading refused =
        new Reading.Refused(
            new Refusal(
                Feed.COST, null, ORIGIN, new byte[0], RefusalReason.UNREADABLE, null, "no"));
    assertThat(watermarkAfter(Duration.ZERO, fact(1000), refused)).isEqualTo(999);
  }

  @Test
  void beforeAnythingIsReadNothingIsKnown() {
    assertThat(watermarkAfter(Duration.ofMinutes(1))).isEqualTo(Long.MIN_VALUE);
  }

  private static Reading fact(long recordedAt) {
    return new Reading.Read(
        new Admissible(
            new PlanClosed(new FactId("pmo", "c-1"), recordedAt, "claims", "done"), ORIGIN, null));
  }

  private static long watermarkAfter(Duration outOfOrderness, Reading... readings) {
    WatermarkStrategy<Reading> strategy = ReadingWatermarks.of(settings(outOfOrderness));
    TimestampAssigner<Reading> times = strategy.createTimestampAssigner(null);
    WatermarkGenerator<Reading> generator = strategy.createWatermarkGenerator(null);
    Watermarks watermarks = new Watermarks();
    for (Reading reading : readings) {
      generator.onEvent(reading, times.extractTimestamp(reading, MESSAGE_TIME), watermarks);
    }
    generator.onPeriodicEmit(watermarks);
    return watermarks.emitted.get(0);
  }

  private static InputSettings settings(Duration outOfOrderness) {
    InputSettings defaults = JobConfiguration.defaults("127.0.0.1:9092").input();
    return new InputSettings(
        defaults.groupId(),
        defaults.start(),
        outOfOrderness,
        null,
        defaults.heartbeatInterval(),
        defaults.heartbeatDelay(),
        defaults.maxClockSkew(),
        defaults.maxRecordBytes());
  }

  private static final class Watermarks implements WatermarkOutput {
    private final List<Long> emitted = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      throw new AssertionError("no partition is given up");
    }

    @Override
    public void markActive() {
      throw new AssertionError("no partition was given up");
    }
  }
}
