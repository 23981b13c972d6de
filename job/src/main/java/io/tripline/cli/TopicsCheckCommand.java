package io.tripline.cli;

import io.tripline.kafka.admin.ClusterTopics;
import io.tripline.kafka.admin.Finding;
import io.tripline.kafka.admin.ObservedCluster;
import io.tripline.kafka.admin.ObservedTopic;
import io.tripline.kafka.admin.TopicCheck;
import io.tripline.kafka.admin.WantedTopic;
import io.tripline.kafka.config.JobConfiguration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is wrong with the topics of a job. */
@Command(
    name = "check",
    description = {
      "Say of each topic of a live job what is wrong with it, and what to do: missing, cleaned up"
          + " so that facts or results are lost, too small for what has to fit, not to be read or"
          + " written by this user; and of the brokers, whether they take the job's transactions.",
      "Looks only, and changes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The job can work with these topics; there may be warnings.",
      "1:Something is wrong, or the command was not used right.",
      "2:Kafka could not be asked."
    },
    footer = {
      "",
      "Examples:",
      "  tripline topics check --config tripline.yaml",
      "  tripline topics check --config tripline.yaml --fact-retention 400d"
    })
final class TopicsCheckCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;
  @Mixin private RetentionOptions retention;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobConfiguration configuration = options.read();
    List<WantedTopic> wanted = WantedTopic.of(configuration, retention.settings());
    try (ClusterTopics topics = ClusterTopics.of(configuration.connection())) {
      ObservedCluster cluster = topics.observe(wanted.stream().map(WantedTopic::name).toList());
      return report(configuration, wanted, cluster, Set.of(), spec.commandLine().getOut());
    }
  }

  /**
   * Prints all that was found, and that topics that nothing was found of are good.
   *
   * @param told the names of topics that need not be called good
   * @return the exit code
   */
  static int report(
      JobConfiguration configuration,
      List<WantedTopic> wanted,
      ObservedCluster cluster,
      Set<String> told,
      PrintWriter out) {
    List<Finding> findings = TopicCheck.of(configuration, wanted, cluster);
    findings.forEach(out::println);
    wanted.stream()
        .map(topic -> cluster.topics().get(topic.name()))
        .filter(topic -> topic != null && !told.contains(topic.name()))
        .filter(topic -> !isMentioned(topic, findings))
        .forEach(topic -> out.println(topic.name() + ": good: " + size(topic)));
    out.flush();
    return findings.stream().anyMatch(Finding::isError) ? 1 : 0;
  }

  private static boolean isMentioned(ObservedTopic topic, List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.subject().equals(topic.name()));
  }

  /** How many partitions and replicas it has. */
  static String size(ObservedTopic topic) {
    return counted(topic.partitions(), "partition")
        + ", "
        + counted(topic.replicationFactor(), "replica");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
