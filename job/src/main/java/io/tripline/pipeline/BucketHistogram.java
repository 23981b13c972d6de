package io.tripline.pipeline;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * A histogram in Prometheus' manner: how many observations were not beyond each of a few bounds.
 * Buckets of many subtasks add up, and their increase over any time tells the quantiles of that
 * time; the quantiles of Flink's own histograms do neither, and with a few events a day they are
 * those of last month.
 *
 * <p>In its group are {@code sum}, in seconds, {@code count} and, with the label {@code le}, a
 * {@code bucket} for each bound and {@code Inf}. What is below zero counts as not beyond the first
 * bound. Starts at zero with every attempt of a task.
 *
 * <p>One thread observes, others may read: what they see may be a moment old.
 */
public final class BucketHistogram {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final String INFINITE = "Inf";

  private final long[] boundsMillis;

  /** How many observations fell into each bucket and into none before it. */
  private final long[] counts;

  private long sumMillis;

  /**
   * A histogram that is found in a group.
   *
   * @param boundsSeconds ascending; whole, because Flink's reporter makes an underscore of a point
   *     in the value of a label, as it does of the plus of Prometheus' own +Inf
   */
  public BucketHistogram(MetricGroup group, long... boundsSeconds) {
    boundsMillis = Arrays.stream(boundsSeconds).map(TimeUnit.SECONDS::toMillis).toArray();
    counts = new long[boundsMillis.length + 1];
    for (int i = 0; i < boundsSeconds.length; i++) {
      bucket(group, Long.toString(boundsSeconds[i]), i);
    }
    bucket(group, INFINITE, boundsSeconds.length);
    group.gauge("count", (Gauge<Long>) () -> upTo(boundsSeconds.length));
    group.gauge("sum", (Gauge<Double>) () -> sumMillis / MILLIS_PER_SECOND);
  }

  private void bucket(MetricGroup group, String bound, int index) {
    group.addGroup("le", bound).gauge("bucket", (Gauge<Long>) () -> upTo(index));
  }

  private long upTo(int index) {
    long sum = 0;
    for (int i = 0; i <= index; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** Takes in how long something took, in milliseconds. */
  public void observe(long millis) {
    int index = 0;
    while (index < boundsMillis.length && millis > boundsMillis[index]) {
      index++;
    }
    counts[index]++;
    sumMillis += millis;
  }
}
