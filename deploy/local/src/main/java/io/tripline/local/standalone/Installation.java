package io.tripline.local.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the programs are.
 *
 * @param flink the directory of Flink's jars: all of them, and a logger's, are on the class path of
 *     its processes
 * @param brokerClassPath of the broker: Kafka's jars, and a logger's
 */
record Installation(Path flink, List<String> brokerClassPath) {
  private static final String PROMETHEUS = "flink-metrics-prometheus-";

  Installation {
    flink = flink.toAbsolutePath();
    brokerClassPath = List.copyOf(brokerClassPath);
  }

  /** The class path of Flink's processes. */
  List<String> flinkClassPath() throws ClusterException {
    if (!Files.isDirectory(flink)) {
      throw ClusterException.refused(
          "there is no directory " + flink + " of Flink's jars; name one with --flink-lib");
    }
    return List.of(flink + "/*");
  }

  /** Whether Flink can show its metrics to Prometheus. */
  boolean hasPrometheusReporter() throws IOException {
    try (Stream<Path> jars = Files.list(flink)) {
      return jars.anyMatch(jar -> jar.getFileName().toString().startsWith(PROMETHEUS));
    }
  }
}
