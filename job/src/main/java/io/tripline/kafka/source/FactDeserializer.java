package io.tripline.kafka.source;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.kafka.message.Message;
import io.tripline.kafka.message.MessageOrigin;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.FactType;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads messages in the framing of their topic. Whatever the bytes are, it says something about
 * them and throws nothing: one bad message must not stop a job. A registry that the configuration
 * wants waited for does. What is too far ahead of the clock is refused here, before it can move a
 * watermark.
 */
final class FactDeserializer implements KafkaRecordDeserializationSchema<Reading> {
  private static final long serialVersionUID = 1L;

  private final JobConfiguration configuration;
  private final ReadingClock clock;

  private transient RecordReader records;
  private transient Intake intake;

  FactDeserializer(JobConfiguration configuration, ReadingClock clock) {
    this.configuration = configuration;
    this.clock = clock;
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
    Feed feed = configuration.topics().feedOf(message.topic());
    Origin origin = MessageOrigin.of(message.topic(), message.partition(), message.offset());
    try {
      return Heartbeat.is(message)
          ? beat(message, feed)
          : new Reading.Read(
              new Admissible(fact(message, feed), origin, Message.of(message).pack()));
    } catch (RefusedException e) {
      return new Reading.Refused(
          new Refusal(
              feed,
              null,
              origin,
              Message.of(message).pack(),
              e.reason(),
              e.field().orElse(null),
              e.getMessage()));
    }
  }

  private Reading beat(ConsumerRecord<byte[], byte[]> message, Feed feed) throws RefusedException {
    try {
      long time = Heartbeat.time(message);
      return isTooFarAhead(time, message)
          ? new Reading.DisbelievedBeat(feed, message.offset())
          : new Reading.Beat(feed, time, message.offset());
    } catch (NumberFormatException e) {
      throw new RefusedException(
          RefusalReason.INVALID_FIELD,
          Heartbeat.HEADER,
          e.getMessage() + "; write milliseconds since the epoch, or leave it empty");
    }
  }

  private Fact fact(ConsumerRecord<byte[], byte[]> message, Feed feed) throws RefusedException {
    checkSize(message.value());
    Fact fact = decoded(message, feed);
    checkSkew(fact.recordedAt(), message);
    return fact;
  }

  private Fact decoded(ConsumerRecord<byte[], byte[]> message, Feed feed) throws RefusedException {
    try {
      SpecificRecord record = records.read(message);
      checkCarried(record, feed);
      return intake.fact(record);
    } catch (FormatException e) {
      throw RefusedException.of(e);
    }
  }

  private void checkSize(byte[] value) throws RefusedException {
    int longest = configuration.input().maxRecordBytes();
    if (value != null && value.length > longest) {
      throw new RefusedException(
          RefusalReason.TOO_LARGE,
          null,
          "the message is %d bytes long, and none longer than %d is read; send one fact a message"
              .formatted(value.length, longest));
    }
  }

  private void checkSkew(long recordedAt, ConsumerRecord<?, ?> message) throws RefusedException {
    if (isTooFarAhead(recordedAt, message)) {
      throw new RefusedException(
          RefusalReason.TOO_FAR_AHEAD,
          "recordedAt",
          "recordedAt %s is more than %s ahead of the clock, which is at %s; set the producer's clock"
                  .formatted(
                      Instant.ofEpochMilli(recordedAt),
                      configuration.input().maxClockSkew(),
                      Instant.ofEpochMilli(clock.at(message)))
              + " right, and send the fact anew");
    }
  }

  private boolean isTooFarAhead(long time, ConsumerRecord<?, ?> message) {
    return time - configuration.input().maxClockSkew().toMillis() > clock.at(message);
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
