package io.tripline.cli;

import io.tripline.kafka.admin.ClusterTopics;
import io.tripline.kafka.admin.ObservedCluster;
import io.tripline.kafka.admin.ObservedTopic;
import io.tripline.kafka.admin.WantedTopic;
import io.tripline.kafka.config.JobConfiguration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the topics of a job. */
@Command(
    name = "create",
    description = {
      "Make the topics of a live job with the settings that it needs.",
      "Those that are there already are left alone and checked, as tripline topics check does: the"
          + " command can be given again and again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All topics are there, and the job can work with them; there may be warnings.",
      "1:Something is wrong with one that was there, or the command was not used right.",
      "2:Kafka could not be asked, or would not make a topic."
    },
    footer = {
      "",
      "Examples:",
      "  tripline topics create --config tripline.yaml --dry-run",
      "  tripline topics create --config tripline.yaml --replication-factor 3",
      "  tripline topics create --config tripline.yaml --fact-retention 800d"
    })
final class TopicsCreateCommand implements Callable<Integer> {
  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_REPLICAS = 100;

  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--fact-partitions",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Partitions of each topic of facts: as many at most as readers of the job have work."
              + " Default: ${DEFAULT-VALUE}")
  private int factPartitions;

  @Option(
      names = "--result-partitions",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Partitions of each topic of results; what is said of one service stands in one, in"
              + " order. Default: ${DEFAULT-VALUE}")
  private int resultPartitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description =
          "On how many brokers each partition is kept; with 3 or more, two must have a record"
              + " before it counts as written. Default: what the brokers do by default.")
  private Integer replicationFactor;

  @Mixin private RetentionOptions retention;

  @Option(names = "--dry-run", description = "Only say what would be made.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    JobConfiguration configuration = options.read();
    Short replicas = replicationFactor == null ? null : replicationFactor.shortValue();
    List<WantedTopic> wanted =
        WantedTopic.of(configuration, retention.settings(factPartitions, resultPartitions));
    try (ClusterTopics topics = ClusterTopics.of(configuration.connection())) {
      ObservedCluster before = topics.observe(wanted.stream().map(WantedTopic::name).toList());
      List<ObservedTopic> made = topics.create(wanted, replicas, before, dryRun);
      Map<String, ObservedTopic> news =
          made.stream().collect(Collectors.toMap(ObservedTopic::name, topic -> topic));
      wanted.stream()
          .filter(topic -> news.containsKey(topic.name()))
          .forEach(topic -> report(topic, news.get(topic.name())));
      return TopicsCheckCommand.report(
          configuration, wanted, before.with(made), news.keySet(), spec.commandLine().getOut());
    }
  }

  private void checkOptions() {
    checkRange("--fact-partitions", factPartitions, MOST_PARTITIONS);
    checkRange("--result-partitions", resultPartitions, MOST_PARTITIONS);
    if (replicationFactor != null) {
      checkRange("--replication-factor", replicationFactor, MOST_REPLICAS);
    }
  }

  private void checkRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; write 1 to " + most);
    }
  }

  private void report(WantedTopic topic, ObservedTopic made) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s: %s: %s, %s"
            .formatted(
                topic.name(),
                dryRun ? "would be made" : "made",
                TopicsCheckCommand.size(made),
                String.join(" ", topic.written(made))));
    out.flush();
  }
}
