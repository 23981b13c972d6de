package io.tripline.kafka.source;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.kafka.message.Message;
import io.tripline.kafka.message.MessageOrigin;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.FactType;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads messages in the framing of their topic. Whatever the bytes are, it says something about
 * them and throws nothing: one bad message must not stop a job. A registry that the configuration
 * wants waited for does.
 */
final class FactDeserializer implements KafkaRecordDeserializationSchema<Reading> {
  private static final long serialVersionUID = 1L;

  private final JobConfiguration configuration;

  private transient RecordReader records;
  private transient Intake intake;

  FactDeserializer(JobConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void open(InitializationContext context) {
    records = RecordReader.of(configuration.topics().facts(), configuration.registry());
    intake = new Intake(configuration.currency(), configuration.ledger().calendars());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Reading> out) {
    out.collect(read(message));
  }

  private Reading read(ConsumerRecord<byte[], byte[]> message) {
    if (Heartbeat.is(message)) {
      return new Reading.Beat(message.timestamp());
    }
    Origin origin = MessageOrigin.of(message.topic(), message.partition(), message.offset());
    byte[] original = Message.of(message).pack();
    Feed feed = configuration.topics().feedOf(message.topic());
    try {
      return new Reading.Read(new Admissible(fact(message, feed), origin, original));
    } catch (RefusedException e) {
      return new Reading.Refused(
          new Refusal(
              feed, null, origin, original, e.reason(), e.field().orElse(null), e.getMessage()));
    }
  }

  private Fact fact(ConsumerRecord<byte[], byte[]> message, Feed feed) throws RefusedException {
    try {
      SpecificRecord record = records.read(message);
      checkCarried(record, feed);
      return intake.fact(record);
    } catch (FormatException e) {
      throw RefusedException.of(e);
    }
  }

  private static void checkCarried(SpecificRecord record, Feed feed) throws FormatException {
    boolean carried =
        FactType.of(record).filter(type -> type.feed().name().equals(feed.name())).isPresent();
    if (!carried) {
      throw new FormatException(
          Fault.UNKNOWN_TYPE,
          "the message is a %s, which feed %s does not carry; send it to the topic of its feed"
              .formatted(record.getSchema().getName(), feed));
    }
  }

  @Override
  public TypeInformation<Reading> getProducedType() {
    return RecordTypes.of(Reading.class);
  }
}
