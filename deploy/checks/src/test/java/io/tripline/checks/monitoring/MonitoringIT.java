package io.tripline.checks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.checks.monitoring.MonitoringFiles.Query;
import io.tripline.local.cluster.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that runs, a Prometheus that scrapes it, and all that is asked of that one: the rules, the
 * panels, and what is written of the metrics.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
final class MonitoringIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final String JOB_NAME = "Tripline_checks";
  private static final String OURS = "flink_taskmanager_job_task_operator_tripline_";
  private static final String FACTS = OURS + "feed_outcome_facts_total";
  private static final String RECORDS = OURS + "feed_records_total";

  /** A metric's name, and what is in braces behind it. */
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(flink_\\w+|job\\w*:tripline_\\w+:\\w+|ALERTS)(\\{[^}]*})?");

  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern OUR_METRIC =
      Pattern.compile(
          "^flink_taskmanager_job_task_operator_((?:user_)?tripline_\\w+)\\{", Pattern.MULTILINE);
  private static final Pattern LISTED =
      Pattern.compile("^\\| `((?:user_)?tripline_\\w+)`", Pattern.MULTILINE);

  private Path folder;
  private MonitoredJob job;
  private PrometheusProcess prometheus;

  @BeforeAll
  void run(@TempDir Path temporary) throws Exception {
    folder = temporary;
    job = MonitoredJob.start(InstantSource.system());
    prometheus = PrometheusProcess.start(folder, job.target());
    PATIENCE.until("scrape of counters at zero", () -> !prometheus.query(FACTS).isEmpty());
    job.feed();
    PATIENCE.until(
        "switch that is latched, as Prometheus sees it",
        () ->
            !prometheus.query("job_action_mode_phase:tripline_latched_switches:sum > 0").isEmpty());
    job.feedLate();
    PATIENCE.until(
        "late fact, as Prometheus sees it",
        () -> !prometheus.query("sum(rate(" + FACTS + "{outcome='late'}[1m])) > 0").isEmpty());
    PATIENCE.until(
        "age of a checkpoint",
        () -> !prometheus.query("job:tripline_checkpoint_age_seconds:min < 60").isEmpty());
  }

  @AfterAll
  void close() throws Exception {
    try (MonitoredJob closingLast = job;
        PrometheusProcess closing = prometheus) {
      Path kept = Files.createDirectories(Path.of("target", "monitoring"));
      Files.writeString(kept.resolve("scrape.txt"), job.scrape());
      Files.copy(
          folder.resolve("prometheus.log"),
          kept.resolve("prometheus.log"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void every_fact_is_counted_once_by_feed_and_outcome() throws Exception {
    String scrape = job.scrape();

    assertThat(facts(scrape, "cost", "applied")).isEqualTo(8);
    assertThat(facts(scrape, "cost", "late")).isEqualTo(5);
    assertThat(facts(scrape, "cost", "duplicate")).isEqualTo(4);
    assertThat(facts(scrape, "cost", "refused")).isEqualTo(4);
    assertThat(facts(scrape, "ticket", "applied")).isEqualTo(1);
    assertThat(facts(scrape, "ticket", "refused")).isEqualTo(1);
    assertThat(facts(scrape, "allocation", "applied")).isEqualTo(1);
    assertThat(facts(scrape, "governance", "applied")).isEqualTo(1);
    assertThat(facts(scrape, "governance", "refused")).isEqualTo(1);
    assertThat(MonitoredJob.sum(scrape, RECORDS)).isEqualTo(MonitoredJob.sum(scrape, FACTS));
    assertThat(letters(scrape, "wrong_currency")).isEqualTo(4);
    assertThat(letters(scrape, "unreadable")).isEqualTo(1);
    assertThat(letters(scrape, "version_not_higher")).isEqualTo(1);
    assertThat(MonitoredJob.sum(scrape, OURS + "reason_dead_letters_total")).isEqualTo(6);
  }

  private static double facts(String scrape, String feed, String outcome) {
    return MonitoredJob.sum(scrape, FACTS, "feed=\"" + feed + "\"", "outcome=\"" + outcome + "\"");
  }

  private static double letters(String scrape, String reason) {
    return MonitoredJob.sum(
        scrape, OURS + "reason_dead_letters_total", "reason=\"" + reason + "\"");
  }

  @Test
  void what_stands_open_is_counted_by_how_bad_it_is() throws Exception {
    String scrape = job.scrape();

    assertThat(MonitoredJob.sum(scrape, OURS + "services")).isEqualTo(2);
    String incidents = OURS + "severity_open_incidents";
    assertThat(MonitoredJob.sum(scrape, incidents, "severity=\"critical\"")).isEqualTo(1);
    assertThat(MonitoredJob.sum(scrape, incidents, "severity=\"warning\"")).isEqualTo(1);
    String switches = OURS + "action_mode_phase_latched_switches";
    assertThat(MonitoredJob.sum(scrape, switches)).isEqualTo(1);
    assertThat(MonitoredJob.sum(scrape, switches, "action=\"defund\"", "mode=\"enforce\""))
        .isEqualTo(1);
    String detected =
        "flink_taskmanager_job_task_operator_user_tripline_kind_detection_seconds_count";
    assertThat(MonitoredJob.sum(scrape, detected, "kind=\"incident\"")).isGreaterThanOrEqualTo(2);
    assertThat(MonitoredJob.sum(scrape, detected, "kind=\"trip\"")).isEqualTo(1);
  }

  @Test
  void every_label_of_ours_has_values_that_can_be_counted() throws Exception {
    assertThat(job.scrape()).doesNotContain("\"watched\"").doesNotContain("somebody");
  }

  @Test
  void what_rules_and_panels_ask_for_is_exported_with_the_labels_they_use() throws Exception {
    List<Query> queries = new ArrayList<>(MonitoringFiles.ruleQueries());
    queries.addAll(MonitoringFiles.panelQueries(JOB_NAME));
    assertThat(queries).hasSizeGreaterThan(40);
    for (Query query : queries) {
      Set<String> labels = new TreeSet<>();
      GROUPED
          .matcher(query.expression())
          .results()
          .forEach(grouped -> labels.addAll(List.of(grouped.group(1).split(", *", -1))));
      Matcher selectors = SELECTOR.matcher(query.expression());
      assertThat(selectors.results()).as("%s", query).isNotEmpty();
      for (String selector : selectors.reset().results().map(found -> found.group()).toList()) {
        List<JsonNode> series = answer(selector, query.where());
        for (String label : labels) {
          assertThat(series)
              .as("%s of %s has the label %s", selector, query.where(), label)
              .allMatch(one -> one.path("metric").has(label));
        }
      }
    }
  }

  /** What a busy machine was late to scrape comes with the next scrape. */
  private List<JsonNode> answer(String expression, String where) throws Exception {
    return PATIENCE.await(
        "answer to " + expression + " of " + where,
        () -> Optional.of(prometheus.query(expression)).filter(series -> !series.isEmpty()));
  }

  @Test
  void a_metric_that_is_not_exported_would_be_missed() throws Exception {
    assertThat(prometheus.query(FACTS + "{outcome=\"forgotten\"}")).isEmpty();
    assertThat(prometheus.query("flink_taskmanager_job_task_operator_tripline_facts")).isEmpty();
  }

  @Test
  void every_panel_shows_something() throws Exception {
    for (Query query : MonitoringFiles.panelQueries(JOB_NAME)) {
      List<JsonNode> series = answer(query.expression(), query.where());
      LEGEND_LABEL
          .matcher(query.legend())
          .results()
          .forEach(
              label ->
                  assertThat(series)
                      .as("%s of the legend of %s", label.group(), query.where())
                      .allMatch(one -> one.path("metric").has(label.group(1))));
    }
  }

  @Test
  void buckets_tell_quantiles() throws Exception {
    String incidents = "job_kind_le:tripline_detection_seconds_bucket:increase1d{kind='incident'}";
    List<JsonNode> median =
        answer("histogram_quantile(0.5, sum by (le) (" + incidents + ")) > 0", "this test");

    // Four hours are told within a minute: what began then is found out by the clock of now.
    assertThat(median.get(0).path("value").path(1).asDouble()).isBetween(3600.0, 28_800.0);
  }

  @Test
  void every_rule_is_evaluated_without_an_error() throws Exception {
    List<JsonNode> rules = prometheus.rules();

    assertThat(rules).hasSameSizeAs(MonitoringFiles.rules());
    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(rule.path("health").asText()).as("%s", rule).isEqualTo("ok"));
    for (JsonNode rule : MonitoringFiles.rules()) {
      if (rule.has("record")) {
        assertThat(answer(rule.path("record").asText(), "the rules")).isNotEmpty();
      }
    }
  }

  @Test
  void a_plan_that_was_refused_fires_and_a_job_that_keeps_up_does_not() throws Exception {
    PATIENCE.until(
        "alert about the plan",
        () -> !prometheus.query("ALERTS{alertname='TriplineGovernanceRefused'}").isEmpty());

    // Not even pending, once a busy machine has caught up with itself; and never firing.
    String ofOneThatDoesNot = "alertname=~'Tripline(NotRunning|.*Clock.*|Checkpoint(Old|Stopped))'";
    assertThat(prometheus.query("ALERTS{alertstate='firing'," + ofOneThatDoesNot + "}")).isEmpty();
    PATIENCE.until(
        "end of alerts about the job itself",
        () -> prometheus.query("ALERTS{" + ofOneThatDoesNot + "}").isEmpty());
  }

  @Test
  void the_list_of_metrics_is_whole() throws Exception {
    String readme = Files.readString(MonitoringFiles.FOLDER.resolve("README.md"));

    assertThat(named(LISTED, readme)).isEqualTo(named(OUR_METRIC, job.scrape()));
  }

  private static Set<String> named(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
