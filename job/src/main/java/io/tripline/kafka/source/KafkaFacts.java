package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import java.util.HashSet;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The facts in the topics of the feeds.
 *
 * @param facts with timestamps and watermarks, as the pipeline wants them
 * @param unread what is no fact
 */
public record KafkaFacts(DataStream<Admissible> facts, DataStream<Refusal> unread) {
  static final String SOURCE_UID = "kafka-facts";
  static final String PARTING_UID = "kafka-reading";

  /** Reads all topics of facts for as long as the job runs. */
  public static KafkaFacts read(
      StreamExecutionEnvironment environment, JobConfiguration configuration) {
    return read(environment, configuration, JobClock.SYSTEM);
  }

  /** As above, by another clock. */
  static KafkaFacts read(
      StreamExecutionEnvironment environment, JobConfiguration configuration, JobClock clock) {
    InputSettings input = configuration.input();
    KafkaSource<Reading> topics =
        KafkaSource.<Reading>builder()
            .setProperties(configuration.connection().consumerProperties())
            // What was written in a transaction that was given up was never said.
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setTopics(configuration.topics().facts().stream().map(Topic::name).toList())
            .setGroupId(input.groupId())
            .setStartingOffsets(new StartingOffsets(input.start()))
            .setDeserializer(new FactDeserializer(configuration, ReadingClock.live(clock)))
            .build();
    Source<Reading, KafkaPartitionSplit, KafkaSourceEnumState> source =
        input.heartbeats()
            ? new HeartbeatingSource<>(
                topics, input, clock, subtask -> new KafkaTopicEnds(configuration, subtask))
            : topics;
    return read(environment, source, input, clock);
  }

  /**
   * Reads all topics of facts once more, from their beginning to where they ended when they were
   * surveyed.
   */
  public static KafkaFacts replay(
      StreamExecutionEnvironment environment, JobConfiguration configuration, TopicSurvey survey) {
    KafkaSource<Reading> source =
        KafkaSource.<Reading>builder()
            .setProperties(ReplayedTopics.consumer(configuration))
            .setPartitions(new HashSet<>(survey.ends().keySet()))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.offsets(survey.ends()))
            .setDeserializer(new FactDeserializer(configuration, ReadingClock.ofThen()))
            .build();
    return read(environment, source, ReplayedTopics.input(configuration.input()), JobClock.SYSTEM);
  }

  /** What a source reads, parted and counted. */
  static KafkaFacts read(
      StreamExecutionEnvironment environment,
      Source<Reading, ?, ?> source,
      InputSettings input,
      JobClock clock) {
    SingleOutputStreamOperator<Reading> readings =
        environment.fromSource(source, ReadingWatermarks.of(input), SOURCE_UID).uid(SOURCE_UID);
    SingleOutputStreamOperator<Admissible> facts =
        readings
            .process(new Parting(clock), RecordTypes.of(Admissible.class))
            .uid(PARTING_UID)
            .name(PARTING_UID);
    if (input.idleness() == null && source.getBoundedness() != Boundedness.BOUNDED) {
      // Of several readers, one without a partition would be waited for, for ever.
      readings.setParallelism(1);
      facts.setParallelism(1);
    }
    return new KafkaFacts(facts, facts.getSideOutput(Parting.UNREAD));
  }
}
