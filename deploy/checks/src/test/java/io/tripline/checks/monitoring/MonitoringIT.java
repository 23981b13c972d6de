package io.tripline.checks.monitoring;

import io.tripline.local.cluster.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class MonitoringIT {
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));
  @Test
  void dump() throws Exception {
    try (MonitoredJob job = MonitoredJob.start(InstantSource.system())) {
      job.feed();
      try {
      PATIENCE.until("trip", () -> MonitoredJob.sum(job.scrape(), "flink_taskmanager_job_task_operator_tripline_action_mode_phase_latched_switches") > 0);
      job.feedLate();
      PATIENCE.until("late", () -> MonitoredJob.sum(job.scrape(), "flink_taskmanager_job_task_operator_tripline_feed_outcome_facts_total", "late") > 0);
      PATIENCE.until("cp", () -> MonitoredJob.sum(job.scrape(), "flink_jobmanager_job_numberOfCompletedCheckpoints") > 0);
      } finally {
      Files.writeString(Path.of("target/scrape.txt"), job.scrape());
      }
    }
  }
}
