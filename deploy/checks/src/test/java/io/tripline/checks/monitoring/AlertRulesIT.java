package io.tripline.checks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.checks.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, as Prometheus' and Alertmanager's own tools and their readers find them. */
final class AlertRulesIT {
  @Test
  void every_rule_does_what_its_tests_say() throws Exception {
    Tool promtool =
        Tool.run(
            MonitoringFiles.PROMETHEUS, "promtool", "test", "rules", MonitoringFiles.RULE_TESTS);

    assertThat(promtool.output()).contains("SUCCESS");
    assertThat(promtool.status()).as("%s", promtool.output()).isZero();
  }

  @Test
  void a_rule_that_is_not_what_it_was_fails_its_test(@TempDir Path folder) throws Exception {
    for (JsonNode rule : MonitoringFiles.rules()) {
      if (rule.path("alert").asText().equals("TriplineFarBehindClock")) {
        String rules = Files.readString(MonitoringFiles.PROMETHEUS.resolve(MonitoringFiles.RULES));
        String expression = rule.path("expr").asText();
        assertThat(rules).contains(expression);
        Files.writeString(
            folder.resolve(MonitoringFiles.RULES), rules.replace(expression, expression + " * 2"));
      }
    }
    Files.copy(
        MonitoringFiles.PROMETHEUS.resolve(MonitoringFiles.RULE_TESTS),
        folder.resolve(MonitoringFiles.RULE_TESTS));

    Tool promtool = Tool.run(folder, "promtool", "test", "rules", MonitoringFiles.RULE_TESTS);

    assertThat(promtool.status()).isNotZero();
    assertThat(promtool.output()).contains("FAILED").contains("TriplineFarBehindClock");
  }

  @Test
  void a_rule_that_cannot_be_read_is_no_rule(@TempDir Path folder) throws Exception {
    String rules = Files.readString(MonitoringFiles.PROMETHEUS.resolve(MonitoringFiles.RULES));
    Files.writeString(
        folder.resolve(MonitoringFiles.RULES),
        rules.replace("sum by (job_name)", "sum by job_name"));

    Tool promtool = Tool.run(folder, "promtool", "check", "rules", MonitoringFiles.RULES);

    assertThat(promtool.status()).isNotZero();
    assertThat(promtool.output()).contains("parse error");
  }

  @Test
  void every_alert_is_tested_firing_and_not_firing() throws Exception {
    List<String> fire = new ArrayList<>();
    List<String> doNot = new ArrayList<>();
    Set<String> queried = new TreeSet<>();
    JsonNode tests =
        MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve(MonitoringFiles.RULE_TESTS));
    for (JsonNode test : tests.path("tests")) {
      for (JsonNode alert : test.path("alert_rule_test")) {
        (alert.path("exp_alerts").isEmpty() ? doNot : fire).add(alert.path("alertname").asText());
      }
      for (JsonNode query : test.path("promql_expr_test")) {
        queried.add(query.path("expr").asText());
      }
    }

    assertThat(MonitoringFiles.rules()).isNotEmpty();
    for (JsonNode rule : MonitoringFiles.rules()) {
      if (rule.has("alert")) {
        assertThat(fire).contains(rule.path("alert").asText());
        assertThat(doNot).contains(rule.path("alert").asText());
      } else {
        assertThat(queried)
            .anySatisfy(query -> assertThat(query).contains(rule.path("record").asText()));
      }
    }
  }

  @Test
  void every_alert_says_how_bad_it_is_and_what_to_do() throws Exception {
    List<String> runbook =
        Files.readAllLines(Checkout.root().resolve("deploy/OPERATIONS.md")).stream()
            .filter(line -> line.startsWith("### Tripline"))
            .map(line -> line.substring("### ".length()))
            .toList();
    List<String> alerts = new ArrayList<>();
    for (JsonNode rule : MonitoringFiles.rules()) {
      if (rule.has("alert")) {
        String alert = rule.path("alert").asText();
        alerts.add(alert);
        assertThat(rule.path("labels").path("severity").asText())
            .as(alert)
            .isIn("critical", "warning", "info");
        assertThat(rule.path("annotations").path("summary").asText()).as(alert).endsWith(".");
        assertThat(rule.path("annotations").path("description").asText()).as(alert).endsWith(".");
        assertThat(rule.path("annotations").path("runbook_url").asText())
            .isEqualTo("deploy/OPERATIONS.md#" + alert.toLowerCase(Locale.ROOT));
      }
    }

    assertThat(runbook).containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void prometheus_takes_its_configuration() throws Exception {
    Tool promtool =
        Tool.run(MonitoringFiles.PROMETHEUS, "promtool", "check", "config", "prometheus.yaml");

    assertThat(promtool.status()).as("%s", promtool.output()).isZero();
    assertThat(promtool.output()).contains("1 rule files found");
  }

  @Test
  void alertmanager_takes_its_configuration_and_wakes_somebody_for_what_is_critical()
      throws Exception {
    Path folder = MonitoringFiles.FOLDER.resolve("alertmanager");
    Tool check = Tool.run(folder, "amtool", "check-config", "alertmanager.yaml");
    assertThat(check.status()).as("%s", check.output()).isZero();

    assertThat(receiver(folder, "severity=critical")).isEqualTo("on-call");
    assertThat(receiver(folder, "severity=warning")).isEqualTo("operators");
    assertThat(receiver(folder, "severity=info")).isEqualTo("nobody");
  }

  private static String receiver(Path folder, String severity) throws Exception {
    String[] arguments = {
      "config", "routes", "test", "--config.file=alertmanager.yaml", severity, "job_name=Tripline"
    };
    return Tool.run(folder, "amtool", arguments).output().lines().reduce((a, b) -> b).orElse("");
  }
}
