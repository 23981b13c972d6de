package io.tripline.kafka.source;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
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
import io.tripline.schemas.SingleObjectCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads messages in Avro's single-object encoding. Whatever the bytes are, it says something about
 * them and throws nothing: one bad message must not stop a job.
 */
final class FactDeserializer implements KafkaRecordDeserializationSchema<Reading> {
  private static final long serialVersionUID = 1L;

  private final JobConfiguration configuration;

  private transient SingleObjectCodec codec;
  private transient Intake intake;

  FactDeserializer(JobConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void open(InitializationContext context) {
    codec = new SingleObjectCodec();
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
      return new Reading.Read(new Admissible(fact(message.value(), feed), origin, original));
    } catch (RefusedException e) {
      return new Reading.Refused(
          new Refusal(
              feed, null, origin, original, e.reason(), e.field().orElse(null), e.getMessage()));
    }
  }

  private Fact fact(byte[] value, Feed feed) throws RefusedException {
    try {
      SpecificRecord record = codec.decode(value);
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
