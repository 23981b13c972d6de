package io.tripline.kafka.source;

import io.tripline.kafka.config.InputSettings;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import java.util.HashSet;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The facts in the topics of the feeds.
 *
 * @param facts with timestamps and watermarks, as the pipeline wants them
 * @param unread what is no fact
 */
public record KafkaFacts(DataStream<Admissible> facts, DataStream<Refusal> unread) {
  static final String SOURCE_UID = "kafka-facts";
  static final String PARTING_UID = "kafka-reading";

  private static final OutputTag<Refusal> UNREAD =
      new OutputTag<>("unread", RecordTypes.of(Refusal.class));

  /** Reads all topics of facts, from their beginning. */
  public static KafkaFacts read(
      StreamExecutionEnvironment environment, JobConfiguration configuration) {
    KafkaSource<Reading> source =
        topics(configuration)
            .setProperties(configuration.connection().consumerProperties())
            .setTopics(configuration.topics().facts().stream().map(Topic::name).toList())
            .setGroupId(configuration.input().groupId())
            .build();
    return read(environment, source, configuration.input());
  }

  /**
   * Reads all topics of facts once more, from their beginning to where they ended when they were
   * surveyed.
   */
  public static KafkaFacts replay(
      StreamExecutionEnvironment environment, JobConfiguration configuration, TopicSurvey survey) {
    KafkaSource<Reading> source =
        topics(configuration)
            .setProperties(ReplayedTopics.consumer(configuration))
            .setPartitions(new HashSet<>(survey.ends().keySet()))
            .setBounded(OffsetsInitializer.offsets(survey.ends()))
            .build();
    return read(environment, source, ReplayedTopics.input(configuration.input()));
  }

  private static KafkaSourceBuilder<Reading> topics(JobConfiguration configuration) {
    return KafkaSource.<Reading>builder()
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new FactDeserializer(configuration));
  }

  private static KafkaFacts read(
      StreamExecutionEnvironment environment, KafkaSource<Reading> source, InputSettings input) {
    SingleOutputStreamOperator<Admissible> facts =
        environment
            .fromSource(source, ReadingWatermarks.of(input), SOURCE_UID)
            .uid(SOURCE_UID)
            .process(new Parting(), RecordTypes.of(Admissible.class))
            .uid(PARTING_UID)
            .name(PARTING_UID);
    return new KafkaFacts(facts, facts.getSideOutput(UNREAD));
  }

  /** Parts facts from what is none; heartbeats have done what they came for. */
  private static final class Parting extends ProcessFunction<Reading, Admissible> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Reading reading, Context context, Collector<Admissible> out) {
      if (reading instanceof Reading.Read read) {
        out.collect(read.admissible());
      } else if (reading instanceof Reading.Refused refused) {
        context.output(UNREAD, refused.refusal());
      }
    }
  }
}
