package io.tripline.kafka;

import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
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
record KafkaFacts(DataStream<Admissible> facts, DataStream<Refusal> unread) {
  static final String SOURCE_UID = "kafka-facts";
  static final String PARTING_UID = "kafka-reading";

  private static final OutputTag<Refusal> UNREAD =
      new OutputTag<>("unread", RecordTypes.of(Refusal.class));

  /** Reads all topics of facts, from their beginning. */
  static KafkaFacts read(
      StreamExecutionEnvironment environment, KafkaSettings settings, FactDeserializer decoder) {
    KafkaSource<Reading> source =
        KafkaSource.<Reading>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setProperties(consumer(settings))
            .setGroupId(settings.groupId())
            .setTopics(settings.topics().facts())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(decoder)
            .build();
    SingleOutputStreamOperator<Admissible> facts =
        environment
            .fromSource(source, ReadingWatermarks.of(settings), SOURCE_UID)
            .uid(SOURCE_UID)
            .process(new Parting(), RecordTypes.of(Admissible.class))
            .uid(PARTING_UID)
            .name(PARTING_UID);
    return new KafkaFacts(facts, facts.getSideOutput(UNREAD));
  }

  private static Properties consumer(KafkaSettings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.clients());
    return properties;
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
