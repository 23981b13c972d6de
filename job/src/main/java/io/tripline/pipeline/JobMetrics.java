package io.tripline.pipeline;

import java.util.Locale;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Where the metrics of the job are, and how their labels are written. A reporter that knows labels,
 * such as Prometheus', makes {@code tripline_feed_outcome_facts_total{feed="cost",
 * outcome="applied"}} of a metric that is {@code tripline.feed.cost.outcome.applied.facts_total}
 * elsewhere: Flink leaves the names of labels in the name of a metric. Labels have values out of
 * enumerations only, so that nothing that is heard of makes more time series.
 */
public final class JobMetrics {
  private static final String ROOT = "tripline";

  private JobMetrics() {}

  /** Those of an operator. */
  public static MetricGroup of(RuntimeContext context) {
    return of(context.getMetricGroup());
  }

  /** Those of an operator whose own group this is. */
  public static MetricGroup of(MetricGroup operator) {
    return operator.addGroup(ROOT);
  }

  /** Those that have a label, the value in small letters. */
  public static MetricGroup labelled(MetricGroup group, String label, Enum<?> value) {
    return group.addGroup(label, value.name().toLowerCase(Locale.ROOT));
  }
}
