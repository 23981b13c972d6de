package io.tripline.kafka;

import io.tripline.ledger.LedgerSettings;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.Results;
import io.tripline.pipeline.TriplinePipeline;
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
   *
   * @param currency ISO 4217 code of all money; facts in another are refused
   */
  public static void connect(
      StreamExecutionEnvironment environment,
      KafkaSettings kafka,
      LedgerSettings ledger,
      String currency) {
    FactDeserializer decoder = new FactDeserializer(kafka.topics(), ledger, currency);
    KafkaFacts input = KafkaFacts.read(environment, kafka, decoder);
    Results results = TriplinePipeline.connect(input.facts(), ledger, Interval.ENDLESS);
    new KafkaResults(kafka).write(results, input.unread());
  }
}
