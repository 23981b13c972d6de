package io.tripline.kafka.sink;

import io.tripline.kafka.sink.Attributes.Detected;
import io.tripline.pipeline.BucketHistogram;
import io.tripline.pipeline.JobMetrics;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/**
 * The latencies of a sink's announcements, for whoever watches the job. Detection is that of what
 * is said for the first time: how long it is known already when an incident is updated or over,
 * nobody waits for.
 */
final class LatencyHistograms {
  private static final long[] LAG_BOUNDS = {
    1, 5, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 14_400
  };
  private static final long[] DWELL_BOUNDS = {1, 2, 5, 15, 60};
  private static final long[] DETECTION_BOUNDS = {
    60, 300, 600, 900, 1200, 1800, 2700, 3600, 7200, 14_400, 28_800, 86_400, 259_200
  };

  private final BucketHistogram sourceLag;
  private final BucketHistogram dwell;
  private final Map<Detected, BucketHistogram> detection = new EnumMap<>(Detected.class);

  /**
   * @param operator the sink's own group
   * @param detecting whether anything is said there for the first time
   */
  LatencyHistograms(MetricGroup operator, boolean detecting) {
    MetricGroup metrics = JobMetrics.of(operator);
    sourceLag = new BucketHistogram(metrics.addGroup("source_lag_seconds"), LAG_BOUNDS);
    dwell = new BucketHistogram(metrics.addGroup("dwell_seconds"), DWELL_BOUNDS);
    if (detecting) {
      for (Detected kind : Detected.values()) {
        MetricGroup ofKind = JobMetrics.labelled(metrics, "kind", kind);
        detection.put(
            kind, new BucketHistogram(ofKind.addGroup("detection_seconds"), DETECTION_BOUNDS));
      }
    }
  }

  /**
   * @param detected what was said for the first time, or null
   */
  void observe(Latencies latencies, Detected detected) {
    sourceLag.observe(latencies.sourceLag());
    dwell.observe(latencies.dwell());
    if (detected != null) {
      detection.get(detected).observe(latencies.detection());
    }
  }
}
