package io.tripline.kafka.replay;

import io.tripline.kafka.config.Connection;
import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.RecordSizes;
import io.tripline.kafka.config.Topic;
import io.tripline.replay.BadReplayException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** Sees to it that the topics of a run are there, and that nothing is in them yet. */
final class RunTopics {
  private RunTopics() {}

  /**
   * Makes those that are not there: of one partition, so that they can be read in order, and kept
   * until somebody deletes them, since what is in them may be about a time long past.
   *
   * @throws BadReplayException if something is in one of them
   */
  static void prepare(Connection connection, Destination.Run run)
      throws BadReplayException, InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(connection.adminProperties())) {
      Set<String> there = admin.listTopics().names().get();
      checkEmpty(admin, run, there);
      List<NewTopic> missing =
          run.topics().stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(topic -> topic(topic, run))
              .toList();
      admin.createTopics(missing).all().get();
    }
  }

  private static NewTopic topic(Topic topic, Destination.Run run) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RecordSizes.RESULTS));
    if (topic.equals(run.state())) {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    return new NewTopic(topic.name(), Optional.of(1), Optional.empty()).configs(settings);
  }

  private static void checkEmpty(Admin admin, Destination.Run run, Set<String> there)
      throws BadReplayException, InterruptedException, ExecutionException {
    Set<String> old =
        run.topics().stream().map(Topic::name).filter(there::contains).collect(Collectors.toSet());
    Map<TopicPartition, OffsetSpec> ends =
        admin.describeTopics(old).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(p -> new TopicPartition(topic.name(), p.partition())))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.listOffsets(ends).all().get();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : offsets.entrySet()) {
      if (end.getValue().offset() > 0) {
        throw new BadReplayException(
            end.getKey().topic()
                + " has been written to already; choose another run, or delete the topics of run "
                + run.run());
      }
    }
  }
}
