package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketHistogramTest {
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final BucketHistogram histogram =
      new BucketHistogram(JobMetrics.of(metrics.operator()).addGroup("lag_seconds"), 1, 60);

  @Test
  void isThereBeforeAnythingIsObserved() {
    assertThat(metrics.value("lag_seconds_count")).isEqualTo(0L);
    assertThat(metrics.value("lag_seconds_sum")).isEqualTo(0.0);
    assertThat(metrics.value("lag_seconds_le_bucket{le=1}")).isEqualTo(0L);
    assertThat(metrics.value("lag_seconds_le_bucket{le=60}")).isEqualTo(0L);
    assertThat(metrics.value("lag_seconds_le_bucket{le=Inf}")).isEqualTo(0L);
  }

  @Test
  void bucketsHoldAllThatIsNotBeyondTheirBound() {
    for (long millis : new long[] {-3_000, 999, 1_000, 1_001, 60_000, 60_001, 1_000_000}) {
      histogram.observe(millis);
    }

    assertThat(metrics.value("lag_seconds_le_bucket{le=1}")).isEqualTo(3L);
    assertThat(metrics.value("lag_seconds_le_bucket{le=60}")).isEqualTo(5L);
    assertThat(metrics.value("lag_seconds_le_bucket{le=Inf}")).isEqualTo(7L);
    assertThat(metrics.value("lag_seconds_count")).isEqualTo(7L);
    assertThat(metrics.value("lag_seconds_sum")).isEqualTo(1_120.001);
  }
}
