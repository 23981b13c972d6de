package io.tripline.kafka.sink;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The latencies of the latest announcements of a sink, for whoever watches the job. */
final class LatencyHistograms {
  /** Of so many announcements. */
  private static final int LATEST = 1_000;

  private final Histogram sourceLag;
  private final Histogram dwell;
  private final Histogram detection;

  LatencyHistograms(MetricGroup sink) {
    MetricGroup latency = sink.addGroup("latency");
    sourceLag = histogram("sourceLagMs", latency);
    dwell = histogram("dwellMs", latency);
    detection = histogram("detectionMs", latency);
  }

  private static Histogram histogram(String name, MetricGroup group) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(LATEST));
  }

  void update(Latencies latencies) {
    sourceLag.update(latencies.sourceLag());
    dwell.update(latencies.dwell());
    if (latencies.detection() != null) {
      detection.update(latencies.detection());
    }
  }
}
