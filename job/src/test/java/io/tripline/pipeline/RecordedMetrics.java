package io.tripline.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/**
 * The metrics of one operator, as Prometheus' reporter names them: {@code services}, {@code
 * severity_open_incidents{severity=critical}}. Of Flink's own there are none.
 */
public final class RecordedMetrics {
  private static final String OURS = "taskmanager_job_task_operator_tripline_";
  private static final Collection<String> LABELS =
      List.of("feed", "outcome", "reason", "severity", "action", "mode", "phase", "kind", "le");

  private final Map<String, Metric> metrics = new TreeMap<>();

  /** The group of an operator; what is registered there is recorded here. */
  public InternalOperatorMetricGroup operator() {
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            TestingMetricRegistry.builder().setRegisterConsumer(this::record).build(),
            "localhost",
            ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(ExecutionAttemptID.randomId(), "task")
        .getOrAddOperator("operator");
  }

  private void record(Metric metric, String name, AbstractMetricGroup<?> group) {
    String scope = group.getLogicalScope(CharacterFilter.NO_OP_FILTER, '_') + '_';
    if (scope.startsWith(OURS)) {
      Map<String, String> labels = new TreeMap<>();
      group
          .getAllVariables()
          .forEach((key, value) -> labels.put(key.substring(1, key.length() - 1), value));
      labels.keySet().retainAll(LABELS);
      String written = labels.isEmpty() ? "" : labels.toString().replace(", ", ",");
      metrics.put(scope.substring(OURS.length()) + name + written, metric);
    }
  }

  /** What a metric says now. */
  public Number value(String name) {
    Metric metric = metrics.get(name);
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    if (metric instanceof Gauge<?> gauge) {
      return (Number) gauge.getValue();
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "no metric %s, but %s", name, metrics.keySet()));
  }

  /** Those whose names start so that are not zero. */
  public Map<String, Long> notZero(String start) {
    Map<String, Long> values = new TreeMap<>();
    for (String name : metrics.keySet()) {
      long value = value(name).longValue();
      if (name.startsWith(start) && value != 0) {
        values.put(name, value);
      }
    }
    return values;
  }
}
