package io.tripline.kafka;

import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.sink.KafkaResults;
import io.tripline.kafka.source.KafkaFacts;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
import java.time.Clock;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main job: from topics of facts, through the pipeline, to topics of results.
 *
 * <pre>
 *   tripline.cost ────────┐
 *   tripline.ticket ──────┼─▶ reading ─▶ pipeline ─┬─▶ tripline.events
 *   tripline.allocation ──┤      │          │       ├─▶ tripline.statements
 *   tripline.governance ──┘      │          │       └─▶ tripline.state
 *                                └──────────┴─────────▶ tripline.dead-letters
 * </pre>
 */
public final class LiveJob {
  private LiveJob() {}

  /**
   * Lays the job out in an environment that has {@link TriplinePipeline#configuration()}; whoever
   * calls executes it.
   */
  public static void connect(
      StreamExecutionEnvironment environment, JobConfiguration configuration) {
    KafkaFacts input = KafkaFacts.read(environment, configuration);
    Results results =
        TriplinePipeline.connect(input.facts(), configuration.ledger(), Interval.ENDLESS);
    new KafkaResults(configuration, Destination.live(configuration), Clock.systemUTC())
        .write(results, input.unread());
  }
}
