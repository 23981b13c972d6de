package io.tripline.checks;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.ConfigOption;

/** The options that Flink and its autoscaler know, since neither minds one that it does not. */
public final class FlinkOptions {
  /** Of the operator and of Flink's own binding to Kubernetes, whose jars no registry has. */
  private static final Set<String> OF_KUBERNETES =
      Set.of(
          "kubernetes.taskmanager.service-account",
          "kubernetes.operator.job.upgrade.last-state-fallback.enabled",
          "kubernetes.operator.periodic.savepoint.interval",
          "kubernetes.operator.savepoint.history.max.count",
          "kubernetes.operator.savepoint.history.max.age",
          "kubernetes.operator.cluster.health-check.enabled",
          "kubernetes.operator.cluster.health-check.checkpoint-progress.enabled");

  /** What a file system or a reporter is told is known to that plug-in alone. */
  private static final List<String> OF_PLUGINS =
      List.of("s3.endpoint", "s3.path.style.access", "metrics.reporter.prom.port");

  /** What any reporter is told is known without its name. */
  private static final Pattern REPORTER = Pattern.compile("^metrics\\.reporter\\.[a-z]+\\.");

  private FlinkOptions() {}

  /** Those of some keys that nobody would read. */
  public static List<String> unknown(Collection<String> keys) {
    Set<String> known =
        new ClassFileImporter()
                .importPackages(
                    "org.apache.flink.configuration",
                    "org.apache.flink.state.rocksdb",
                    AutoScalerOptions.class.getPackageName())
                .stream()
                .flatMap(options -> options.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(ConfigOption.class))
                .map(JavaField::reflect)
                .map(FlinkOptions::key)
                .collect(Collectors.toSet());
    return keys.stream()
        .filter(key -> !known.contains(key) && !OF_KUBERNETES.contains(key))
        .filter(key -> !OF_PLUGINS.contains(key))
        .filter(key -> !known.contains(REPORTER.matcher(key).replaceFirst("")))
        .sorted()
        .toList();
  }

  private static String key(Field field) {
    try {
      field.setAccessible(true);
      return ((ConfigOption<?>) field.get(null)).key();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the option " + field + " cannot be read", e);
    }
  }
}
