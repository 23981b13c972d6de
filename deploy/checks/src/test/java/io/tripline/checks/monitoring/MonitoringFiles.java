package io.tripline.checks.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.checks.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What lies in {@code deploy/monitoring}. */
final class MonitoringFiles {
  static final Path FOLDER = Checkout.root().resolve("deploy/monitoring");
  static final Path PROMETHEUS = FOLDER.resolve("prometheus");
  static final String RULES = "tripline.rules.yaml";
  static final String RULE_TESTS = "tripline.rules.test.yaml";

  private static final ObjectMapper JSON = new ObjectMapper();

  private MonitoringFiles() {}

  /**
   * Something that asks Prometheus for something.
   *
   * @param where it is written
   * @param expression in PromQL
   * @param legend labels and all, or empty
   */
  record Query(String where, String expression, String legend) {}

  /** A rule as it is written: {@code alert} or {@code record}, {@code expr} and so on. */
  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : yaml(PROMETHEUS.resolve(RULES)).path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  static JsonNode yaml(Path file) throws IOException {
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    return JSON.valueToTree(read);
  }

  /** Of all rules. */
  static List<Query> ruleQueries() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText(rule.path("record").asText());
      queries.add(new Query(name, rule.path("expr").asText(), ""));
    }
    return queries;
  }

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("grafana/dashboards"))) {
      return files.sorted().toList();
    }
  }

  /** Of all panels, with what Grafana puts in their place for variables. */
  static List<Query> panelQueries(String jobName) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (Path file : dashboards()) {
      for (JsonNode panel : JSON.readTree(file.toFile()).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              new Query(
                  file.getFileName() + ": " + panel.path("title").asText(),
                  target
                      .path("expr")
                      .asText()
                      .replace("$job_name", jobName)
                      .replace("$__rate_interval", "1m"),
                  target.path("legendFormat").asText()));
        }
      }
    }
    return queries;
  }
}
