package io.tripline.cli;

import io.tripline.kafka.admin.TopicSettings;
import picocli.CommandLine.Option;

/** For how long each kind of topic is to keep its records. */
final class RetentionOptions {
  @Option(
      names = "--fact-retention",
      paramLabel = "TIME",
      defaultValue = "forever",
      converter = Retention.Converter.class,
      description =
          "For how long facts are kept at least: a duration such as 400d, or forever. A replay, or"
              + " a job that has lost its state, knows only the facts that are still there, and"
              + " sums over the life of a plan need those of all of it. Default: ${DEFAULT-VALUE}")
  private Retention facts;

  @Option(
      names = "--event-retention",
      paramLabel = "TIME",
      defaultValue = "forever",
      converter = Retention.Converter.class,
      description = "For how long events are kept at least. Default: ${DEFAULT-VALUE}")
  private Retention events;

  @Option(
      names = "--statement-retention",
      paramLabel = "TIME",
      defaultValue = "400d",
      converter = Retention.Converter.class,
      description =
          "For how long statements are kept at least: a year, and what it takes to close its books."
              + " Default: ${DEFAULT-VALUE}")
  private Retention statements;

  @Option(
      names = "--dead-letter-retention",
      paramLabel = "TIME",
      defaultValue = "90d",
      converter = Retention.Converter.class,
      description = "For how long dead letters are kept at least. Default: ${DEFAULT-VALUE}")
  private Retention deadLetters;

  /** For topics that are to be made. */
  TopicSettings settings(int factPartitions, int resultPartitions) {
    return new TopicSettings(
        factPartitions,
        resultPartitions,
        facts.atLeast(),
        events.atLeast(),
        statements.atLeast(),
        deadLetters.atLeast());
  }

  /** For topics that are there, with as many partitions as they like. */
  TopicSettings settings() {
    return settings(1, 1);
  }
}
